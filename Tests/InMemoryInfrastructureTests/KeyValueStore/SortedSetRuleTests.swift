import Testing

@testable import InMemoryInfrastructure

/// Sorted sets: members, their scores, and taking them.
struct SortedSetRuleTests {
    @Test(arguments: updates + scores + parts + watches)
    func `sorted sets follow the rules of Redis`(_ rule: StoreRule) { rule.check() }

    private static let wrongType =
        "WRONGTYPE Operation against a key holding the wrong kind of value"

    static let updates = [
        StoreRule(
            "C7.1 ZADD says how many members are new, or changed",
            "commands/zadd",
            """
            ZADD z 1 a 2 b → 2
            ZADD z 1 a 3 b 4 c → 1
            ZADD z CH 1 a 5 b 6 d → 2
            ZADD z NX 9 a 9 e → 1
            ZSCORE z a → "1"
            ZADD z XX CH 2 a 9 x → 1
            ZADD z GT CH 1 a 7 b → 1
            ZADD z LT 1 a 9 b 8 f → 1
            ZMSCORE z a b c d e f x → ["1", "7", "4", "6", "9", "8", nil]
            ZADD z XX GT CH 3 a 9 y → 1
            ZADD none XX 1 a → 0
            EXISTS none → 0
            """
        ),
        StoreRule(
            "C7.1 INCR gives the new score, or nil where a condition holds it",
            "commands/zadd",
            """
            ZADD z INCR 5 a → "5"
            ZADD z INCR XX 1 a → "6"
            ZADD z INCR NX 1 a → nil
            ZADD z INCR GT -1 a → nil
            ZADD z INCR LT -1 a → "5"
            ZADD z INCR XX 1 b → nil
            ZADD none INCR XX 1 b → nil
            ZINCRBY z 1.5 a → "6.5"
            ZINCRBY z -1 new → "-1"
            ZINCRBY z nx a → ERR syntax error
            ZINCRBY z x a → ERR value is not a valid float
            ZADD z INCR 1 a 2 b → ERR INCR option supports a single increment-element pair
            ZADD z inf i → 1
            ZINCRBY z -inf i → ERR resulting score is not a number (NaN)
            ZADD z INCR LT -inf i → ERR resulting score is not a number (NaN)
            """
        ),
        StoreRule(
            "C7.1 the options are looked at before scores, and these before the key",
            "commands/zadd",
            """
            SET s x → OK
            ZADD s 1 → ERR wrong number of arguments for 'zadd' command
            ZADD s NX XX 1 → ERR syntax error
            ZADD s NX XX → ERR syntax error
            ZADD s NX XX x a → ERR XX and NX options at the same time are not compatible
            ZADD s NX GT x a → ERR GT, LT, and/or NX options at the same time are not compatible
            ZADD s GT LT x a → ERR GT, LT, and/or NX options at the same time are not compatible
            ZADD s 1 a x b → ERR value is not a valid float
            ZADD s nan a → ERR value is not a valid float
            ZADD s 1 a → \(wrongType)
            ZADD s XX 1 a → \(wrongType)
            ZADD z 1 a x b → ERR value is not a valid float
            EXISTS z → 0
            ZADD z 1 nx → 1
            ZRANGE z 0 -1 → ["nx"]
            """
        ),
        StoreRule(
            "C7.1 the key goes with its last member",
            "commands/zrem",
            """
            ZADD z 1 a 2 b → 2
            ZREM z x a a → 1
            ZREM z b → 1
            EXISTS z → 0
            ZREM z b → 0
            """
        ),
    ]

    static let scores = [
        StoreRule(
            "C7.2 what a score may look like",
            "redis 7.0 src/util.c",
            """
            ZADD z inf a → 1
            ZADD z -INF a +1 b 1e3 c 0x10 d .5 e 1. f infinity g → 6
            ZMSCORE z a b c d e f g → ["-inf", "1", "1000", "16", "0.5", "1", "inf"]
            ZADD z " 1" a → ERR value is not a valid float
            ZADD z "1 " a → ERR value is not a valid float
            ZADD z "" a → ERR value is not a valid float
            ZADD z 1_0 a → ERR value is not a valid float
            ZADD z 0x a → ERR value is not a valid float
            ZADD z 1e999 a → ERR value is not a valid float
            ZADD z 1e-999 a → ERR value is not a valid float
            """
        ),
        StoreRule(
            "C7.2 a score has 17 digits",
            "redis 7.0 src/networking.c",
            """
            ZADD z 0.1 a 100000000000000000 b 1e20 c 12345678901234567 d 1e-7 e 3.0 f → 6
            ZSCORE z a → "0.10000000000000001"
            ZSCORE z b → "1e+17"
            ZSCORE z c → "1e+20"
            ZSCORE z d → "12345678901234568"
            ZSCORE z e → "9.9999999999999995e-08"
            ZSCORE z f → "3"
            ZSCAN z 0 MATCH b → ["0", ["b", "100000000000000000"]]
            ZADD z -0 n → 1
            ZSCORE z n → "0"
            """
        ),
        StoreRule(
            "C7.3 ranks go by score, then by bytes",
            "commands/zrank",
            """
            ZADD z 1 b 1 a 0 c 1 B → 4
            ZRANGE z 0 -1 → ["c", "B", "a", "b"]
            ZRANK z a → 2
            ZREVRANK z a → 1
            ZRANK z x → nil
            ZRANK none a → nil
            ZREVRANK none a → nil
            ZSCORE z x → nil
            ZSCORE none x → nil
            ZMSCORE none a b → [nil, nil]
            ZCARD z → 4
            ZCARD none → 0
            """
        ),
    ]

    static let parts = [
        StoreRule(
            "C7.4 ZPOPMIN and ZPOPMAX take from the ends",
            "commands/zpopmin",
            """
            ZADD z 1 a 2 b 3 c 4 d → 4
            ZPOPMIN z → ["a", "1"]
            ZPOPMAX z 2 → ["d", "4", "c", "3"]
            ZPOPMIN z 0 → []
            ZPOPMIN z -1 → ERR value is out of range, must be positive
            ZPOPMIN z x → ERR value is out of range, must be positive
            ZPOPMIN z 1 2 → ERR syntax error
            ZPOPMAX z 9 → ["b", "2"]
            EXISTS z → 0
            ZPOPMIN z → []
            ZPOPMIN z 5 → []
            SET s x → OK
            ZPOPMIN s 0 → \(wrongType)
            """
        ),
        StoreRule(
            "C7.4 ZMPOP takes from the first sorted set that there is",
            "commands/zmpop",
            """
            ZADD b 1 x 2 y 3 z → 3
            ZMPOP 2 a b MIN → ["b", [["x", "1"]]]
            ZMPOP 2 a b max COUNT 5 → ["b", [["z", "3"], ["y", "2"]]]
            ZMPOP 2 a b MIN → nil
            ZMPOP 0 a MIN → ERR numkeys should be greater than 0
            ZMPOP 1 a LEFT → ERR syntax error
            ZMPOP 2 a MIN → ERR syntax error
            ZMPOP 1 a MIN COUNT 0 → ERR count should be greater than 0
            ZMPOP 1 a MIN COUNT 1 COUNT 1 → ERR syntax error
            SET s x → OK
            ZMPOP 2 a s MIN → \(wrongType)
            """
        ),
        StoreRule(
            "C8.2 a small sorted set is scanned whole",
            "commands/zscan",
            """
            ZADD z 2 b 1 a → 2
            ZSCAN z 0 COUNT 1 → ["0", ["a", "1", "b", "2"]]
            ZSCAN z 0 MATCH b* → ["0", ["b", "2"]]
            ZSCAN z x → ERR invalid cursor
            ZSCAN z 0 BOGUS → ERR syntax error
            ZSCAN none 0 BOGUS → ["0", []]
            """
        ),
        StoreRule(
            "C7.4 members at random",
            "commands/zrandmember",
            """
            ZRANDMEMBER none → nil
            ZRANDMEMBER none 2 → []
            ZADD z 1 a → 1
            ZRANDMEMBER z → "a"
            ZRANDMEMBER z 3 → ["a"]
            ZRANDMEMBER z -2 WITHSCORES → ["a", "1", "a", "1"]
            ZRANDMEMBER z 0 → []
            ZRANDMEMBER z x → ERR value is not an integer or out of range
            ZRANDMEMBER z 1 WITHVALUES → ERR syntax error
            ZRANDMEMBER z -9223372036854775807 WITHSCORES → ERR value is out of range
            """
        ),
    ]

    static let watches = [
        StoreRule(
            "C9.2 scores that stay as they are change nothing",
            "commands/watch",
            """
            ZADD z 1 a → 1
            WATCH z → OK
            b: ZADD z 1 a → 0
            b: ZADD z NX 2 a → 0
            b: ZINCRBY z 0 a → "1"
            b: ZREM z x → 0
            b: ZPOPMIN z 0 → []
            b: ZREMRANGEBYSCORE z 5 9 → 0
            MULTI → OK
            PING → QUEUED
            EXEC → [PONG]
            WATCH z → OK
            b: ZINCRBY z 1 a → "2"
            MULTI → OK
            EXEC → nil
            """
        )
    ]
}
