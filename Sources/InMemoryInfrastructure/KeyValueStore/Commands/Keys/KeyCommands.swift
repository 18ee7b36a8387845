import Infrastructure

/// Keys of whatever type (C3.1).
extension CommandTable {
    static let keys: [StoreCommand] = [
        StoreCommand("del", -2) { state, call in .integer(state.removeAll(call.texts(from: 1))) },
        StoreCommand("unlink", -2) { state, call in
            .integer(state.removeAll(call.texts(from: 1)))
        },
        StoreCommand("exists", -2) { state, call in
            .integer(Int64(call.texts(from: 1).count { state.peek($0) != nil }))
        },
        StoreCommand("touch", -2) { state, call in
            .integer(Int64(call.texts(from: 1).count { state.find($0) != nil }))
        },
        StoreCommand("type", 2) { state, call in
            .status(state.peek(call[1]).map { state[$0].kind.rawValue } ?? "none")
        },
        StoreCommand("rename", 3) { state, call throws(KeyValueStoreError) in
            _ = try state.rename(call[1], to: call[2], ifAbsent: false)
            return .ok
        },
        StoreCommand("renamenx", 3) { state, call throws(KeyValueStoreError) in
            .integer(try state.rename(call[1], to: call[2], ifAbsent: true) ? 1 : 0)
        },
        StoreCommand("copy", -3, .growing) { state, call throws(KeyValueStoreError) in
            .integer(try state.copy(call) ? 1 : 0)
        },
        StoreCommand("move", 3) { state, call throws(KeyValueStoreError) in
            .integer(try state.move(call) ? 1 : 0)
        },
        StoreCommand("randomkey", 1) { state, _ in
            state.randomKey().map { .bulk(.text($0)) } ?? .null
        },
    ]
}

extension StoreState {
    /// Removes keys and says how many there were.
    mutating func removeAll(_ keys: [String]) -> Int64 {
        Int64(keys.count { remove($0) })
    }

    fileprivate mutating func rename(
        _ source: String,
        to target: String,
        ifAbsent: Bool
    ) throws(KeyValueStoreError) -> Bool {
        guard let place = find(source) else { throw .noSuchKey }
        guard !source.hasSameBytes(as: target) else { return !ifAbsent }
        let (value, expiry) = (self[place], expiry(at: place))
        if find(target) != nil {
            if ifAbsent { return false }
            remove(target)
        }
        remove(source)
        put(value, expiry, under: target, in: selected)
        return true
    }

    private mutating func put(
        _ value: StoreValue,
        _ expiry: Int64?,
        under key: String,
        in database: Int
    ) {
        let place = insert(key, value, in: database)
        if let expiry { databases[database].setExpiry(expiry, at: place) }
        changed(place, in: database)
    }

    fileprivate mutating func copy(_ call: StoreCall) throws(KeyValueStoreError) -> Bool {
        var replaces = false
        var database = selected
        var word = 3
        while word < call.count {
            if call.word(word, is: "REPLACE") {
                replaces = true
            } else if call.word(word, is: "DB"), word + 1 < call.count {
                word += 1
                database = try self.database(call, word)
            } else {
                throw .syntax
            }
            word += 1
        }
        if database == selected, call[1].hasSameBytes(as: call[2]) { throw .sameObject }
        guard let place = find(call[1]) else { return false }
        let (value, expiry) = (self[place], expiry(at: place))
        if let old = peek(call[2], in: database) {
            guard replaces else { return false }
            remove(call[2], at: old, in: database)
        }
        put(value, expiry, under: call[2], in: database)
        return true
    }

    fileprivate mutating func move(_ call: StoreCall) throws(KeyValueStoreError) -> Bool {
        let database = try database(call, 2)
        guard database != selected else { throw .sameObject }
        guard let place = find(call[1]), peek(call[1], in: database) == nil else { return false }
        let (value, expiry) = (self[place], expiry(at: place))
        remove(call[1], at: place, in: selected)
        put(value, expiry, under: call[1], in: database)
        return true
    }

    /// A word as the number of a database.
    func database(_ call: StoreCall, _ word: Int) throws(KeyValueStoreError) -> Int {
        let number = try call.smallInteger(word)
        guard databases.indices.contains(number) else { throw .databaseOutOfRange }
        return number
    }

    fileprivate mutating func randomKey() -> String? {
        while databases[selected].count > 0 {
            let place = chance.below(databases[selected].count)
            let key = databases[selected].entries.key(at: place)
            if peek(key) != nil { return key }
        }
        return nil
    }
}
