import Infrastructure
import Synchronization

/// A store of which some commands fail, by their numbers from 1.
final class FlakyStore: KeyValueStore {
    private let store: any KeyValueStore
    private let failing: [Int]
    private let count: Count

    /// How many commands there were, on all databases.
    private final class Count: Sendable {
        let number = Mutex(0)
    }

    convenience init(_ store: any KeyValueStore, failing: [Int]) {
        self.init(store, failing: failing, count: Count())
    }

    private init(_ store: any KeyValueStore, failing: [Int], count: Count) {
        self.store = store
        self.failing = failing
        self.count = count
    }

    private func check() throws(KeyValueStoreError) {
        let number = count.number.withLock { count in
            count += 1
            return count
        }
        if failing.contains(number) { throw KeyValueStoreError("LOADING") }
    }

    func database(_ number: Int) -> any KeyValueStore {
        FlakyStore(store.database(number), failing: failing, count: count)
    }

    func connect(
        subscriber: (any StoreSubscriber)?
    ) async throws(KeyValueStoreError) -> any StoreConnection {
        try await store.connect(subscriber: subscriber)
    }

    func get(_ key: String) async throws(KeyValueStoreError) -> Payload? {
        try check()
        return try await store.get(key)
    }

    func set(
        _ key: String,
        to value: Payload,
        timeToLive: Duration?,
        condition: SetCondition
    ) async throws(KeyValueStoreError) -> Bool {
        try check()
        return try await store.set(key, to: value, timeToLive: timeToLive, condition: condition)
    }

    func set(
        _ key: String,
        to value: Payload,
        timeToLive: Duration?,
        ifEqualTo old: Payload
    ) async throws(KeyValueStoreError) -> Bool {
        try check()
        return try await store.set(key, to: value, timeToLive: timeToLive, ifEqualTo: old)
    }

    func delete(_ key: String) async throws(KeyValueStoreError) -> Bool {
        try await store.delete(key)
    }

    func delete(
        _ key: String,
        ifEqualTo value: Payload
    ) async throws(KeyValueStoreError) -> Bool {
        try check()
        return try await store.delete(key, ifEqualTo: value)
    }

    func exists(_ key: String) async throws(KeyValueStoreError) -> Bool {
        try await store.exists(key)
    }

    func increment(_ key: String, by amount: Int64) async throws(KeyValueStoreError) -> Int64 {
        try await store.increment(key, by: amount)
    }

    func expire(_ key: String, in timeToLive: Duration) async throws(KeyValueStoreError) -> Bool {
        try await store.expire(key, in: timeToLive)
    }

    func timeToLive(of key: String) async throws(KeyValueStoreError) -> TimeToLive {
        try await store.timeToLive(of: key)
    }

    func perform(_ command: [Payload]) async throws(KeyValueStoreError) -> StoreReply {
        try await store.perform(command)
    }
}
