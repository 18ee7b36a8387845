import Testing

@testable import InMemoryInfrastructure

/// Lists.
struct ListRuleTests {
    @Test(arguments: ends + moves + parts + edits + watches)
    func `lists follow the rules of Redis`(_ rule: StoreRule) { rule.check() }

    private static let wrongType =
        "WRONGTYPE Operation against a key holding the wrong kind of value"

    static let ends = [
        StoreRule(
            "C5.2 elements are added one after the other",
            "commands/lpush",
            """
            LPUSH l a b → 2
            RPUSH l c d → 4
            LRANGE l 0 -1 → ["b", "a", "c", "d"]
            LPUSHX l x → 5
            RPUSHX l y z → 7
            LPUSHX none x → 0
            RPUSHX none x → 0
            EXISTS none → 0
            SET s x → OK
            LPUSH s x → \(wrongType)
            RPUSHX s x → \(wrongType)
            """
        ),
        StoreRule(
            "C5.1 one element, or as many as asked for",
            "commands/lpop",
            """
            RPUSH l a b c d e → 5
            LPOP l → "a"
            RPOP l → "e"
            LPOP l 0 → []
            RPOP l 2 → ["d", "c"]
            LPOP l 5 → ["b"]
            EXISTS l → 0
            LPOP l → nil
            LPOP l 0 → nil
            LPOP l 2 → nil
            LPOP l -1 → ERR value is out of range, must be positive
            LPOP l x → ERR value is out of range, must be positive
            LPOP l 1 2 → ERR wrong number of arguments for 'lpop' command
            RPOP l 1 2 → ERR wrong number of arguments for 'rpop' command
            SET s x → OK
            LPOP s -1 → ERR value is out of range, must be positive
            LPOP s 0 → \(wrongType)
            """
        ),
        StoreRule(
            "C5.1 LMPOP takes from the first list that there is",
            "commands/lmpop",
            """
            RPUSH b 1 2 3 → 3
            LMPOP 2 a b LEFT → ["b", ["1"]]
            LMPOP 2 a b right COUNT 5 → ["b", ["3", "2"]]
            LMPOP 2 a b LEFT → nil
            LMPOP 0 a LEFT → ERR numkeys should be greater than 0
            LMPOP x a LEFT → ERR numkeys should be greater than 0
            LMPOP 2 a LEFT → ERR syntax error
            LMPOP 9223372036854775807 a LEFT → ERR syntax error
            LMPOP 1 a UP → ERR syntax error
            LMPOP 1 a LEFT COUNT → ERR syntax error
            LMPOP 1 a LEFT COUNT 0 → ERR count should be greater than 0
            LMPOP 1 a LEFT COUNT 1 COUNT 2 → ERR syntax error
            SET s x → OK
            LMPOP 2 a s LEFT → \(wrongType)
            """
        ),
    ]

    static let moves = [
        StoreRule(
            "C5.2 from list to list",
            "commands/lmove",
            """
            RPUSH a 1 2 3 → 3
            LMOVE a b LEFT RIGHT → "1"
            LMOVE a b right left → "3"
            LRANGE b 0 -1 → ["3", "1"]
            RPOPLPUSH a b → "2"
            EXISTS a → 0
            RPOPLPUSH a b → nil
            RPOPLPUSH b b → "1"
            LRANGE b 0 -1 → ["1", "2", "3"]
            RPUSH one x → 1
            LMOVE one one LEFT LEFT → "x"
            LLEN one → 1
            LMOVE a b LEFT UP → ERR syntax error
            SET s x → OK
            LMOVE s b UP LEFT → ERR syntax error
            LMOVE none s LEFT LEFT → nil
            LMOVE b s LEFT LEFT → \(wrongType)
            LMOVE s b LEFT LEFT → \(wrongType)
            LLEN b → 3
            """
        ),
        StoreRule(
            "C2.5 a target that has expired does not confuse the source",
            "commands/lmove",
            """
            SET t x PX 10 → OK
            RPUSH m 1 → 1
            RPUSH l 1 2 → 2
            +20ms
            LMOVE l t LEFT LEFT → "1"
            LRANGE l 0 -1 → ["2"]
            LRANGE t 0 -1 → ["1"]
            TTL t → -1
            """
        ).with(StoreSettings(removesExpiredKeys: false)),
    ]

    static let parts = [
        StoreRule(
            "C5.2 positions from either end",
            "commands/lrange",
            """
            RPUSH l a b c → 3
            LRANGE l 0 -1 → ["a", "b", "c"]
            LRANGE l -2 9 → ["b", "c"]
            LRANGE l 2 1 → []
            LRANGE l 5 9 → []
            LRANGE l -9 -4 → []
            LRANGE l -9223372036854775808 9223372036854775807 → ["a", "b", "c"]
            LRANGE l x 1 → ERR value is not an integer or out of range
            LRANGE none 0 -1 → []
            LINDEX l 0 → "a"
            LINDEX l -1 → "c"
            LINDEX l 3 → nil
            LINDEX l -4 → nil
            LINDEX none x → nil
            LINDEX l x → ERR value is not an integer or out of range
            SET s x → OK
            LRANGE s x 1 → ERR value is not an integer or out of range
            LINDEX s x → \(wrongType)
            LLEN s → \(wrongType)
            LLEN none → 0
            """
        ),
        StoreRule(
            "C5.2 LPOS looks from either end",
            "commands/lpos",
            """
            RPUSH l a b c 1 2 3 c c → 8
            LPOS l c → 2
            LPOS l c RANK 2 → 6
            LPOS l c RANK -1 → 7
            LPOS l c RANK -1 COUNT 2 → [7, 6]
            LPOS l c COUNT 0 → [2, 6, 7]
            LPOS l c RANK 2 COUNT 0 → [6, 7]
            LPOS l c COUNT 0 MAXLEN 3 → [2]
            LPOS l c RANK -2 MAXLEN 1 → nil
            LPOS l c RANK 9 → nil
            LPOS l x COUNT 1 → []
            LPOS none x → nil
            LPOS none x COUNT 1 → []
            LPOS l c RANK x → ERR value is not an integer or out of range
            LPOS l c COUNT -1 → ERR COUNT can't be negative
            LPOS l c COUNT x → ERR COUNT can't be negative
            LPOS l c MAXLEN -1 → ERR MAXLEN can't be negative
            LPOS l c RANK → ERR syntax error
            LPOS l c BOGUS 1 → ERR syntax error
            """
        ),
        StoreRule(
            "LPOS refuses the rank 0",
            "commands/lpos",
            "LPOS l c RANK 0 → ERR RANK can't be zero: use 1 to start from the first match, "
                + "2 from the second ... or use negative to start from the end of the list"
        ),
    ]

    static let edits = [
        StoreRule(
            "C5.2 LSET needs the key and the place",
            "commands/lset",
            """
            LSET none x a → ERR no such key
            RPUSH l a b → 2
            LSET l 0 x → OK
            LSET l -1 y → OK
            LRANGE l 0 -1 → ["x", "y"]
            LSET l 2 z → ERR index out of range
            LSET l -3 z → ERR index out of range
            LSET l x z → ERR value is not an integer or out of range
            SET s x → OK
            LSET s x z → \(wrongType)
            """
        ),
        StoreRule(
            "C5.2 LTRIM keeps a part, or nothing",
            "commands/ltrim",
            """
            RPUSH l a b c d → 4
            LTRIM l 1 -2 → OK
            LRANGE l 0 -1 → ["b", "c"]
            LTRIM l 0 9 → OK
            LLEN l → 2
            LTRIM l 5 9 → OK
            EXISTS l → 0
            LTRIM none 0 1 → OK
            LTRIM none x 1 → ERR value is not an integer or out of range
            """
        ),
        StoreRule(
            "C5.2 LREM removes in a direction",
            "commands/lrem",
            """
            RPUSH l a b a c a → 5
            LREM l 1 a → 1
            LREM l -1 a → 1
            LRANGE l 0 -1 → ["b", "a", "c"]
            LREM l 0 x → 0
            RPUSH l a a → 5
            LREM l -9223372036854775808 a → 3
            LREM l 0 b → 1
            LREM l 5 c → 1
            EXISTS l → 0
            LREM l 0 c → 0
            SET s x → OK
            LREM s x a → ERR value is not an integer or out of range
            LREM s 0 a → \(wrongType)
            """
        ),
        StoreRule(
            "C5.2 LINSERT goes by the first element that is equal",
            "commands/linsert",
            """
            RPUSH l a b a → 3
            LINSERT l BEFORE a x → 4
            LINSERT l after a y → 5
            LRANGE l 0 -1 → ["x", "a", "y", "b", "a"]
            LINSERT l BEFORE z x → -1
            LINSERT none BEFORE z x → 0
            LINSERT none NEXT z x → ERR syntax error
            SET s x → OK
            LINSERT s BEFORE z x → \(wrongType)
            """
        ),
    ]

    static let watches = [
        StoreRule(
            "C9.2 a trim that trims nothing still spoils a transaction; a pop of 0 does not",
            "redis 7.0 src/t_list.c",
            """
            RPUSH l a b → 2
            WATCH l → OK
            b: LPOP l 0 → []
            b: LREM l 0 x → 0
            b: LINSERT l BEFORE x y → -1
            MULTI → OK
            PING → QUEUED
            EXEC → [PONG]
            WATCH l → OK
            b: LTRIM l 0 -1 → OK
            MULTI → OK
            PING → QUEUED
            EXEC → nil
            """
        )
    ]
}
