import Testing

@testable import InMemoryInfrastructure

struct KeyRuleTests {
    @Test(arguments: expiries + keys + databases + errors)
    func `keys follow the rules of Redis`(_ rule: StoreRule) { rule.check() }

    static let expiries = [
        StoreRule(
            "C2.1 the time to live, rounded to seconds",
            "commands/ttl",
            """
            TTL k → -2
            PTTL k → -2
            EXPIRETIME k → -2
            SET k v → OK
            TTL k → -1
            PEXPIRETIME k → -1
            PEXPIRE k 1499 → 1
            TTL k → 1
            PEXPIRE k 1500 → 1
            TTL k → 2
            PEXPIRE k 29 → 1
            TTL k → 0
            +29ms
            TTL k → 0
            PTTL k → 0
            +1ms
            TTL k → -2
            """
        ),
        StoreRule(
            "C2.2 conditions of EXPIRE; no expiry counts as one infinitely far",
            "commands/expire",
            """
            SET k v → OK
            EXPIRE k 10 XX → 0
            EXPIRE k 10 GT → 0
            EXPIRE k 10 XX GT → 0
            EXPIRE k 10 LT → 1
            EXPIRE k 20 NX → 0
            EXPIRE k 20 LT → 0
            EXPIRE k 20 GT → 1
            EXPIRE k 20 GT → 0
            EXPIRE k 20 XX → 1
            EXPIRE k 5 NX XX → ERR NX and XX, GT or LT options at the same time are not compatible
            EXPIRE k 5 LT NX → ERR NX and XX, GT or LT options at the same time are not compatible
            EXPIRE k 5 GT LT → ERR GT and LT options at the same time are not compatible
            EXPIRE k 5 BOGUS → ERR Unsupported option BOGUS
            EXPIRE k abc BOGUS → ERR Unsupported option BOGUS
            TTL k → 20
            """
        ),
        StoreRule(
            "C2.3 a time in the past deletes, after the conditions",
            "commands/expire",
            """
            SET k v EX 100 → OK
            EXPIRE k -1 GT → 0
            EXISTS k → 1
            EXPIRE k -1 LT → 1
            EXISTS k → 0
            SET k v → OK
            EXPIRE k 0 → 1
            EXISTS k → 0
            SET k v → OK
            PEXPIREAT k 1735689600000 → 1
            EXISTS k → 0
            SET k v → OK
            EXPIREAT k 1735689601 → 1
            PTTL k → 1000
            EXPIRE k 9223372036854775807 → ERR invalid expire time in 'expire' command
            EXPIRE k -9223372036854775807 → ERR invalid expire time in 'expire' command
            PEXPIRE k 9223372036854775807 → ERR invalid expire time in 'pexpire' command
            PEXPIREAT k 9223372036854775807 → 1
            PERSIST k → 1
            PERSIST k → 0
            PERSIST none → 0
            EXPIRE none 10 → 0
            """
        ),
        StoreRule(
            "C2.4 RENAME and COPY carry the expiry",
            "commands/rename",
            """
            SET a 1 EX 100 → OK
            SET b 2 EX 5 → OK
            RENAME a b → OK
            TTL b → 100
            SET c 3 → OK
            RENAME c b → OK
            TTL b → -1
            EXPIRE b 7 → 1
            COPY b d → 1
            TTL d → 7
            """
        ),
        StoreRule(
            "C2.5 an expired key is missing for every command",
            "commands/expire",
            """
            SET k 5 PX 10 → OK
            +10ms
            EXISTS k → 1
            +1ms
            RENAME k n → ERR no such key
            SET k 5 PX 10 → OK
            +11ms
            INCR k → 1
            TTL k → -1
            SET k 5 PX 10 → OK
            +11ms
            SETNX k new → 1
            SET k 5 PX 10 → OK
            +11ms
            DEL k → 0
            SET k 5 PX 10 → OK
            +11ms
            DBSIZE → 0
            """
        ),
        StoreRule(
            "C2.6 removed only when looked up, expired keys count but are not shown",
            "expire.c",
            """
            MSET a 1 b 2 → OK
            PEXPIRE a 10 → 1
            +11ms
            DBSIZE → 2
            KEYS * → ["b"]
            DBSIZE → 2
            SCAN 0 → ["0", ["b"]]
            DBSIZE → 1
            """
        ).with(StoreSettings(removesExpiredKeys: false)),
    ]

    static let keys = [
        StoreRule(
            "C3.1 every argument counts",
            "commands/exists",
            """
            MSET a 1 b 2 → OK
            EXISTS a a none b → 3
            TOUCH a none → 1
            DEL a a none → 1
            UNLINK b b → 1
            TYPE b → none
            SET s v → OK
            TYPE s → string
            """
        ),
        StoreRule(
            "RENAMENX and COPY spare what is there",
            "commands/copy",
            """
            MSET a 1 b 2 → OK
            RENAMENX a b → 0
            RENAMENX a a → 0
            RENAME a a → OK
            RENAME none none → ERR no such key
            COPY a b → 0
            COPY a b REPLACE → 1
            GET b → "1"
            COPY a a → ERR source and destination objects are the same
            COPY a a DB 1 → 1
            COPY a b DB 16 → ERR DB index is out of range
            COPY a b DB x → ERR value is not an integer or out of range
            COPY a b BOGUS → ERR syntax error
            COPY none c → 0
            DEL b → 1
            RANDOMKEY → "a"
            DEL a → 1
            RANDOMKEY → nil
            """
        ),
        StoreRule(
            "C8.2 the options of SCAN",
            "commands/scan",
            """
            MSET a 1 b 2 c 3 → OK
            SCAN 0 COUNT 2 → ["1", ["c", "b"]]
            SCAN 1 COUNT 2 → ["0", ["a"]]
            SCAN 0 TYPE string COUNT 100 → ["0", ["c", "b", "a"]]
            SCAN 0 TYPE list → ["0", []]
            SCAN 0 COUNT 0 → ERR syntax error
            SCAN 0 COUNT x → ERR value is not an integer or out of range
            SCAN 0 MATCH → ERR syntax error
            SCAN x → ERR invalid cursor
            SCAN "" → ["0", ["c", "b", "a"]]
            SCAN 99999999999999999999 → ERR invalid cursor
            SCAN 18446744073709551615 → ["0", ["c", "b", "a"]]
            """
        ),
    ]

    static let databases = [
        StoreRule(
            "C3.4 databases of a connection",
            "commands/select",
            """
            SET k zero → OK
            SELECT 1 → OK
            GET k → nil
            b: GET k → "zero"
            SET k one → OK
            SELECT 0 → OK
            SWAPDB 0 1 → OK
            GET k → "one"
            SWAPDB 0 0 → OK
            SWAPDB x 1 → ERR invalid first DB index
            SWAPDB 0 x → ERR invalid second DB index
            SWAPDB 0 16 → ERR DB index is out of range
            SELECT 16 → ERR DB index is out of range
            SELECT -1 → ERR DB index is out of range
            SELECT x → ERR value is not an integer or out of range
            SELECT 2147483648 → \
            ERR value is out of range, value must between -2147483648 and 2147483647
            SET m 1 EX 100 → OK
            MOVE m 1 → 1
            MOVE m 1 → 0
            MOVE m 0 → ERR source and destination objects are the same
            MOVE k 1 → 0
            MOVE k 16 → ERR DB index is out of range
            SELECT 1 → OK
            TTL m → 100
            FLUSHDB ASYNC → OK
            DBSIZE → 0
            FLUSHDB NOW → ERR syntax error
            FLUSHALL SYNC → OK
            b: DBSIZE → 0
            """
        )
    ]

    static let errors = [
        StoreRule(
            "C3.2 what is no command",
            "develop/reference/protocol-spec",
            """
            NOSUCH a b → ERR unknown command 'NOSUCH', with args beginning with: 'a' 'b'\u{20}
            GET → ERR wrong number of arguments for 'get' command
            get a b → ERR wrong number of arguments for 'get' command
            OBJECT → ERR wrong number of arguments for 'object' command
            OBJECT BOGUS k → ERR unknown subcommand 'BOGUS'. Try OBJECT HELP.
            OBJECT ENCODING → ERR wrong number of arguments for 'object|encoding' command
            """
        ),
        StoreRule(
            "how keys are kept",
            "commands/object-encoding",
            """
            SET k 12 → OK
            OBJECT ENCODING k → "int"
            SET k ab → OK
            object encoding k → "embstr"
            SETRANGE k 44 x → 45
            OBJECT ENCODING k → "raw"
            OBJECT ENCODING none → nil
            OBJECT REFCOUNT k → 1
            +2500ms
            OBJECT IDLETIME k → 2
            MEMORY USAGE k → 118
            """
        ),
    ]
}
