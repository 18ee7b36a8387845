import Infrastructure

/// Intersections, unions and differences of sets (C6.1).
extension CommandTable {
    static let setAlgebra: [StoreCommand] = [
        StoreCommand("sinter", -2) { state, call throws(KeyValueStoreError) in
            .texts(SetValue.intersection(try state.sets(call.texts(from: 1))).ordered)
        },
        StoreCommand("sunion", -2) { state, call throws(KeyValueStoreError) in
            .texts(SetValue.union(try state.sets(call.texts(from: 1))).ordered)
        },
        StoreCommand("sdiff", -2) { state, call throws(KeyValueStoreError) in
            .texts(SetValue.difference(try state.sets(call.texts(from: 1))).ordered)
        },
        StoreCommand("sinterstore", -3, .growing) { state, call throws(KeyValueStoreError) in
            let set = SetValue.intersection(try state.sets(call.texts(from: 2)))
            return state.store(set, call[1])
        },
        StoreCommand("sunionstore", -3, .growing) { state, call throws(KeyValueStoreError) in
            let set = SetValue.union(try state.sets(call.texts(from: 2)))
            return state.store(set, call[1])
        },
        StoreCommand("sdiffstore", -3, .growing) { state, call throws(KeyValueStoreError) in
            let set = SetValue.difference(try state.sets(call.texts(from: 2)))
            return state.store(set, call[1])
        },
        StoreCommand("sintercard", -3) { state, call throws(KeyValueStoreError) in
            let count = try call.positive(1, or: .tooFewKeys)
            guard count <= call.count - 2 else { throw .tooManyKeys }
            var limit = 0
            var word = 2 + count
            while word < call.count {
                guard call.word(word, is: "LIMIT"), word + 1 < call.count else { throw .syntax }
                limit = try call.elementCount(word + 1, or: .negativeLimit)
                word += 2
            }
            let sets = try state.sets(Array(call.texts(from: 2).prefix(count)))
            return .count(SetValue.intersection(sets, limit: limit).count)
        },
    ]
}

extension StoreState {
    /// The sets of keys, those that are not there without members.
    fileprivate mutating func sets(
        _ keys: [String]
    ) throws(KeyValueStoreError) -> [SetValue] {
        var sets: [SetValue] = []
        for key in keys { sets.append(try members(key)) }
        return sets
    }

    /// Puts a set in the place of a key and says how many members it has; an empty one removes it.
    fileprivate mutating func store(_ result: SetValue, _ key: String) -> StoreReply {
        if result.count == 0 {
            remove(key)
        } else {
            set(key, to: .set(Boxed(result)))
        }
        return .count(result.count)
    }
}

extension SetValue {
    /// The members that are in all of at least one set, but no more than a limit; 0 is none.
    static func intersection(_ sets: [SetValue], limit: Int = 0) -> SetValue {
        var result = SetValue()
        guard let smallest = sets.indices.min(by: { sets[$0].count < sets[$1].count }) else {
            return result
        }
        for place in 0..<sets[smallest].count {
            let member = sets[smallest].member(at: place)
            let isInAll = sets.indices.allSatisfy {
                $0 == smallest || sets[$0].contains(member)
            }
            guard isInAll else { continue }
            result.insert(member)
            if result.count == limit { break }
        }
        return result
    }

    static func union(_ sets: [SetValue]) -> SetValue {
        var result = SetValue()
        for set in sets {
            for place in 0..<set.count { result.insert(set.member(at: place)) }
        }
        return result
    }

    /// The members of the first set that are in none of the others.
    static func difference(_ sets: [SetValue]) -> SetValue {
        var result = SetValue()
        guard let first = sets.first else { return result }
        let others = sets.dropFirst()
        for place in 0..<first.count {
            let member = first.member(at: place)
            if !others.contains(where: { $0.contains(member) }) { result.insert(member) }
        }
        return result
    }
}
