import Testing

@testable import InMemoryInfrastructure

struct StringRuleTests {
    @Test(arguments: setting + wholes + numbers + parts)
    func `strings follow the rules of Redis`(_ rule: StoreRule) { rule.check() }

    static let setting = [
        StoreRule(
            "C1.1 SET replaces whatever was there and clears the expiry",
            "commands/set",
            """
            SET k v EX 100 → OK
            SET k w → OK
            TTL k → -1
            SET k v PX 1500 → OK
            SET k w KEEPTTL → OK
            PTTL k → 1500
            SET k w NX XX → ERR syntax error
            SET k w EX 1 PX 1 → ERR syntax error
            SET k w EX 1 EX 2 → OK
            TTL k → 2
            SET k w KEEPTTL EX 1 → ERR syntax error
            SET k w EX 1 KEEPTTL → ERR syntax error
            SET k w EX → ERR syntax error
            SET k w PERSIST → ERR syntax error
            SET k w bogus → ERR syntax error
            set k x nx → nil
            set k x xx get → "w"
            """
        ),
        StoreRule(
            "C1.2 the time to live of SET is positive and fits",
            "commands/set",
            """
            SET k v EX 0 → ERR invalid expire time in 'set' command
            SET k v PX -1 → ERR invalid expire time in 'set' command
            SET k v EXAT 0 → ERR invalid expire time in 'set' command
            SET k v EX 9223372036854775807 → ERR invalid expire time in 'set' command
            SET k v PX 9223372036854775807 → ERR invalid expire time in 'set' command
            SET k v EX ten → ERR value is not an integer or out of range
            SET k v EX 1.5 → ERR value is not an integer or out of range
            EXISTS k → 0
            SET k v PXAT 1 → OK
            GET k → nil
            SET k v EXAT 1735689700 → OK
            TTL k → 100
            EXPIRETIME k → 1735689700
            PEXPIRETIME k → 1735689700000
            """
        ),
        StoreRule(
            "C1.3 a condition that does not hold sets nothing; GET gives what was there",
            "commands/set",
            """
            SET k v XX → nil
            SET k v NX → OK
            SET k w NX → nil
            SET k w NX GET → "v"
            SET n w NX GET → nil
            GET n → "w"
            SET k w GET → "v"
            GET k → "w"
            SET m w XX GET → nil
            EXISTS m → 0
            """
        ),
        StoreRule(
            "C1.4 the older forms of SET",
            "commands/setex",
            """
            SETEX k 10 v → OK
            TTL k → 10
            PSETEX k 1500 v → OK
            PTTL k → 1500
            SETEX k 0 v → ERR invalid expire time in 'setex' command
            PSETEX k 0 v → ERR invalid expire time in 'psetex' command
            SETNX k w → 0
            SETNX n w → 1
            GETSET k w → "v"
            TTL k → -1
            """
        ),
    ]

    static let wholes = [
        StoreRule(
            "C1.4 GETEX and GETDEL",
            "commands/getex",
            """
            SET k v → OK
            GETEX k EX 100 → "v"
            TTL k → 100
            GETEX k → "v"
            TTL k → 100
            GETEX k PERSIST → "v"
            TTL k → -1
            GETEX k EX 0 → ERR invalid expire time in 'getex' command
            GETEX k EX 1 PERSIST → ERR syntax error
            GETEX k NX → ERR syntax error
            GETEX none EX 0 → nil
            GETEX k PXAT 1 → "v"
            EXISTS k → 0
            SET k v → OK
            GETDEL k → "v"
            GETDEL k → nil
            """
        ),
        StoreRule(
            "C1.4 many strings at once",
            "commands/mset",
            """
            MSET a 1 b 2 a 3 → OK
            MGET a none b → ["3", nil, "2"]
            MSET a → ERR wrong number of arguments for 'mset' command
            MSET a 1 b → ERR wrong number of arguments for 'mset' command
            MSETNX a 1 b → ERR wrong number of arguments for 'msetnx' command
            MSETNX c 1 a 2 → 0
            EXISTS c → 0
            MSETNX c 1 c 2 → 1
            GET c → "2"
            """
        ),
    ]

    static let numbers = [
        StoreRule(
            "C1.5 counters are plain 64-bit decimals",
            "commands/incr",
            """
            INCR n → 1
            INCRBY n 9 → 10
            DECR n → 9
            DECRBY n 10 → -1
            GET n → "-1"
            STRLEN n → 2
            APPEND n 5 → 3
            INCR n → -14
            SET n 9223372036854775807 → OK
            INCR n → ERR increment or decrement would overflow
            SET n -9223372036854775808 → OK
            DECR n → ERR increment or decrement would overflow
            INCRBY n 1 → -9223372036854775807
            DECRBY n -9223372036854775808 → ERR decrement would overflow
            INCRBY n 1.5 → ERR value is not an integer or out of range
            SET n " 11" → OK
            INCR n → ERR value is not an integer or out of range
            SET n 007 → OK
            INCR n → ERR value is not an integer or out of range
            SET n +5 → OK
            INCR n → ERR value is not an integer or out of range
            SET n -0 → OK
            INCR n → ERR value is not an integer or out of range
            SET n "" → OK
            INCR n → ERR value is not an integer or out of range
            SET n 1 EX 100 → OK
            INCR n → 2
            TTL n → 100
            """
        ),
        StoreRule(
            "C1.6 numbers with a fraction",
            "commands/incrbyfloat",
            """
            SET f 10.50 EX 100 → OK
            INCRBYFLOAT f 0.25 → "10.75"
            TTL f → 100
            INCRBYFLOAT f 1.25 → "12"
            INCRBYFLOAT f x → ERR value is not a valid float
            SET g x → OK
            INCRBYFLOAT g 1 → ERR value is not a valid float
            INCRBYFLOAT new -3 → "-3"
            """
        ),
    ]

    static let parts = [
        StoreRule(
            "parts of strings are counted in bytes",
            "commands/getrange",
            """
            SET k "äb" → OK
            STRLEN k → 3
            GETRANGE k 0 1 → "ä"
            GETRANGE k 0 0 → [195]
            GETRANGE k 1 2 → [164, 98]
            GETRANGE k -1 -1 → "b"
            GETRANGE k -1 -3 → ""
            GETRANGE k 5 9 → ""
            GETRANGE k -100 100 → "äb"
            SUBSTR k 2 2 → "b"
            GETRANGE none 0 -1 → ""
            GETRANGE k a b → ERR value is not an integer or out of range
            SETRANGE k 1 x → 3
            GET k → [195, 120, 98]
            APPEND k c → 4
            SETRANGE k 0 a → 4
            GET k → "axbc"
            """
        ),
        StoreRule(
            "SETRANGE fills with zero bytes, and checks its offset first",
            "commands/setrange",
            """
            SETRANGE k -1 x → ERR offset is out of range
            SETRANGE k 0 "" → 0
            EXISTS k → 0
            SETRANGE k 536870912 x → ERR string exceeds maximum allowed size (proto-max-bulk-len)
            SETRANGE k 9223372036854775807 x → \
            ERR string exceeds maximum allowed size (proto-max-bulk-len)
            SET k abc EX 100 → OK
            SETRANGE k 1 "" → 3
            APPEND k de → 5
            TTL k → 100
            APPEND new "" → 0
            EXISTS new → 1
            """
        ),
        StoreRule(
            "the longest common subsequence",
            "commands/lcs",
            """
            MSET a ohmytext b mynewtext → OK
            LCS a b → "mytext"
            LCS a b LEN → 6
            LCS a b IDX → ["matches", [[[4, 7], [5, 8]], [[2, 3], [0, 1]]], "len", 6]
            LCS a b IDX MINMATCHLEN 4 WITHMATCHLEN → ["matches", [[[4, 7], [5, 8], 4]], "len", 6]
            LCS a b IDX LEN → ERR If you want both the length and indexes, please just use IDX.
            LCS a b BOGUS → ERR syntax error
            LCS a none → ""
            """
        ),
    ]
}
