import Infrastructure

/// A key that was sampled for eviction; the greater its rank, the sooner it goes.
struct EvictionCandidate {
    let database: Int
    let key: String
    let rank: UInt64
}

/// What goes when the memory is used up: five samples a round into a pool of sixteen (C10.3).
extension StoreState {
    private static let sampleCount = 5
    private static let poolSize = 16

    /// Counts the bytes of a key that has changed.
    mutating func account(_ place: Int, in database: Int) {
        let entry = databases[database].entries[place]
        let key = databases[database].entries.key(at: place)
        let bytes = UInt32(clamping: MemoryModel.bytes(of: entry, key: key))
        usedMemory += Int(bytes) - Int(entry.bytes)
        databases[database].entries[place].bytes = bytes
    }

    /// Counts no more the bytes of a key that goes.
    mutating func forget(_ place: Int, in database: Int) {
        usedMemory -= Int(databases[database].entries[place].bytes)
    }

    /// Evicts keys until the memory is enough; false when that is not possible.
    mutating func makeRoom() -> Bool {
        guard let limit = settings.memoryLimit else { return true }
        while usedMemory > limit {
            guard settings.evictionPolicy != .noEviction, evictOne() else { return false }
        }
        return true
    }

    private mutating func evictOne() -> Bool {
        switch settings.evictionPolicy {
        case .noEviction: return false
        case .allKeysRandom, .volatileRandom: return evictAtRandom()
        case .allKeysLRU, .volatileLRU, .volatileTTL: break
        }
        while isAnyEvictable {
            for database in databases.indices { fillPool(from: database) }
            while let candidate = evictionPool.popLast() {
                let (database, key) = (candidate.database, candidate.key)
                guard let place = databases[database].entries.find(key),
                    isEvictable(place, in: database)
                else { continue }
                remove(key, at: place, in: database)
                return true
            }
        }
        return false
    }

    private var isVolatileOnly: Bool {
        switch settings.evictionPolicy {
        case .volatileLRU, .volatileRandom, .volatileTTL: true
        case .noEviction, .allKeysLRU, .allKeysRandom: false
        }
    }

    private var isAnyEvictable: Bool {
        databases.contains { isVolatileOnly ? $0.expiringCount > 0 : $0.count > 0 }
    }

    private func isEvictable(_ place: Int, in database: Int) -> Bool {
        !isVolatileOnly || databases[database].entries[place].expiry != .max
    }

    /// The next key at random that may go; nil when there is none in this database.
    private mutating func sample(_ database: Int) -> Int? {
        let count = databases[database].count
        guard count > 0, !isVolatileOnly || databases[database].expiringCount > 0 else {
            return nil
        }
        for _ in 0..<64 {
            let place = chance.below(count)
            if isEvictable(place, in: database) { return place }
        }
        let start = chance.below(count)
        for offset in 0..<count {
            let place = (start + offset) % count
            if isEvictable(place, in: database) { return place }
        }
        return nil
    }

    private mutating func evictAtRandom() -> Bool {
        for _ in databases.indices {
            let database = chance.below(databases.count)
            guard let place = sample(database) else { continue }
            remove(databases[database].entries.key(at: place), at: place, in: database)
            return true
        }
        for database in databases.indices {
            guard let place = sample(database) else { continue }
            remove(databases[database].entries.key(at: place), at: place, in: database)
            return true
        }
        return false
    }

    private mutating func fillPool(from database: Int) {
        for _ in 0..<Self.sampleCount {
            guard let place = sample(database) else { return }
            let key = databases[database].entries.key(at: place)
            let rank = rank(of: place, in: database)
            let isThere = evictionPool.contains {
                $0.database == database && $0.key.hasSameBytes(as: key)
            }
            guard !isThere else { continue }
            if evictionPool.count == Self.poolSize {
                guard let least = evictionPool.first, least.rank < rank else { continue }
                evictionPool.removeFirst()
            }
            let position = evictionPool.firstIndex { $0.rank >= rank } ?? evictionPool.count
            evictionPool.insert(
                EvictionCandidate(database: database, key: key, rank: rank),
                at: position
            )
        }
    }

    /// The time since the last use, or how soon the key expires.
    private func rank(of place: Int, in database: Int) -> UInt64 {
        let entry = databases[database].entries[place]
        guard settings.evictionPolicy != .volatileTTL else {
            return .max - UInt64(bitPattern: entry.expiry)
        }
        return UInt64(useClock &- entry.used)
    }
}
