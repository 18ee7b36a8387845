import Testing

@testable import InMemoryInfrastructure

/// Sets.
struct SetRuleTests {
    @Test(arguments: members + parts + algebra + watches)
    func `sets follow the rules of Redis`(_ rule: StoreRule) { rule.check() }

    private static let wrongType =
        "WRONGTYPE Operation against a key holding the wrong kind of value"

    static let members = [
        StoreRule(
            "C6.1 SADD and SREM say how many it were",
            "commands/sadd",
            """
            SADD s a b a → 2
            SADD s a c → 1
            SCARD s → 3
            SCARD none → 0
            SISMEMBER s a → 1
            SISMEMBER s x → 0
            SISMEMBER none a → 0
            SMISMEMBER s a x c → [1, 0, 1]
            SMISMEMBER none a → [0]
            SREM s a a x → 1
            SREM none a → 0
            SREM s b c → 2
            EXISTS s → 0
            SET t x → OK
            SADD t a → \(wrongType)
            SREM t a → \(wrongType)
            SMISMEMBER t a → \(wrongType)
            """
        ),
        StoreRule(
            "C6.1 SMOVE moves what is there",
            "commands/smove",
            """
            SADD a x y → 2
            SADD b y → 1
            SMOVE a b x → 1
            SMOVE a b y → 1
            EXISTS a → 0
            SMOVE a b y → 0
            SMOVE b b x → 1
            SMOVE b b z → 0
            SMOVE b c z → 0
            EXISTS c → 0
            SCARD b → 2
            SET t x → OK
            SMOVE none t x → 0
            SMOVE t b x → \(wrongType)
            SMOVE b t z → \(wrongType)
            """
        ),
        StoreRule(
            "C2.5 a target that has expired does not confuse the source",
            "commands/smove",
            """
            SET t x PX 10 → OK
            SADD other o → 1
            SADD s a b → 2
            +20ms
            SMOVE s t a → 1
            SMEMBERS s → ["b"]
            SMEMBERS t → ["a"]
            """
        ).with(StoreSettings(removesExpiredKeys: false)),
    ]

    static let parts = [
        StoreRule(
            "C6.1 small sets of integers are in order",
            "commands/smembers",
            """
            SADD s 10 -1 9 → 3
            SMEMBERS s → ["-1", "9", "10"]
            SSCAN s 0 → ["0", ["-1", "9", "10"]]
            SSCAN s 0 MATCH 1* COUNT 1 → ["0", ["10"]]
            SREM s -1 → 1
            SMEMBERS s → ["9", "10"]
            SUNION s none → ["9", "10"]
            SMEMBERS none → []
            OBJECT ENCODING s → "intset"
            SADD s 01 → 1
            OBJECT ENCODING s → "hashtable"
            """
        ),
        StoreRule(
            "C8.2 the key comes before the options, and the cursor before the key",
            "commands/sscan",
            """
            SSCAN none 0 BOGUS → ["0", []]
            SSCAN none -x → ERR invalid cursor
            SADD s a → 1
            SSCAN s 0 BOGUS → ERR syntax error
            SSCAN s 0 COUNT 0 → ERR syntax error
            SSCAN s 0 TYPE set → ERR syntax error
            SSCAN s 0 MATCH b* → ["0", []]
            SSCAN s 0 → ["0", ["a"]]
            """
        ),
        StoreRule(
            "C6.1 SPOP takes one, or as many as asked for",
            "commands/spop",
            """
            SPOP none → nil
            SPOP none 3 → []
            SADD s a → 1
            SPOP s 0 → []
            SPOP s -1 → ERR value is out of range, must be positive
            SPOP s x → ERR value is out of range, must be positive
            SPOP s 1 2 → ERR syntax error
            SPOP s → "a"
            EXISTS s → 0
            SADD s 2 1 → 2
            SPOP s 5 → ["1", "2"]
            EXISTS s → 0
            SET t x → OK
            SPOP t x → ERR value is out of range, must be positive
            SPOP t → \(wrongType)
            """
        ),
        StoreRule(
            "C6.1 SRANDMEMBER takes nothing away",
            "commands/srandmember",
            """
            SRANDMEMBER none → nil
            SRANDMEMBER none 3 → []
            SADD s a → 1
            SRANDMEMBER s → "a"
            SRANDMEMBER s 0 → []
            SRANDMEMBER s 5 → ["a"]
            SRANDMEMBER s -3 → ["a", "a", "a"]
            SRANDMEMBER s x → ERR value is not an integer or out of range
            SRANDMEMBER none -9223372036854775807 → []
            SRANDMEMBER s -9223372036854775807 → ERR value is out of range
            SRANDMEMBER s x y → ERR syntax error
            SRANDMEMBER t 1 → []
            """
        ),
        StoreRule(
            "the least integer is no count of members",
            "redis 7.0 src/t_set.c",
            "SRANDMEMBER s -9223372036854775808 → ERR value is out of range, value must between "
                + "-9223372036854775807 and 9223372036854775807"
        ),
    ]

    static let algebra = [
        StoreRule(
            "C6.1 what sets have in common",
            "commands/sinter",
            """
            SADD a 1 2 3 → 3
            SADD b 2 3 4 → 3
            SINTER a b → ["2", "3"]
            SINTER a none → []
            SUNION a b → ["1", "2", "3", "4"]
            SDIFF a b → ["1"]
            SDIFF none a → []
            SDIFF a a → []
            SET t x → OK
            SINTER none t → \(wrongType)
            SUNION a t → \(wrongType)
            SDIFF none t → \(wrongType)
            """
        ),
        StoreRule(
            "C6.1 a result without members removes its key",
            "commands/sinterstore",
            """
            SADD a 1 2 → 2
            SADD b 2 3 → 2
            SET t x EX 100 → OK
            SINTERSTORE t a b → 1
            SMEMBERS t → ["2"]
            TTL t → -1
            SUNIONSTORE a a b → 3
            SDIFFSTORE t a a → 0
            EXISTS t → 0
            SET t x → OK
            SINTERSTORE t a none → 0
            EXISTS t → 0
            SET t x → OK
            SINTERSTORE b a t → \(wrongType)
            SCARD b → 2
            """
        ),
        StoreRule(
            "C6.1 SINTERCARD counts up to a limit",
            "commands/sintercard",
            """
            SADD a 1 2 3 → 3
            SADD b 1 2 3 → 3
            SINTERCARD 2 a b → 3
            SINTERCARD 2 a b LIMIT 2 → 2
            SINTERCARD 2 a b LIMIT 0 → 3
            SINTERCARD 2 a none → 0
            SINTERCARD 0 a → ERR numkeys should be greater than 0
            SINTERCARD x a → ERR numkeys should be greater than 0
            SINTERCARD 3 a b → ERR Number of keys can't be greater than number of args
            SINTERCARD 1 a LIMIT → ERR syntax error
            SINTERCARD 1 a LIMIT -1 → ERR LIMIT can't be negative
            SINTERCARD 1 a b → ERR syntax error
            """
        ),
    ]

    static let watches = [
        StoreRule(
            "C9.2 members that are there or are not there change nothing",
            "commands/watch",
            """
            SADD s a → 1
            SADD t a → 1
            WATCH t → OK
            b: SADD t a → 0
            b: SREM t x → 0
            b: SPOP t 0 → []
            b: SMOVE s t a → 1
            b: SINTERSTORE none x y → 0
            MULTI → OK
            PING → QUEUED
            EXEC → [PONG]
            WATCH t → OK
            b: SADD t b → 1
            MULTI → OK
            EXEC → nil
            """
        )
    ]
}
