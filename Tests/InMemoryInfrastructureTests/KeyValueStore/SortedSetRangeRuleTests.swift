import Testing

@testable import InMemoryInfrastructure

/// Sorted sets: ranges, and what becomes of several.
struct SortedSetRangeRuleTests {
    @Test(arguments: ranges + members + removals + algebra)
    func `ranges of sorted sets follow the rules of Redis`(_ rule: StoreRule) { rule.check() }

    private static let wrongType =
        "WRONGTYPE Operation against a key holding the wrong kind of value"

    static let ranges = [
        StoreRule(
            "C7.3 ranks from one to another, either way",
            "commands/zrange",
            """
            ZADD z 1 a 2 b 3 c → 3
            ZRANGE z 0 -1 WITHSCORES → ["a", "1", "b", "2", "c", "3"]
            ZRANGE z -2 9 → ["b", "c"]
            ZRANGE z 0 1 REV → ["c", "b"]
            ZRANGE z 2 1 → []
            ZRANGE z 3 9 → []
            ZREVRANGE z 0 0 WITHSCORES → ["c", "3"]
            ZREVRANGE z -1 -1 → ["a"]
            ZRANGE z 0 -1 LIMIT 0 -1 → ["a", "b", "c"]
            ZRANGE z 0 x → ERR value is not an integer or out of range
            ZRANGE z 0 1 REV REV → ERR syntax error
            ZRANGE z 0 1 BYSCORE BYLEX → ERR syntax error
            ZRANGE z 0 1 LIMIT 0 → ERR syntax error
            ZREVRANGE z 0 1 REV → ERR syntax error
            ZRANGEBYSCORE z 0 1 BYSCORE → ERR syntax error
            ZRANGE none 0 x → ERR value is not an integer or out of range
            ZRANGE none 0 1 → []
            SET s x → OK
            ZRANGE s 0 1 BOGUS → ERR syntax error
            ZRANGE s 0 1 → \(wrongType)
            """
        ),
        StoreRule(
            "an offset skips members of other scores without a look at the far bound",
            "redis 7.0 src/t_zset.c, genericZrangebylexCommand",
            """
            ZADD z 1 a 2 b 2 d 3 c → 4
            ZRANGEBYLEX z [a (d → ["a", "b"]
            ZRANGEBYLEX z [a (d LIMIT 1 10 → ["b"]
            ZRANGEBYLEX z [a (d LIMIT 2 10 → []
            ZRANGEBYLEX z [a (d LIMIT 3 10 → ["c"]
            ZRANGEBYLEX z [a (d LIMIT 9223372036854775807 10 → []
            ZREVRANGEBYLEX z [c [a LIMIT 2 5 → ["b", "a"]
            """
        ),
        StoreRule(
            "C7.3 LIMIT is for scores and members",
            "commands/zrange",
            "ZRANGE z 0 1 LIMIT 0 1 → ERR syntax error, LIMIT is only supported in combination "
                + "with either BYSCORE or BYLEX\n"
                + "ZRANGE z - + BYLEX WITHSCORES → ERR syntax error, WITHSCORES not supported in "
                + "combination with BYLEX"
        ),
        StoreRule(
            "C7.3 scores from one to another, either way",
            "commands/zrangebyscore",
            """
            ZADD z 1 a 2 b 3 c 4 d → 4
            ZRANGE z 2 3 BYSCORE → ["b", "c"]
            ZRANGE z (3 (1 BYSCORE REV → ["b"]
            ZRANGE z 1 3 BYSCORE REV → []
            ZRANGEBYSCORE z -inf +inf LIMIT 1 2 WITHSCORES → ["b", "2", "c", "3"]
            ZREVRANGEBYSCORE z +inf (1 LIMIT 1 1 → ["c"]
            ZRANGEBYSCORE z 1 4 LIMIT -1 2 → []
            ZRANGEBYSCORE z 1 4 LIMIT 1 -5 → ["b", "c", "d"]
            ZRANGEBYSCORE z 1 4 LIMIT 1 0 → []
            ZRANGEBYSCORE z 1 4 LIMIT 9 1 → []
            ZRANGEBYSCORE z 1 4 LIMIT x 1 → ERR value is not an integer or out of range
            ZRANGEBYSCORE z (1 (1 → []
            ZRANGEBYSCORE z " 1" 1e999 LIMIT 0 1 → ["a"]
            ZCOUNT z "" ( → 0
            ZCOUNT z (1 4 → 3
            ZCOUNT z 4 1 → 0
            ZCOUNT none 1 4 → 0
            ZCOUNT none x 4 → ERR min or max is not a float
            ZCOUNT none 1 ((4 → ERR min or max is not a float
            ZRANGEBYSCORE none nan 4 → ERR min or max is not a float
            """
        ),
        StoreRule(
            "C7.3 a range is stored in the place of a key",
            "commands/zrangestore",
            """
            ZADD z 1 a 2 b 3 c → 3
            SET t x EX 100 → OK
            ZRANGESTORE t z 0 1 REV → 2
            ZRANGE t 0 -1 WITHSCORES → ["b", "2", "c", "3"]
            TTL t → -1
            ZRANGESTORE t z (1 +inf BYSCORE LIMIT 1 1 → 1
            ZRANGE t 0 -1 → ["c"]
            ZRANGESTORE t z 0 1 WITHSCORES → ERR syntax error
            ZRANGESTORE t z 5 9 → 0
            EXISTS t → 0
            SET t x → OK
            ZRANGESTORE t none 0 1 → 0
            EXISTS t → 0
            SET t x → OK
            ZRANGESTORE z t 0 1 → \(wrongType)
            """
        ),
    ]

    static let members = [
        StoreRule(
            "C7.3 members from one to another, either way",
            "commands/zrangebylex",
            """
            ZADD z 0 a 0 b 0 c 0 d → 4
            ZRANGEBYLEX z - + → ["a", "b", "c", "d"]
            ZRANGEBYLEX z [b (d → ["b", "c"]
            ZREVRANGEBYLEX z (d [b → ["c", "b"]
            ZRANGE z + - BYLEX REV LIMIT 1 2 → ["c", "b"]
            ZRANGEBYLEX z + - → []
            ZRANGEBYLEX z - - → []
            ZRANGEBYLEX z (b (b → []
            ZRANGEBYLEX z [b [b → ["b"]
            ZRANGEBYLEX z [ + → ["a", "b", "c", "d"]
            ZLEXCOUNT z [b + → 3
            ZLEXCOUNT none - + → 0
            ZLEXCOUNT none b + → ERR min or max not valid string range item
            ZRANGEBYLEX z -a + → ERR min or max not valid string range item
            ZRANGEBYLEX z - + WITHSCORES → \
            ERR syntax error, WITHSCORES not supported in combination with BYLEX
            """
        ),
        StoreRule(
            "a small set of several scores is gone through from one end",
            "redis 7.0 src/t_zset.c",
            """
            ZADD z 1 b 2 a 3 c → 3
            ZRANGEBYLEX z [a [b → ["b", "a"]
            ZRANGEBYLEX z (a + → ["b", "a", "c"]
            ZRANGEBYLEX z [b + → ["b", "a", "c"]
            """
        ),
    ]

    static let removals = [
        StoreRule(
            "C7.4 ranges are removed, and the key with its last member",
            "commands/zremrangebyrank",
            """
            ZADD z 1 a 2 b 3 c 4 d 5 e → 5
            ZREMRANGEBYRANK z 0 0 → 1
            ZREMRANGEBYRANK z -1 -1 → 1
            ZREMRANGEBYRANK z 5 9 → 0
            ZREMRANGEBYRANK z x 9 → ERR value is not an integer or out of range
            ZREMRANGEBYSCORE z (2 3 → 1
            ZREMRANGEBYSCORE z x 3 → ERR min or max is not a float
            ZRANGE z 0 -1 → ["b", "d"]
            ZREMRANGEBYLEX z [b [b → 1
            ZREMRANGEBYLEX z b [b → ERR min or max not valid string range item
            ZREMRANGEBYLEX z - + → 1
            EXISTS z → 0
            ZREMRANGEBYRANK z 0 -1 → 0
            SET s x → OK
            ZREMRANGEBYRANK s x 1 → ERR value is not an integer or out of range
            ZREMRANGEBYRANK s 0 1 → \(wrongType)
            """
        )
    ]

    static let algebra = [
        StoreRule(
            "C7.4 unions, intersections and differences",
            "commands/zunion",
            """
            ZADD a 1 x 2 y → 2
            ZADD b 10 y 20 z → 2
            SADD s x y → 2
            ZUNION 2 a b WITHSCORES → ["x", "1", "y", "12", "z", "20"]
            ZUNION 2 a b WEIGHTS 2 -1 AGGREGATE MIN WITHSCORES → \
            ["z", "-20", "y", "-10", "x", "2"]
            ZINTER 2 a b WITHSCORES AGGREGATE MAX → ["y", "10"]
            ZINTER 2 a s WITHSCORES → ["x", "2", "y", "3"]
            ZDIFF 2 a b WITHSCORES → ["x", "1"]
            ZDIFF 2 a a → []
            ZINTER 2 a none → []
            ZINTERCARD 2 a s → 2
            ZINTERCARD 2 a s LIMIT 1 → 1
            ZINTERCARD 2 a s LIMIT -1 → ERR LIMIT can't be negative
            ZINTERCARD 2 a s WITHSCORES → ERR syntax error
            ZDIFF 2 a b WEIGHTS 1 1 → ERR syntax error
            ZUNION 2 a b WEIGHTS 1 → ERR syntax error
            ZUNION 2 a b WEIGHTS 1 x → ERR weight value is not a float
            ZUNION 2 a b AGGREGATE AVG → ERR syntax error
            """
        ),
        StoreRule(
            "C7.4 results take the place of a key",
            "commands/zunionstore",
            """
            ZADD a 1 x 2 y → 2
            ZADD b 10 y 20 z → 2
            SET t x EX 100 → OK
            ZUNIONSTORE t 2 a b → 3
            TTL t → -1
            ZINTERSTORE t 2 a b WEIGHTS 1 0.5 → 1
            ZSCORE t y → "7"
            ZDIFFSTORE t 2 b a → 1
            ZRANGE t 0 -1 WITHSCORES → ["z", "20"]
            ZDIFFSTORE t 1 none → 0
            EXISTS t → 0
            ZUNIONSTORE t 0 a → ERR at least 1 input key is needed for 'zunionstore' command
            ZDIFF 0 a → ERR at least 1 input key is needed for 'zdiff' command
            ZUNIONSTORE t x a → ERR value is not an integer or out of range
            ZUNIONSTORE t 3 a b → ERR syntax error
            ZUNIONSTORE t 1 a WITHSCORES → ERR syntax error
            SET s x → OK
            ZUNIONSTORE t 2 a s BOGUS → \(wrongType)
            """
        ),
        StoreRule(
            "what is not a number counts as zero, and zeros keep their sign",
            "redis 7.0 src/t_zset.c",
            """
            ZADD a inf x 0 y → 2
            ZADD b -inf x → 1
            ZUNION 2 a b WITHSCORES → ["x", "0", "y", "0"]
            ZUNION 1 a WEIGHTS 0 WITHSCORES → ["x", "0", "y", "0"]
            ZUNION 1 a WEIGHTS -1 WITHSCORES → ["x", "-inf", "y", "-0"]
            """
        ),
    ]
}
