import Infrastructure
import Synchronization

/// A store that answers until it is killed, and then fails at every command.
final class DeadlyStore: KeyValueStore {
    private let store: any KeyValueStore
    private let life: Life

    /// Shared by all databases.
    private final class Life: Sendable {
        let isOver = Mutex(false)
    }

    convenience init(_ store: any KeyValueStore) {
        self.init(store, life: Life())
    }

    private init(_ store: any KeyValueStore, life: Life) {
        self.store = store
        self.life = life
    }

    func die() { life.isOver.withLock { $0 = true } }

    private func check() throws(KeyValueStoreError) {
        if life.isOver.withLock({ $0 }) { throw KeyValueStoreError("LOADING") }
    }

    func database(_ number: Int) -> any KeyValueStore {
        DeadlyStore(store.database(number), life: life)
    }

    func connect(
        subscriber: (any StoreSubscriber)?
    ) async throws(KeyValueStoreError) -> any StoreConnection {
        try check()
        return try await store.connect(subscriber: subscriber)
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
        try check()
        return try await store.delete(key)
    }

    func delete(
        _ key: String,
        ifEqualTo value: Payload
    ) async throws(KeyValueStoreError) -> Bool {
        try check()
        return try await store.delete(key, ifEqualTo: value)
    }

    func exists(_ key: String) async throws(KeyValueStoreError) -> Bool {
        try check()
        return try await store.exists(key)
    }

    func increment(_ key: String, by amount: Int64) async throws(KeyValueStoreError) -> Int64 {
        try check()
        return try await store.increment(key, by: amount)
    }

    func expire(_ key: String, in timeToLive: Duration) async throws(KeyValueStoreError) -> Bool {
        try check()
        return try await store.expire(key, in: timeToLive)
    }

    func timeToLive(of key: String) async throws(KeyValueStoreError) -> TimeToLive {
        try check()
        return try await store.timeToLive(of: key)
    }

    func perform(_ command: [Payload]) async throws(KeyValueStoreError) -> StoreReply {
        try check()
        return try await store.perform(command)
    }
}
