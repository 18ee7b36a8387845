import Infrastructure

/// Taking members, going through them, and choosing among them (C7.4, C8.2).
extension CommandTable {
    static let sortedSetParts: [StoreCommand] = [
        StoreCommand("zpopmin", -2) { state, call throws(KeyValueStoreError) in
            try state.pop(call, isFirst: true)
        },
        StoreCommand("zpopmax", -2) { state, call throws(KeyValueStoreError) in
            try state.pop(call, isFirst: false)
        },
        StoreCommand("zmpop", -4) { state, call throws(KeyValueStoreError) in
            let pop = try ManyPop(call, ("MIN", "MAX"))
            for key in pop.candidates {
                guard let place = try state.find(key, as: .sortedSet) else { continue }
                let members = state.popMembers(pop.count, at: place, isFirst: pop.isFirst)
                let pairs = members.map { StoreReply.members([$0], withScores: true) }
                return .array([.text(key), .array(pairs)])
            }
            return .null
        },
        StoreCommand("zscan", -3) { state, call throws(KeyValueStoreError) in
            var options = try ScanOptions(call, cursor: 2)
            guard let place = try state.find(call[1], as: .sortedSet) else {
                return .scan(0, [])
            }
            try options.read(call, from: 3)
            return state[place].sortedSet.scan(options)
        },
        StoreCommand("zrandmember", -2) { state, call throws(KeyValueStoreError) in
            let wanted = call.count > 2 ? try RandomCount(call, pairs: "WITHSCORES") : nil
            let set = try state.sortedSet(call[1])
            guard let wanted else {
                guard set.count > 0 else { return .null }
                return .text(set.entry(at: state.chance.below(set.count)).member)
            }
            guard set.count > 0 else { return .empty }
            let members: [SortedSet.Element]
            if !wanted.mayRepeat, wanted.count >= set.count {
                // Redis goes through a sorted set from its end.
                members = set.elements(0..<set.count).reversed()
            } else {
                let places = try state.chance.places(wanted, of: set.count)
                members = places.map { set.entry(at: $0) }
            }
            return .members(members, withScores: call.count == 4)
        },
    ]
}

extension StoreState {
    /// `ZPOPMIN key [count]` and `ZPOPMAX key [count]`.
    fileprivate mutating func pop(
        _ call: StoreCall,
        isFirst: Bool
    ) throws(KeyValueStoreError) -> StoreReply {
        guard call.count <= 3 else { throw .syntax }
        let count = call.count == 3 ? try call.elementCount(2) : 1
        guard let place = try find(call[1], as: .sortedSet) else { return .empty }
        return .members(popMembers(count, at: place, isFirst: isFirst), withScores: true)
    }

    /// Takes the members with the least scores, or with the greatest, from the end inwards.
    mutating func popMembers(_ count: Int, at place: Int, isFirst: Bool) -> [SortedSet.Element] {
        let size = self[place].sortedSet.count
        let taken = min(count, size)
        if isFirst { return takeMembers(0..<taken, at: place) }
        return takeMembers(size - taken..<size, at: place).reversed()
    }
}

extension SortedSet {
    /// A page of the members; one that Redis keeps in a compact form comes as a whole, in order.
    fileprivate func scan(_ options: ScanOptions) -> StoreReply {
        let isCompact = isCompact
        let places = options.places(of: count, isCompact: isCompact)
        let members = isCompact ? elements(0..<count) : places.order.map { entry(at: $0) }
        let found = members.filter { options.allows($0.member) }
        return .scan(
            places.next,
            found.flatMap { element -> [StoreReply] in
                // The compact form keeps whole scores as integers, which are shown in full.
                guard isCompact, element.score.magnitude <= 0x1p62,
                    let integer = Int64(exactly: element.score)
                else { return [.text(element.member), .score(element.score)] }
                return [.text(element.member), .text(String(integer))]
            }
        )
    }
}
