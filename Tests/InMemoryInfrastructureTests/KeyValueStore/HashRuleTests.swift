import Testing

@testable import InMemoryInfrastructure

/// Hashes.
struct HashRuleTests {
    @Test(arguments: fields + numbers + parts + watches)
    func `hashes follow the rules of Redis`(_ rule: StoreRule) { rule.check() }

    private static let wrongType =
        "WRONGTYPE Operation against a key holding the wrong kind of value"

    static let fields = [
        StoreRule(
            "C4.1 HSET says how many fields are new",
            "commands/hset",
            """
            HSET h a 1 b 2 → 2
            HSET h a 9 c 3 → 1
            HSET h a 1 a 2 → 0
            HGET h a → "2"
            HSET h a → ERR wrong number of arguments for 'hset' command
            HSET h a 1 b → ERR wrong number of arguments for 'hset' command
            HMSET h a 1 b → ERR wrong number of arguments for 'hmset' command
            HMSET h d 4 → OK
            HMGET h d x a → ["4", nil, "2"]
            HMGET none a b → [nil, nil]
            """
        ),
        StoreRule(
            "C4.1 HSETNX sets what is not there",
            "commands/hsetnx",
            """
            HSETNX h a 1 → 1
            HSETNX h a 2 → 0
            HGET h a → "1"
            HEXISTS h a → 1
            HEXISTS h b → 0
            HEXISTS none a → 0
            HSTRLEN h a → 1
            HSTRLEN h b → 0
            HLEN h → 1
            HLEN none → 0
            """
        ),
        StoreRule(
            "C4.1 the key goes with its last field",
            "commands/hdel",
            """
            HSET h a 1 b 2 → 2
            PEXPIRE h 1000 → 1
            HDEL h x → 0
            HDEL h a a → 1
            PTTL h → 1000
            HDEL h b x → 1
            EXISTS h → 0
            HDEL h b → 0
            HSET h a 1 → 1
            TTL h → -1
            """
        ),
        StoreRule(
            "C3.2 other types are refused",
            "commands/hget",
            """
            SET s x → OK
            HSET s a 1 → \(wrongType)
            HSETNX s a 1 → \(wrongType)
            HGET s a → \(wrongType)
            HMGET s a → \(wrongType)
            HDEL s a → \(wrongType)
            HLEN s → \(wrongType)
            HGETALL s → \(wrongType)
            HSET s a → ERR wrong number of arguments for 'hset' command
            """
        ),
    ]

    static let numbers = [
        StoreRule(
            "C4.1 HINCRBY takes whole numbers",
            "commands/hincrby",
            """
            HINCRBY h n 5 → 5
            HINCRBY h n -7 → -2
            HINCRBY h n 1.5 → ERR value is not an integer or out of range
            HSET h t " 1" → 1
            HINCRBY h t 1 → ERR hash value is not an integer
            HSET h t 9223372036854775807 → 0
            HINCRBY h t 1 → ERR increment or decrement would overflow
            HINCRBY h t -1 → 9223372036854775806
            SET s x → OK
            HINCRBY s n x → ERR value is not an integer or out of range
            HINCRBY s n 1 → \(wrongType)
            """
        ),
        StoreRule(
            "C4.1 HINCRBYFLOAT takes fractions",
            "commands/hincrbyfloat",
            """
            HINCRBYFLOAT h f 1.5 → "1.5"
            HINCRBYFLOAT h f 5e3 → "5001.5"
            HINCRBYFLOAT h f x → ERR value is not a valid float
            HINCRBYFLOAT h f inf → ERR value is NaN or Infinity
            HINCRBYFLOAT none f -inf → ERR value is NaN or Infinity
            EXISTS none → 0
            HSET h t abc i inf → 2
            HINCRBYFLOAT h t 1 → ERR hash value is not a float
            HINCRBYFLOAT h i 1 → ERR increment would produce NaN or Infinity
            SET s x → OK
            HINCRBYFLOAT s f x → ERR value is not a valid float
            HINCRBYFLOAT s f inf → ERR value is NaN or Infinity
            HINCRBYFLOAT s f 1 → \(wrongType)
            """
        ),
    ]

    static let parts = [
        StoreRule(
            "C4.1 all fields, in the order of a small hash",
            "commands/hgetall",
            """
            HSET h a 1 b 2 c 3 → 3
            HDEL h a → 1
            HSET h b 9 d 4 → 1
            HGETALL h → ["b", "9", "c", "3", "d", "4"]
            HKEYS h → ["b", "c", "d"]
            HVALS h → ["9", "3", "4"]
            HGETALL none → []
            HKEYS none → []
            HVALS none → []
            """
        ),
        StoreRule(
            "C8.2 the key comes before the options, and the cursor before the key",
            "commands/hscan",
            """
            HSCAN none 0 → ["0", []]
            HSCAN none 0 BOGUS → ["0", []]
            HSCAN none x → ERR invalid cursor
            SET s x → OK
            HSCAN s 0 COUNT 0 → \(wrongType)
            HSET h a 1 b 2 → 2
            HSCAN h 0 COUNT 0 → ERR syntax error
            HSCAN h 0 COUNT x → ERR value is not an integer or out of range
            HSCAN h 0 TYPE hash → ERR syntax error
            HSCAN h 0 MATCH → ERR syntax error
            HSCAN h 7 COUNT 1 → ["0", ["a", "1", "b", "2"]]
            HSCAN h 0 MATCH b* → ["0", ["b", "2"]]
            """
        ),
        StoreRule(
            "C4.1 fields at random",
            "commands/hrandfield",
            """
            HRANDFIELD none → nil
            HRANDFIELD none 5 → []
            HSET h a 1 → 1
            HRANDFIELD h → "a"
            HRANDFIELD h 0 → []
            HRANDFIELD h 5 WITHVALUES → ["a", "1"]
            HRANDFIELD h -2 WITHVALUES → ["a", "1", "a", "1"]
            HRANDFIELD h x → ERR value is not an integer or out of range
            HRANDFIELD h 1 BOGUS → ERR syntax error
            HRANDFIELD h 1 WITHVALUES x → ERR syntax error
            HRANDFIELD h -9223372036854775807 WITHVALUES → ERR value is out of range
            SET s x → OK
            HRANDFIELD s x → ERR value is not an integer or out of range
            HRANDFIELD s → \(wrongType)
            """
        ),
    ]

    static let watches = [
        StoreRule(
            "C9.2 only what changes a hash spoils a transaction",
            "commands/watch",
            """
            HSET h a 1 → 1
            WATCH h → OK
            b: HSETNX h a 2 → 0
            b: HDEL h x → 0
            MULTI → OK
            PING → QUEUED
            EXEC → [PONG]
            WATCH h → OK
            b: HSET h a 1 → 0
            MULTI → OK
            PING → QUEUED
            EXEC → nil
            """
        )
    ]
}
