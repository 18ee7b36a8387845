import Infrastructure

/// Strings as a whole (C1.1 to C1.4).
extension CommandTable {
    static let strings: [StoreCommand] = [
        StoreCommand("get", 2) { state, call throws(KeyValueStoreError) in
            .bulk(try state.get(call[1]))
        },
        StoreCommand("set", -3, .growing) { state, call throws(KeyValueStoreError) in
            try state.set(call)
        },
        StoreCommand("setnx", 3, .growing) { state, call in
            .integer(state.set(call[1], to: call.words[2], condition: .ifAbsent) ? 1 : 0)
        },
        StoreCommand("setex", 4, .growing) { state, call throws(KeyValueStoreError) in
            let expiry = try state.expiry(.seconds, 2, of: call, for: "setex")
            _ = state.set(call[1], to: call.words[3], expiry: expiry)
            return .ok
        },
        StoreCommand("psetex", 4, .growing) { state, call throws(KeyValueStoreError) in
            let expiry = try state.expiry(.milliseconds, 2, of: call, for: "psetex")
            _ = state.set(call[1], to: call.words[3], expiry: expiry)
            return .ok
        },
        StoreCommand("getset", 3, .growing) { state, call throws(KeyValueStoreError) in
            let old = try state.get(call[1])
            _ = state.set(call[1], to: call.words[2])
            return .bulk(old)
        },
        StoreCommand("getdel", 2) { state, call throws(KeyValueStoreError) in
            let old = try state.get(call[1])
            state.remove(call[1])
            return .bulk(old)
        },
        StoreCommand("getex", -2) { state, call throws(KeyValueStoreError) in
            try state.getAndExpire(call)
        },
        StoreCommand("mget", -2) { state, call in
            .array(call.texts(from: 1).map { .bulk(state.getString($0)) })
        },
        StoreCommand("mset", -3, .growing) { state, call throws(KeyValueStoreError) in
            try state.setMany(call, ifAbsent: false)
            return .ok
        },
        StoreCommand("msetnx", -3, .growing) { state, call throws(KeyValueStoreError) in
            .integer(try state.setMany(call, ifAbsent: true) ? 1 : 0)
        },
    ]
}

extension StoreReply {
    /// A string, or nil when there is none.
    static func bulk(_ payload: Payload?) -> StoreReply {
        payload.map { .bulk($0) } ?? .null
    }
}

extension StoreState {
    /// The string of a key, or nil when it is not there (`GET`).
    mutating func get(_ key: String) throws(KeyValueStoreError) -> Payload? {
        guard let place = find(key) else { return nil }
        switch self[place] {
        case .string(let payload): return payload
        case .integer(let integer): return .text(String(integer))
        case .list, .hash, .set, .sortedSet: throw .wrongType
        }
    }

    /// The string of a key; nil for other types, too.
    mutating func getString(_ key: String) -> Payload? {
        guard let place = find(key), self[place].kind == .string else { return nil }
        return self[place].payload
    }

    /// Sets a key with an expiry (ms since 1970) or none; false when the condition does not hold.
    mutating func set(
        _ key: String,
        to value: Payload,
        expiry: Int64? = nil,
        keepsExpiry: Bool = false,
        condition: SetCondition = .always
    ) -> Bool {
        guard let place = find(key) else {
            guard condition != .ifPresent else { return false }
            let place = insert(key, .string(value), in: selected)
            if let expiry { setExpiry(expiry, at: place) }
            changed(place)
            return true
        }
        guard condition != .ifAbsent else { return false }
        self[place] = .string(value)
        if !keepsExpiry { setExpiry(expiry, at: place) }
        changed(place)
        return true
    }

    fileprivate mutating func set(_ call: StoreCall) throws(KeyValueStoreError) -> StoreReply {
        let options = try StringOptions.ofSet(call)
        var expiry: Int64?
        if case .timed(let unit, let place) = options.expiry {
            expiry = try self.expiry(unit, place, of: call, for: "set")
        }
        let old: Payload? = options.wantsOld ? try get(call[1]) : nil
        let isSet = set(
            call[1],
            to: call.words[2],
            expiry: expiry,
            keepsExpiry: options.expiry == .keep,
            condition: options.condition
        )
        if options.wantsOld { return .bulk(old) }
        return isSet ? .ok : .null
    }

    fileprivate mutating func getAndExpire(
        _ call: StoreCall
    ) throws(KeyValueStoreError) -> StoreReply {
        let options = try StringOptions.ofGet(call)
        guard let value = try get(call[1]), let place = find(call[1]) else { return .null }
        switch options.expiry {
        case .none, .keep: break
        case .persist:
            guard expiry(at: place) != nil else { break }
            setExpiry(nil, at: place)
            changed(place)
        case .timed(let unit, let word):
            let expiry = try self.expiry(unit, word, of: call, for: "getex")
            if unit.isAbsolute, expiry <= now {
                remove(call[1])
            } else {
                setExpiry(expiry, at: place)
                changed(place)
            }
        }
        return .bulk(value)
    }

    @discardableResult
    fileprivate mutating func setMany(
        _ call: StoreCall,
        ifAbsent: Bool
    ) throws(KeyValueStoreError) -> Bool {
        guard call.count % 2 == 1 else {
            throw .wrongNumberOfArguments(ifAbsent ? "msetnx" : "mset")
        }
        let keys = stride(from: 1, to: call.count, by: 2)
        if ifAbsent {
            for place in keys where find(call[place]) != nil { return false }
        }
        for place in keys { _ = set(call[place], to: call.words[place + 1]) }
        return true
    }
}
