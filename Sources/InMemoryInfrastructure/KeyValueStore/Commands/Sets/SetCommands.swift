import Infrastructure

/// Members without order (C6.1).
extension CommandTable {
    static let sets: [StoreCommand] = setMembers + setParts + setAlgebra

    private static let setMembers: [StoreCommand] = [
        StoreCommand("sadd", -3, .growing) { state, call throws(KeyValueStoreError) in
            let place = try state.findOrCreate(call[1], as: .set)
            let added = call.texts(from: 2).count { state[place].set.insert($0) }
            if added > 0 { state.changed(place) }
            return .count(added)
        },
        StoreCommand("srem", -3) { state, call throws(KeyValueStoreError) in
            guard let place = try state.find(call[1], as: .set) else { return .zero }
            let removed = call.texts(from: 2).count { state[place].set.remove($0) }
            if removed > 0 { state.changed(place) }
            return .count(removed)
        },
        StoreCommand("smove", 4) { state, call throws(KeyValueStoreError) in
            .integer(try state.moveMember(call[3], from: call[1], to: call[2]) ? 1 : 0)
        },
        StoreCommand("sismember", 3) { state, call throws(KeyValueStoreError) in
            guard let place = try state.find(call[1], as: .set) else { return .zero }
            return .integer(state[place].set.contains(call[2]) ? 1 : 0)
        },
        StoreCommand("smismember", -3) { state, call throws(KeyValueStoreError) in
            let set = try state.members(call[1])
            return .array(call.texts(from: 2).map { .integer(set.contains($0) ? 1 : 0) })
        },
        StoreCommand("scard", 2) { state, call throws(KeyValueStoreError) in
            .count(try state.find(call[1], as: .set).map { state[$0].set.count } ?? 0)
        },
        StoreCommand("smembers", 2) { state, call throws(KeyValueStoreError) in
            .texts(try state.members(call[1]).ordered)
        },
    ]
}

extension StoreState {
    /// A set; one without members where there is none.
    mutating func members(_ key: String) throws(KeyValueStoreError) -> SetValue {
        try find(key, as: .set).map { self[$0].set } ?? SetValue()
    }

    /// Moves a member from one set to another; false when it is not in the first.
    fileprivate mutating func moveMember(
        _ member: String,
        from source: String,
        to target: String
    ) throws(KeyValueStoreError) -> Bool {
        guard let place = find(source) else { return false }
        guard self[place].kind == .set else { throw .wrongType }
        _ = try find(target, as: .set)
        // Looking the target up may have moved the source.
        guard let place = find(source), self[place].set.contains(member) else { return false }
        guard !source.hasSameBytes(as: target) else { return true }
        self[place].set.remove(member)
        changed(place)
        let end = try findOrCreate(target, as: .set)
        if self[end].set.insert(member) { changed(end) }
        return true
    }
}
