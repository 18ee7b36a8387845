import Infrastructure

/// Fields and their values (C4.1).
extension CommandTable {
    static let hashes: [StoreCommand] = hashFields + hashNumbers + hashParts

    private static let hashFields: [StoreCommand] = [
        StoreCommand("hset", -4, .growing) { state, call throws(KeyValueStoreError) in
            guard call.count % 2 == 0 else { throw .wrongNumberOfArguments("hset") }
            return .count(try state.setFields(call))
        },
        StoreCommand("hmset", -4, .growing) { state, call throws(KeyValueStoreError) in
            guard call.count % 2 == 0 else { throw .wrongNumberOfArguments("hmset") }
            _ = try state.setFields(call)
            return .ok
        },
        StoreCommand("hsetnx", 4, .growing) { state, call throws(KeyValueStoreError) in
            if let place = try state.find(call[1], as: .hash),
                state[place].hash.find(call[2]) != nil
            {
                return .zero
            }
            _ = try state.setFields(call)
            return .integer(1)
        },
        StoreCommand("hget", 3) { state, call throws(KeyValueStoreError) in
            guard let place = try state.find(call[1], as: .hash),
                let value = state[place].hash[call[2]]
            else { return .null }
            return .bulk(value)
        },
        StoreCommand("hmget", -3) { state, call throws(KeyValueStoreError) in
            let place = try state.find(call[1], as: .hash)
            let hash = place.map { state[$0].hash } ?? HashValue()
            return .array(
                call.texts(from: 2).map { hash[$0].map { .bulk($0) } ?? .null }
            )
        },
        StoreCommand("hdel", -3) { state, call throws(KeyValueStoreError) in
            guard let place = try state.find(call[1], as: .hash) else { return .zero }
            let removed = call.texts(from: 2).count { state[place].hash.remove($0) }
            if removed > 0 { state.changed(place) }
            return .count(removed)
        },
        StoreCommand("hexists", 3) { state, call throws(KeyValueStoreError) in
            guard let place = try state.find(call[1], as: .hash) else { return .zero }
            return .integer(state[place].hash.find(call[2]) == nil ? 0 : 1)
        },
        StoreCommand("hlen", 2) { state, call throws(KeyValueStoreError) in
            .count(try state.find(call[1], as: .hash).map { state[$0].hash.count } ?? 0)
        },
        StoreCommand("hstrlen", 3) { state, call throws(KeyValueStoreError) in
            guard let place = try state.find(call[1], as: .hash) else { return .zero }
            return .count(state[place].hash[call[2]]?.byteCount ?? 0)
        },
    ]
}

extension StoreState {
    /// Sets the fields after the key and says how many are new.
    fileprivate mutating func setFields(_ call: StoreCall) throws(KeyValueStoreError) -> Int {
        let place = try findOrCreate(call[1], as: .hash)
        var added = 0
        for word in stride(from: 2, to: call.count, by: 2)
        where self[place].hash.set(call[word], to: call.words[word + 1]) {
            added += 1
        }
        changed(place)
        return added
    }
}
