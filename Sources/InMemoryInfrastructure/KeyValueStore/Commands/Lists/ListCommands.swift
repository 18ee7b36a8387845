import Infrastructure

/// Elements in order, added and taken at both ends (C5.1, C5.2).
extension CommandTable {
    static let lists: [StoreCommand] = listEnds + listMoves + listParts + listEdits

    private static let listEnds: [StoreCommand] = [
        StoreCommand("lpush", -3, .growing) { state, call throws(KeyValueStoreError) in
            let place = try state.findOrCreate(call[1], as: .list)
            return state.push(call, at: place, .left)
        },
        StoreCommand("rpush", -3, .growing) { state, call throws(KeyValueStoreError) in
            let place = try state.findOrCreate(call[1], as: .list)
            return state.push(call, at: place, .right)
        },
        StoreCommand("lpushx", -3, .growing) { state, call throws(KeyValueStoreError) in
            guard let place = try state.find(call[1], as: .list) else { return .zero }
            return state.push(call, at: place, .left)
        },
        StoreCommand("rpushx", -3, .growing) { state, call throws(KeyValueStoreError) in
            guard let place = try state.find(call[1], as: .list) else { return .zero }
            return state.push(call, at: place, .right)
        },
        StoreCommand("lpop", -2) { state, call throws(KeyValueStoreError) in
            guard call.count <= 3 else { throw .wrongNumberOfArguments("lpop") }
            return try state.pop(call, .left)
        },
        StoreCommand("rpop", -2) { state, call throws(KeyValueStoreError) in
            guard call.count <= 3 else { throw .wrongNumberOfArguments("rpop") }
            return try state.pop(call, .right)
        },
        StoreCommand("lmpop", -4) { state, call throws(KeyValueStoreError) in
            let pop = try ManyPop(call, ("LEFT", "RIGHT"))
            for key in pop.candidates {
                guard let place = try state.find(key, as: .list) else { continue }
                let elements = state.pop(pop.count, at: place, pop.isFirst ? .left : .right)
                return .array([.text(key), .array(elements.map { .bulk($0) })])
            }
            return .null
        },
    ]
}

/// An end of a list.
enum ListEnd {
    case left, right
}

extension StoreState {
    /// Adds the elements after the key, one after the other, and says how many there are.
    fileprivate mutating func push(
        _ call: StoreCall,
        at place: Int,
        _ end: ListEnd
    ) -> StoreReply {
        for element in call.words[2...] { self[place].list.push(element, end) }
        let count = self[place].list.count
        changed(place)
        return .count(count)
    }

    /// `LPOP key [count]` and `RPOP key [count]`.
    fileprivate mutating func pop(
        _ call: StoreCall,
        _ end: ListEnd
    ) throws(KeyValueStoreError) -> StoreReply {
        let count = call.count == 3 ? try call.elementCount(2) : nil
        guard let place = try find(call[1], as: .list) else { return .null }
        let elements = pop(count ?? 1, at: place, end)
        guard count != nil else { return .bulk(elements.first) }
        return .array(elements.map { .bulk($0) })
    }

    /// Takes elements from a list that is there, which goes with the last of them.
    mutating func pop(_ count: Int, at place: Int, _ end: ListEnd) -> [Payload] {
        let taken = min(count, self[place].list.count)
        guard taken > 0 else { return [] }
        let elements = (0..<taken).map { _ in self[place].list.pop(end) }
        changed(place)
        return elements
    }
}

extension ListValue {
    mutating func push(_ element: Payload, _ end: ListEnd) {
        switch end {
        case .left: prepend(element)
        case .right: append(element)
        }
    }

    /// Takes the element at an end of a list that has one.
    mutating func pop(_ end: ListEnd) -> Payload {
        switch end {
        case .left: removeFirst()
        case .right: removeLast()
        }
    }
}
