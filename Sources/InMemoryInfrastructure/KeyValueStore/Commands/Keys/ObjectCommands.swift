import Infrastructure

/// What Redis tells of how a key is kept.
extension CommandTable {
    static let objects: [StoreCommand] = [
        StoreCommand("object", -2, .container) { _, call throws(KeyValueStoreError) in
            throw .unknownSubcommand(call[1], of: call[0])
        },
        StoreCommand("object|encoding", 3) { state, call in
            state.peek(call[2]).map { .bulk(.text(state[$0].encoding)) } ?? .null
        },
        StoreCommand("object|refcount", 3) { state, call in
            state.peek(call[2]).map { .integer(state[$0].referenceCount) } ?? .null
        },
        StoreCommand("object|idletime", 3) { state, call in
            state.peek(call[2]).map { .integer(state.idleTime(at: $0) / 1000) } ?? .null
        },
        StoreCommand("object|freq", 3) { state, call throws(KeyValueStoreError) in
            guard state.peek(call[2]) != nil else { return .null }
            throw notLeastFrequentlyUsed
        },
        StoreCommand("memory", -2, .container) { _, call throws(KeyValueStoreError) in
            throw .unknownSubcommand(call[1], of: call[0])
        },
        StoreCommand("memory|usage", -3) { state, call in
            state.peek(call[2]).map { .integer(Int64(state.bytes(at: $0))) } ?? .null
        },
    ]

    private static let notLeastFrequentlyUsed = KeyValueStoreError(
        """
        ERR An LFU maxmemory policy is not selected, access frequency not tracked. Please note \
        that when switching between policies at runtime LRU and LFU data will take some time to \
        adjust.
        """
    )
}

extension StoreState {
    fileprivate func idleTime(at place: Int) -> Int64 {
        Int64(useClock &- databases[selected].entries[place].used)
    }

    fileprivate func bytes(at place: Int) -> Int {
        let entries = databases[selected].entries
        return MemoryModel.bytes(of: entries[place], key: entries.key(at: place))
    }
}

extension StoreValue {
    /// The encoding that Redis 7.0 would have chosen for a value of this size.
    ///
    /// Redis never goes back to a smaller encoding, which is not kept here.
    fileprivate var encoding: String {
        switch self {
        case .integer: return "int"
        case .string(let payload):
            if payload.plainInteger != nil { return "int" }
            return payload.byteCount <= 44 ? "embstr" : "raw"
        case .list: return "quicklist"
        case .hash(let hash):
            return hash.value.isCompact ? "listpack" : "hashtable"
        case .set(let set):
            return set.value.isCompact ? "intset" : "hashtable"
        case .sortedSet(let set):
            return set.value.isCompact ? "listpack" : "skiplist"
        }
    }

    /// Redis shares the integers below 10,000.
    fileprivate var referenceCount: Int64 {
        guard kind == .string, let integer = payload.plainInteger else { return 1 }
        return (0..<10_000).contains(integer) ? Int64(Int32.max) : 1
    }
}
