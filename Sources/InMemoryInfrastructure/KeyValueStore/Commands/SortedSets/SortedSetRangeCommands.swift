import Infrastructure

/// Members from one to another: shown, counted, stored or removed (C7.3, C7.4).
extension CommandTable {
    static let sortedSetRanges: [StoreCommand] = rangesShown + rangesCounted + rangesRemoved

    private static let rangesShown: [StoreCommand] = [
        StoreCommand("zrange", -4) { state, call throws(KeyValueStoreError) in
            try state.show(call[1], try SortedSetRange(call, from: 2))
        },
        StoreCommand("zrevrange", -4) { state, call throws(KeyValueStoreError) in
            try state.show(call[1], try SortedSetRange(call, from: 2, .rank, isReversed: true))
        },
        StoreCommand("zrangebyscore", -4) { state, call throws(KeyValueStoreError) in
            try state.show(call[1], try SortedSetRange(call, from: 2, .score, isReversed: false))
        },
        StoreCommand("zrevrangebyscore", -4) { state, call throws(KeyValueStoreError) in
            try state.show(call[1], try SortedSetRange(call, from: 2, .score, isReversed: true))
        },
        StoreCommand("zrangebylex", -4) { state, call throws(KeyValueStoreError) in
            try state.show(call[1], try SortedSetRange(call, from: 2, .member, isReversed: false))
        },
        StoreCommand("zrevrangebylex", -4) { state, call throws(KeyValueStoreError) in
            try state.show(call[1], try SortedSetRange(call, from: 2, .member, isReversed: true))
        },
        StoreCommand("zrangestore", -5, .growing) { state, call throws(KeyValueStoreError) in
            let range = try SortedSetRange(call, from: 3, isStored: true)
            let set = try state.sortedSet(call[2])
            return state.store(range.members(of: set), call[1])
        },
    ]

    private static let rangesCounted: [StoreCommand] = [
        StoreCommand("zcount", 4) { state, call throws(KeyValueStoreError) in
            let range = try ScoreRange(call, least: 2, greatest: 3)
            return .count(range.ranks(in: try state.sortedSet(call[1])).count)
        },
        StoreCommand("zlexcount", 4) { state, call throws(KeyValueStoreError) in
            let range = try MemberRange(call, least: 2, greatest: 3)
            return .count(range.ranks(in: try state.sortedSet(call[1])).count)
        },
    ]

    private static let rangesRemoved: [StoreCommand] = [
        StoreCommand("zremrangebyrank", 4) { state, call throws(KeyValueStoreError) in
            let (start, end) = (try call.integer(2), try call.integer(3))
            return try state.removeRanks(of: call[1]) {
                clampedPositions(from: start, through: end, of: $0.count) ?? 0..<0
            }
        },
        StoreCommand("zremrangebyscore", 4) { state, call throws(KeyValueStoreError) in
            let range = try ScoreRange(call, least: 2, greatest: 3)
            return try state.removeRanks(of: call[1]) { range.ranks(in: $0) }
        },
        StoreCommand("zremrangebylex", 4) { state, call throws(KeyValueStoreError) in
            let range = try MemberRange(call, least: 2, greatest: 3)
            return try state.removeRanks(of: call[1]) { range.ranks(in: $0) }
        },
    ]
}

extension StoreState {
    fileprivate mutating func show(
        _ key: String,
        _ range: SortedSetRange
    ) throws(KeyValueStoreError) -> StoreReply {
        guard let place = try find(key, as: .sortedSet) else { return .empty }
        return .members(range.members(of: self[place].sortedSet), withScores: range.hasScores)
    }

    fileprivate mutating func removeRanks(
        of key: String,
        _ ranks: (SortedSet) -> Range<Int>
    ) throws(KeyValueStoreError) -> StoreReply {
        guard let place = try find(key, as: .sortedSet) else { return .zero }
        let ranks = ranks(self[place].sortedSet)
        return .count(takeMembers(ranks, at: place).count)
    }

    /// Removes the members of ranks from a sorted set, which goes with the last of them.
    mutating func takeMembers(_ ranks: Range<Int>, at place: Int) -> [SortedSet.Element] {
        guard !ranks.isEmpty else { return [] }
        let members = self[place].sortedSet.elements(ranks)
        for element in members { self[place].sortedSet.remove(element.member) }
        changed(place)
        return members
    }
}
