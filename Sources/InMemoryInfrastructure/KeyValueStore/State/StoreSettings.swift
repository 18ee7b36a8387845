/// How the store is configured.
package struct StoreSettings: Sendable, Equatable {
    /// Which keys go when the memory is used up (`maxmemory-policy`).
    package enum EvictionPolicy: String, Sendable, CaseIterable {
        case noEviction = "noeviction"
        case allKeysLRU = "allkeys-lru"
        case allKeysRandom = "allkeys-random"
        case volatileLRU = "volatile-lru"
        case volatileRandom = "volatile-random"
        case volatileTTL = "volatile-ttl"
    }

    /// Keys that have expired are removed as soon as that could be seen, not only when looked up.
    package var removesExpiredKeys: Bool

    /// The bytes that all keys may take by the memory model; nil is without limit (`maxmemory`).
    package var memoryLimit: Int?
    package var evictionPolicy: EvictionPolicy

    package init(
        removesExpiredKeys: Bool = true,
        memoryLimit: Int? = nil,
        evictionPolicy: EvictionPolicy = .noEviction
    ) {
        self.removesExpiredKeys = removesExpiredKeys
        self.memoryLimit = memoryLimit
        self.evictionPolicy = evictionPolicy
    }
}
