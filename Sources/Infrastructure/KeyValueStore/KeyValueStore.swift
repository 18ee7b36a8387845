/// A key-value store with the semantics of Redis.
///
/// The methods work on one database: 0, unless the store came from `database(_:)`.
package protocol KeyValueStore: AnyObject, Sendable {
    /// The same store with its methods on another database, from 0 to 15; ask once and keep it.
    ///
    /// Its connections begin on that database, too.
    func database(_ number: Int) -> any KeyValueStore

    /// Opens a connection of its own; `subscriber` gets what it subscribes to.
    func connect(
        subscriber: (any StoreSubscriber)?
    ) async throws(KeyValueStoreError) -> any StoreConnection

    /// The value of a key, or nil when there is none (`GET`).
    func get(_ key: String) async throws(KeyValueStoreError) -> Payload?

    /// The values of keys, nil where there is no string (`MGET`).
    func get(_ keys: [String]) async throws(KeyValueStoreError) -> [Payload?]

    /// Sets a key and forgets its expiry; with a `timeToLive`, the key expires that much later.
    ///
    /// Returns false, and does nothing, when `condition` does not hold (`SET … PX … NX|XX`).
    @discardableResult
    func set(
        _ key: String,
        to value: Payload,
        timeToLive: Duration?,
        condition: SetCondition
    ) async throws(KeyValueStoreError) -> Bool

    /// Sets a key if its string is still `old`; false, and nothing done, when it is not.
    ///
    /// What renews a lock that may have ended meanwhile: a script as for `delete`.
    func set(
        _ key: String,
        to value: Payload,
        timeToLive: Duration?,
        ifEqualTo old: Payload
    ) async throws(KeyValueStoreError) -> Bool

    /// Removes a key; false when there was none (`DEL`).
    @discardableResult
    func delete(_ key: String) async throws(KeyValueStoreError) -> Bool

    /// Removes a key if its string is still this one; false, and nothing done, when it is not.
    ///
    /// What ends a lock without ending one that somebody else has got meanwhile: the script of
    /// "Distributed Locks with Redis", which nothing comes in between.
    @discardableResult
    func delete(
        _ key: String,
        ifEqualTo value: Payload
    ) async throws(KeyValueStoreError) -> Bool

    /// True when the key is there (`EXISTS`).
    func exists(_ key: String) async throws(KeyValueStoreError) -> Bool

    /// Adds to a counter, which begins at 0, and returns what it is then (`INCRBY`).
    @discardableResult
    func increment(_ key: String, by amount: Int64) async throws(KeyValueStoreError) -> Int64

    /// Gives a key a time to live; false when there is no such key (`PEXPIRE`).
    @discardableResult
    func expire(_ key: String, in timeToLive: Duration) async throws(KeyValueStoreError) -> Bool

    /// How long a key has to live (`PTTL`).
    func timeToLive(of key: String) async throws(KeyValueStoreError) -> TimeToLive

    /// Carries out one command that is not about a connection; its errors are replies.
    ///
    /// Throws only when the calling task was cancelled meanwhile. What has no method of its own
    /// above goes through here, structured values as they are.
    func perform(_ command: [Payload]) async throws(KeyValueStoreError) -> StoreReply
}

extension KeyValueStore {
    package func connect() async throws(KeyValueStoreError) -> any StoreConnection {
        try await connect(subscriber: nil)
    }

    /// Sets a key, whether or not it is there.
    package func set(
        _ key: String,
        to value: Payload,
        timeToLive: Duration? = nil
    ) async throws(KeyValueStoreError) {
        try await set(key, to: value, timeToLive: timeToLive, condition: .always)
    }
}

/// When `set` sets.
package enum SetCondition: Sendable {
    case always
    /// Only when the key is not there (`NX`).
    case ifAbsent
    /// Only when the key is there (`XX`).
    case ifPresent
}

/// What is left of a key's life.
package enum TimeToLive: Sendable, Equatable {
    /// There is no such key (−2).
    case noKey
    /// The key does not expire (−1).
    case forever
    case left(Duration)
}

/// An error of the store, with the text of Redis.
package struct KeyValueStoreError: Error, Equatable, Sendable {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    /// The calling task was cancelled while it waited for the store.
    ///
    /// Also when the connection that it waited at was closed.
    package static let cancelled = KeyValueStoreError("the caller was cancelled")
    package static let notAnInteger = KeyValueStoreError(
        "ERR value is not an integer or out of range"
    )
    package static let overflow = KeyValueStoreError(
        "ERR increment or decrement would overflow"
    )
    package static let invalidExpireTime = KeyValueStoreError(
        "ERR invalid expire time in 'set' command"
    )
    package static let wrongType = KeyValueStoreError(
        "WRONGTYPE Operation against a key holding the wrong kind of value"
    )
}
