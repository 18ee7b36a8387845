import Testing

/// Makes calls at random, of few keys and values so that they meet.
struct StoreCalls {
    enum Family: String, CaseIterable, CustomTestStringConvertible {
        case strings, keys, hashes, lists, sets, scores

        var testDescription: String { rawValue }
    }

    private var chance: CallChance
    private let families: [Family]

    init(seed: UInt64, families: [Family]) {
        chance = CallChance(state: seed)
        self.families = families
    }

    /// The next call; `ADVANCE ms` lets time pass.
    mutating func next() -> [String] {
        guard chance.below(12) > 0 else { return ["ADVANCE", one(["1", "40", "60", "1000"])] }
        guard chance.below(4) > 0 else { return fill(one(Self.patterns(.keys))) }
        return fill(one(Self.patterns(one(families))))
    }

    private mutating func one<Element>(_ choices: [Element]) -> Element {
        choices[chance.below(choices.count)]
    }

    /// Puts words in the place of the letters of a pattern; `V…` is one to three of them.
    private mutating func fill(_ pattern: String) -> [String] {
        var words: [String] = []
        for word in pattern.split(separator: " ").map(String.init) {
            let times = word.hasSuffix("…") ? 1 + chance.below(3) : 1
            for _ in 0..<times { words += self.words(for: word.filter { $0 != "…" }) }
        }
        return words
    }

    private mutating func words(for letter: String) -> [String] {
        switch letter {
        case "k": ["k\(1 + chance.below(4))"]
        // Keys for numbers with a fraction, since the model has but doubles.
        case "q": ["q\(1 + chance.below(2))"]
        case "v": [one(["a", "b", "1", "-3", "10", "2.5", "x y", ""])]
        case "m": ["m\(1 + chance.below(4))"]
        case "kv": words(for: "k") + words(for: "v")
        case "mv": words(for: "m") + words(for: "v")
        case "sm": words(for: "s") + words(for: "m")
        case "i": [one(["0", "1", "2", "5", "-1", "-2", "-5"])]
        case "n": [one(["0", "1", "2", "5"])]
        case "d": [one(["1", "5", "-3", "9223372036854775800", "x", "1.5"])]
        case "j": [one(["1", "5", "-3", "100"])]
        case "f": [one(["0.5", "-1.5", "3", "x"])]
        case "s": [one(["0", "1", "2", "1.5", "-3", "1e3", "inf", "-inf"])]
        case "z": [one(["0", "1", "2", "1.5", "-3", "inf", "-inf", "(1", "(2", "(-3"])]
        case "e": [one(["50", "100", "2000", "-1", "0"])]
        case "p": [one(["50", "100", "2000"])]
        case "side": [one(["LEFT", "RIGHT"])]
        case "where": [one(["BEFORE", "AFTER"])]
        case "when": one([[], ["NX"], ["XX"], ["GT"], ["LT"]])
        case "how": one([[], ["NX"], ["XX"], ["GT"], ["LT"], ["CH"], ["XX", "CH"], ["GT", "CH"]])
        case "set": one(Self.setOptions)
        case "scored": one([[], ["WITHSCORES"]])
        default: [letter]
        }
    }

    private static let setOptions = [
        [], [], ["NX"], ["XX"], ["GET"], ["KEEPTTL"], ["PX", "100"], ["EX", "1"],
        ["NX", "PX", "50"],
        ["XX", "GET"], ["NX", "GET"], ["NX", "XX"], ["KEEPTTL", "PX", "50"], ["XX", "KEEPTTL"],
    ]

    private static func patterns(_ family: Family) -> [String] {
        switch family {
        case .strings:
            [
                "GET k", "SET k v set", "SET k v set", "SETNX k v", "SETEX k p v", "GETSET k v",
                "GETDEL k", "GETEX k", "GETEX k PERSIST", "GETEX k PX p", "APPEND k v", "STRLEN k",
                "GETRANGE k i i", "SETRANGE k n v", "MGET k…", "MSET kv…", "MSETNX kv…", "INCR k",
                "DECR k", "INCRBY k d", "DECRBY k d", "SET q f", "INCRBYFLOAT q f", "GET q",
            ]
        case .keys:
            [
                "DEL k…", "EXISTS k…", "TYPE k", "DBSIZE", "KEYS *", "EXPIRE k e when",
                "PEXPIRE k e when", "PEXPIRE k p when", "TTL k", "PTTL k", "PERSIST k",
                "RENAME k k",
                "RENAMENX k k", "COPY k k", "COPY k k REPLACE",
            ]
        case .hashes:
            [
                "HSET k mv…", "HSET k mv…", "HSETNX k m v", "HGET k m", "HMGET k m…", "HGETALL k",
                "HKEYS k", "HVALS k", "HLEN k", "HEXISTS k m", "HSTRLEN k m", "HDEL k m…",
                "HINCRBY k m j",
            ]
        case .lists:
            [
                "LPUSH k v…", "RPUSH k v…", "RPUSH k v…", "LPUSHX k v", "RPUSHX k v", "LPOP k",
                "RPOP k", "LPOP k n", "RPOP k n", "LLEN k", "LRANGE k i i", "LINDEX k i",
                "LSET k i v", "LREM k i v", "LTRIM k i i", "LINSERT k where v v", "LPOS k v",
                "RPOPLPUSH k k", "LMOVE k k side side",
            ]
        case .sets:
            [
                "SADD k m…", "SADD k m…", "SREM k m…", "SCARD k", "SMEMBERS k", "SISMEMBER k m",
                "SMISMEMBER k m…", "SMOVE k k m", "SINTER k…", "SUNION k…", "SDIFF k…",
                "SINTERSTORE k k…", "SUNIONSTORE k k…", "SDIFFSTORE k k…",
            ]
        case .scores:
            [
                "ZADD k how sm…", "ZADD k how sm…", "ZADD k sm…", "ZREM k m…", "ZCARD k",
                "ZSCORE k m",
                "ZMSCORE k m…", "ZRANK k m", "ZREVRANK k m", "ZRANGE k i i scored",
                "ZREVRANGE k i i scored", "ZCOUNT k z z", "ZRANGEBYSCORE k z z scored",
                "ZPOPMIN k n", "ZPOPMAX k n", "ZREMRANGEBYSCORE k z z", "ZREMRANGEBYRANK k i i",
            ]
        }
    }
}

/// Small seeded chance: the same seed gives the same calls everywhere.
private struct CallChance {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }
}
