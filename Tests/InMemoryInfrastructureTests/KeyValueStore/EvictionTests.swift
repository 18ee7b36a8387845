import Infrastructure
import Testing

@testable import InMemoryInfrastructure

/// What happens when the memory is used up.
struct EvictionTests {
    private static func settings(
        _ policy: StoreSettings.EvictionPolicy,
        limit: Int
    ) -> StoreSettings {
        StoreSettings(memoryLimit: limit, evictionPolicy: policy)
    }

    /// Two keys of one byte with values of one byte are beyond the limit.
    private static let full = MemoryModel.key + 10

    @Test(arguments: [
        StoreRule(
            "C10.1 without eviction, what needs memory is refused",
            "develop/reference/eviction",
            """
            SET a 1 → OK
            SET b 1 → OK
            SET c 1 → OOM command not allowed when used memory > 'maxmemory'.
            APPEND a x → OOM command not allowed when used memory > 'maxmemory'.
            INCR a → OOM command not allowed when used memory > 'maxmemory'.
            GET a → "1"
            EXPIRE a 100 → 1
            PUBLISH c x → 0
            MULTI → OK
            GET a → OOM command not allowed when used memory > 'maxmemory'.
            DEL a → OOM command not allowed when used memory > 'maxmemory'.
            EXEC → EXECABORT Transaction discarded because of previous errors.
            GETDEL a → "1"
            SET c 1 → OK
            """
        ).with(settings(.noEviction, limit: full)),
        StoreRule(
            "C10.1 EXEC of what needs memory is refused when there is none left",
            "server.c, processCommand",
            """
            MULTI → OK
            SET c 1 → QUEUED
            b: SET a 1 → OK
            b: SET b 1 → OK
            EXEC → \
            EXECABORT Transaction discarded because of: OOM command not allowed when used \
            memory > 'maxmemory'.
            """
        ).with(settings(.noEviction, limit: full)),
        StoreRule(
            "C10.2 volatile policies spare keys without an expiry",
            "develop/reference/eviction",
            """
            SET a 1 → OK
            SET b 1 → OK
            SET c 1 → OOM command not allowed when used memory > 'maxmemory'.
            EXPIRE b 100 → 1
            SET c 1 → OK
            EXISTS b → 0
            DBSIZE → 2
            """
        ).with(settings(.volatileTTL, limit: full)),
        StoreRule(
            "C10.3 the key that expires soonest goes first",
            "develop/reference/eviction",
            """
            SET a 1 EX 50 → OK
            SET b 1 EX 20 → OK
            SET c 1 EX 80 → OK
            SET d 1 EX 10 → OK
            SET e 1 EX 90 → OK
            PING → PONG
            KEYS * → ["a", "e", "c"]
            """
        ).with(settings(.volatileTTL, limit: 3 * (MemoryModel.key + MemoryModel.expiry + 2))),
        StoreRule(
            "C10.3 a key that goes tells those who watch it",
            "evict.c",
            """
            SET a 1 → OK
            WATCH a → OK
            +5ms
            b: SET b 1 → OK
            b: GET b → "1"
            MULTI → OK
            EXEC → nil
            EXISTS a → 0
            """
        ).with(settings(.allKeysLRU, limit: full)),
    ])
    func `memory follows the rules of Redis`(_ rule: StoreRule) { rule.check() }

    /// Of 50 keys in use among 200, under as many evictions as there are keys.
    private func survivors(_ policy: StoreSettings.EvictionPolicy) -> Int {
        let size = MemoryModel.key + 10
        var state = StoreState(Self.settings(policy, limit: 200 * size))
        let connection = state.openConnection()
        var instant: Int64 = 0
        func call(_ words: [String]) {
            instant += 1_000_000
            _ = state.execute(words, on: connection, at: instant)
        }
        for key in 100..<300 { call(["SET", "old:\(key)", "xyz"]) }
        for key in 100..<300 {
            call(["SET", "new:\(key)", "xyz"])
            for hot in 100..<150 where hot % 10 == key % 10 { call(["GET", "old:\(hot)"]) }
        }
        return (100..<150).count { state.databases[0].entries.find("old:\($0)") != nil }
    }

    @Test func `C10_3 keys in use survive longer than chance would have it`() {
        #expect((35...50).contains(survivors(.allKeysLRU)))
        #expect((8...30).contains(survivors(.allKeysRandom)))
        #expect(survivors(.allKeysLRU) == survivors(.allKeysLRU))
    }

    @Test func `the memory that is counted is that of the keys that are there`() {
        var state = StoreState(Self.settings(.noEviction, limit: .max))
        let connection = state.openConnection()
        let script = """
            SET a 1|SET a 22 EX 10|APPEND a 333|INCRBY n 100|RENAME a b|COPY b c|MOVE c 1
            SETRANGE b 9 x|MSET d 1 e 2|DEL d|PERSIST b|GETDEL e
            RPUSH l 1 22 333|LPOP l|LSET l 0 x|LINSERT l BEFORE x yy|LTRIM l 0 1|LREM l 0 yy
            HSET h a 1 b 22|HSET h a 333|HDEL h b|HINCRBY h n 10|SADD s 1 a bb|SREM s a|SPOP s
            ZADD z 1 a 2 bb 3 ccc|ZADD z 5 a|ZREM z bb|ZPOPMIN z|ZUNIONSTORE y 1 z|RENAME z x
            SET f 1 PX 5|SWAPDB 0 1|FLUSHDB|SELECT 1|SET g 1
            """
        for line in script.split(whereSeparator: { "|\n".contains($0) }) {
            let words = line.split(separator: " ").map(String.init)
            _ = state.execute(words, on: connection, at: 0)
            var sum = 0
            for database in state.databases {
                for place in 0..<database.count {
                    let entry = database.entries[place]
                    sum += MemoryModel.bytes(of: entry, key: database.entries.key(at: place))
                }
            }
            #expect(state.usedMemory == sum, "\(line)")
        }
        _ = state.execute(["DBSIZE"], on: connection, at: 6_000_000)
        _ = state.execute(["FLUSHALL"], on: connection, at: 6_000_000)
        #expect(state.usedMemory == 0)
    }
}
