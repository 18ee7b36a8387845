import Infrastructure

/// Changes in the middle of a list (C5.2).
extension CommandTable {
    static let listEdits: [StoreCommand] = [
        StoreCommand("lset", 4, .growing) { state, call throws(KeyValueStoreError) in
            guard let place = try state.find(call[1], as: .list) else { throw .noSuchKey }
            let index = try call.integer(2)
            guard let position = state[place].list.position(index) else {
                throw .indexOutOfRange
            }
            state[place].list.replace(at: position, with: call.words[3])
            state.changed(place)
            return .ok
        },
        StoreCommand("ltrim", 4) { state, call throws(KeyValueStoreError) in
            let (start, end) = (try call.integer(2), try call.integer(3))
            guard let place = try state.find(call[1], as: .list) else { return .ok }
            let count = state[place].list.count
            let kept = clampedPositions(from: start, through: end, of: count) ?? count..<count
            state[place].list.keep(kept)
            state.changed(place)
            return .ok
        },
        StoreCommand("lrem", 4) { state, call throws(KeyValueStoreError) in
            let wanted = try call.integer(2)
            guard let place = try state.find(call[1], as: .list) else { return .zero }
            let removed = state[place].list.removeAll(
                equalTo: call.words[3],
                atMost: wanted == 0 ? .max : wanted.magnitude,
                fromEnd: wanted < 0
            )
            if removed > 0 { state.changed(place) }
            return .count(removed)
        },
        StoreCommand("linsert", 5, .growing) { state, call throws(KeyValueStoreError) in
            let isAfter = call.word(2, is: "AFTER")
            guard isAfter || call.word(2, is: "BEFORE") else { throw .syntax }
            guard let place = try state.find(call[1], as: .list) else { return .zero }
            guard let pivot = state[place].list.firstPosition(of: call.words[3]) else {
                return .integer(-1)
            }
            state[place].list.insert(call.words[4], at: isAfter ? pivot + 1 : pivot)
            state.changed(place)
            return .count(state[place].list.count)
        },
    ]
}

extension ListValue {
    fileprivate func firstPosition(of element: Payload) -> Int? {
        (0..<count).first { self[$0] == element }
    }

    /// Removes elements that are equal to one, and says how many.
    fileprivate mutating func removeAll(
        equalTo element: Payload,
        atMost limit: UInt64,
        fromEnd: Bool
    ) -> Int {
        var kept = ListValue()
        var removed: UInt64 = 0
        for step in 0..<count {
            let current = self[fromEnd ? count - 1 - step : step]
            if removed < limit, current == element {
                removed += 1
            } else {
                kept.push(current, fromEnd ? .left : .right)
            }
        }
        if removed > 0 { self = kept }
        return Int(removed)
    }
}
