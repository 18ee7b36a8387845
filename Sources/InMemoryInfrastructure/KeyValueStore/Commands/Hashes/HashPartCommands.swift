import Infrastructure

/// Going through fields, and choosing among them (C4.1, C8.2).
extension CommandTable {
    static let hashParts: [StoreCommand] = [
        StoreCommand("hgetall", 2) { state, call throws(KeyValueStoreError) in
            let hash = try state.hash(call[1])
            return .array((0..<hash.count).flatMap { hash.pair(at: $0) })
        },
        StoreCommand("hkeys", 2) { state, call throws(KeyValueStoreError) in
            let hash = try state.hash(call[1])
            return .array((0..<hash.count).map { .text(hash.field(at: $0)) })
        },
        StoreCommand("hvals", 2) { state, call throws(KeyValueStoreError) in
            let hash = try state.hash(call[1])
            return .array((0..<hash.count).map { .bulk(hash.value(at: $0)) })
        },
        StoreCommand("hscan", -3) { state, call throws(KeyValueStoreError) in
            var options = try ScanOptions(call, cursor: 2)
            guard let place = try state.find(call[1], as: .hash) else {
                return .scan(0, [])
            }
            try options.read(call, from: 3)
            let hash = state[place].hash
            let places = options.places(of: hash.count, isCompact: hash.isCompact)
            let found = places.order.filter { options.allows(hash.field(at: $0)) }
            return .scan(places.next, found.flatMap { hash.pair(at: $0) })
        },
        StoreCommand("hrandfield", -2) { state, call throws(KeyValueStoreError) in
            let wanted = call.count > 2 ? try RandomCount(call, pairs: "WITHVALUES") : nil
            let hash = try state.hash(call[1])
            guard let wanted else {
                guard hash.count > 0 else { return .null }
                return .text(hash.field(at: state.chance.below(hash.count)))
            }
            guard hash.count > 0 else { return .empty }
            let places = try state.chance.places(wanted, of: hash.count)
            guard call.count == 4 else {
                return .array(places.map { .text(hash.field(at: $0)) })
            }
            return .array(places.flatMap { hash.pair(at: $0) })
        },
    ]
}

extension StoreState {
    /// A hash; one without fields where there is none.
    fileprivate mutating func hash(_ key: String) throws(KeyValueStoreError) -> HashValue {
        try find(key, as: .hash).map { self[$0].hash } ?? HashValue()
    }
}

extension HashValue {
    fileprivate func pair(at place: Int) -> [StoreReply] {
        [.text(field(at: place)), .bulk(value(at: place))]
    }
}
