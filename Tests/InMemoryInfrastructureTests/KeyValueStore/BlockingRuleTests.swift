import Testing

@testable import InMemoryInfrastructure

/// Commands that wait for an element.
struct BlockingRuleTests {
    @Test(arguments: lists + order + sortedSets)
    func `waiting follows the rules of Redis`(_ rule: StoreRule) { rule.check() }

    static let lists = [
        StoreRule(
            "C5.3 the first key that has an element, in the order of the arguments",
            "commands/blpop",
            """
            RPUSH b 1 2 → 2
            RPUSH c 3 → 1
            BLPOP a b c 0 → ["b", "1"]
            BRPOP c b 0 → ["c", "3"]
            SET s x → OK
            BLPOP s b 0 → WRONGTYPE Operation against a key holding the wrong kind of value
            BLPOP b s 0 → ["b", "2"]
            BLPOP a x → ERR timeout is not a float or out of range
            BLPOP a -1 → ERR timeout is negative
            BLPOP a inf → ERR timeout is negative
            BLPOP a 1e400 → ERR timeout is negative
            BLMPOP x 1 a LEFT COUNT 0 → ERR count should be greater than 0
            BLMPOP x 1 a LEFT → ERR timeout is not a float or out of range
            BLPOP s x → ERR timeout is not a float or out of range
            BLPOP a 0.0101 → waits until 11ms
            TIMEOUT → nil
            BLPOP a 0 → waits
            b: RPUSH a 1 2 → 2 | a gets ["a", "1"]
            b: LRANGE a 0 -1 → ["2"]
            """
        ),
        StoreRule(
            "C5.3 a transaction never waits",
            "commands/blpop",
            """
            MULTI → OK
            BLPOP a 0 → QUEUED
            BLMOVE a b LEFT LEFT 0 → QUEUED
            BZPOPMIN z 0 → QUEUED
            BLMPOP 0 1 a LEFT → QUEUED
            EXEC → [nil, nil, nil, nil]
            """
        ),
        StoreRule(
            "moving from list to list",
            "commands/blmove",
            """
            BLMOVE a b LEFT UP 0 → ERR syntax error
            BLMOVE a b LEFT UP x → ERR syntax error
            BLMOVE a b LEFT RIGHT x → ERR timeout is not a float or out of range
            RPUSH a 1 2 → 2
            BLMOVE a b LEFT RIGHT 0 → "1"
            BRPOPLPUSH a b 0 → "2"
            LRANGE b 0 -1 → ["2", "1"]
            BRPOPLPUSH a b 0 → waits
            c: BLPOP b2 0 → waits
            d: BLMOVE b3 b2 LEFT LEFT 0 → waits
            e: RPUSH a x → 1 | a gets "x"
            e: RPUSH b3 y → 1 | d gets "y" | c gets ["b2", "y"]
            e: SET s v → OK
            BRPOPLPUSH a s 0 → waits
            e: RPUSH a z → \
            1 | a gets WRONGTYPE Operation against a key holding the wrong kind of value
            e: LRANGE a 0 -1 → ["z"]
            """
        ),
        StoreRule(
            "taking many at once",
            "commands/blmpop",
            """
            BLMPOP 0 0 a LEFT → ERR numkeys should be greater than 0
            BLMPOP 0 1 a UP → ERR syntax error
            BLMPOP 0 1 a LEFT COUNT 0 → ERR count should be greater than 0
            RPUSH a 1 2 3 → 3
            BLMPOP 0 2 n a RIGHT COUNT 2 → ["a", ["3", "2"]]
            BLMPOP 0 2 n m LEFT COUNT 2 → waits
            b: RPUSH m 1 2 3 → 3 | a gets ["m", ["1", "2"]]
            """
        ),
    ]

    static let order = [
        StoreRule(
            "C5.3 who waits longer is served first, each once",
            "commands/blpop",
            """
            BLPOP k 0 → waits
            b: BLPOP j k 0 → waits
            c: BLPOP k k 0 → waits
            d: RPUSH k 1 2 → 2 | a gets ["k", "1"] | b gets ["k", "2"]
            d: EXISTS k → 0
            d: RPUSH j 1 → 1
            d: RPUSH k 3 → 1 | c gets ["k", "3"]
            """
        ),
        StoreRule(
            "waiters are served after the command that pushed, or after EXEC",
            "commands/blpop",
            """
            BLPOP k 0 → waits
            b: MULTI → OK
            b: RPUSH k 1 → QUEUED
            b: LPOP k → QUEUED
            b: EXEC → [1, "1"]
            b: MULTI → OK
            b: RPUSH k 1 → QUEUED
            b: LPUSH k 2 → QUEUED
            b: EXEC → [1, 2] | a gets ["k", "2"]
            """
        ),
        StoreRule(
            "of several keys, the one that was written first serves",
            "commands/blpop",
            """
            BLPOP x y 0 → waits
            b: MULTI → OK
            b: RPUSH y 1 → QUEUED
            b: RPUSH x 2 → QUEUED
            b: EXEC → [1, 1] | a gets ["y", "1"]
            """
        ),
        StoreRule(
            "a key may come by RENAME, COPY, MOVE or SWAPDB, and may be of another type",
            "db.c, dbAdd and scanDatabaseForReadyKeys",
            """
            BLPOP k 0 → waits
            b: SET k v → OK
            b: DEL k → 1
            b: ZADD k 1 m → 1
            b: RPUSH l 1 2 → 2
            b: RENAME l k → OK | a gets ["k", "1"]
            BLPOP j 0 → waits
            b: COPY k j → 1 | a gets ["j", "2"]
            BLPOP j 0 → waits
            b: SELECT 1 → OK
            b: RPUSH j 5 → 1
            b: SWAPDB 0 1 → OK | a gets ["j", "5"]
            """
        ),
        StoreRule(
            "who is gone or whose time is over is not served",
            "commands/blpop",
            """
            BLPOP k 0 → waits
            b: BLPOP k 1 → waits until 1000ms
            c: BLPOP k 0 → waits
            a: CLOSE
            b: TIMEOUT → nil
            d: RPUSH k 1 → 1 | c gets ["k", "1"]
            d: RPUSH k 1 → 1
            """
        ),
    ]

    static let sortedSets = [
        StoreRule(
            "C7.4 taking from sorted sets",
            "commands/bzpopmin",
            """
            ZADD z 1 a 2 b 3 c → 3
            BZPOPMIN n z 0 → ["z", "a", "1"]
            BZPOPMAX n z 0 → ["z", "c", "3"]
            BZPOPMIN n 0 → waits
            b: RPUSH n x → 1
            b: DEL n → 1
            b: ZADD n 1.5 y 2 x → 2 | a gets ["n", "y", "1.5"]
            BZMPOP 0 2 m k MAX COUNT 5 → waits
            b: ZADD k 1 a 2 b → 2 | a gets ["k", [["b", "2"], ["a", "1"]]]
            """
        )
    ]
}
