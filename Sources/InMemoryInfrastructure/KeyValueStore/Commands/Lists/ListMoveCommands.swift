import Infrastructure

/// Elements that go from one list to another (C5.2).
extension CommandTable {
    static let listMoves: [StoreCommand] = [
        StoreCommand("lmove", 5, .growing) { state, call throws(KeyValueStoreError) in
            let source = try call.end(3)
            let target = try call.end(4)
            return try state.moveElement(call[1], source, to: call[2], target)
        },
        StoreCommand("rpoplpush", 3, .growing) { state, call throws(KeyValueStoreError) in
            try state.moveElement(call[1], .right, to: call[2], .left)
        },
    ]
}

extension StoreCall {
    fileprivate func end(_ place: Int) throws(KeyValueStoreError) -> ListEnd {
        if word(place, is: "LEFT") { return .left }
        guard word(place, is: "RIGHT") else { throw .syntax }
        return .right
    }
}

extension StoreState {
    /// Moves an element from an end of a list to an end of another, or of the same.
    fileprivate mutating func moveElement(
        _ source: String,
        _ sourceEnd: ListEnd,
        to target: String,
        _ targetEnd: ListEnd
    ) throws(KeyValueStoreError) -> StoreReply {
        guard try find(source, as: .list) != nil else { return .null }
        _ = try find(target, as: .list)
        // Looking the target up may have moved the source.
        guard let place = find(source) else { return .null }
        let element = self[place].list.pop(sourceEnd)
        if source.hasSameBytes(as: target) {
            self[place].list.push(element, targetEnd)
            changed(place)
            return .bulk(element)
        }
        changed(place)
        let end = try findOrCreate(target, as: .list)
        self[end].list.push(element, targetEnd)
        changed(end)
        return .bulk(element)
    }
}
