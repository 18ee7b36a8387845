import Infrastructure

/// Members with scores (C7.1, C7.2).
extension CommandTable {
    static let sortedSets: [StoreCommand] = sortedSetMembers + sortedSetParts

    private static let sortedSetMembers: [StoreCommand] = [
        StoreCommand("zadd", -4, .growing) { state, call throws(KeyValueStoreError) in
            try state.update(call[1], try ScoreUpdate(call, isIncrement: false))
        },
        StoreCommand("zincrby", 4, .growing) { state, call throws(KeyValueStoreError) in
            try state.update(call[1], try ScoreUpdate(call, isIncrement: true))
        },
        StoreCommand("zrem", -3) { state, call throws(KeyValueStoreError) in
            guard let place = try state.find(call[1], as: .sortedSet) else { return .zero }
            let removed = call.texts(from: 2).count { state[place].sortedSet.remove($0) }
            if removed > 0 { state.changed(place) }
            return .count(removed)
        },
        StoreCommand("zcard", 2) { state, call throws(KeyValueStoreError) in
            let place = try state.find(call[1], as: .sortedSet)
            return .count(place.map { state[$0].sortedSet.count } ?? 0)
        },
        StoreCommand("zscore", 3) { state, call throws(KeyValueStoreError) in
            guard let place = try state.find(call[1], as: .sortedSet) else { return .null }
            return .score(state[place].sortedSet.score(of: call[2]))
        },
        StoreCommand("zmscore", -3) { state, call throws(KeyValueStoreError) in
            let set = try state.sortedSet(call[1])
            return .array(call.texts(from: 2).map { .score(set.score(of: $0)) })
        },
        StoreCommand("zrank", 3) { state, call throws(KeyValueStoreError) in
            guard let place = try state.find(call[1], as: .sortedSet) else { return .null }
            return state[place].sortedSet.rank(of: call[2]).map { .count($0) } ?? .null
        },
        StoreCommand("zrevrank", 3) { state, call throws(KeyValueStoreError) in
            guard let place = try state.find(call[1], as: .sortedSet) else { return .null }
            let last = state[place].sortedSet.count - 1
            return state[place].sortedSet.rank(of: call[2]).map { .count(last - $0) } ?? .null
        },
    ]
}

extension StoreReply {
    static func score(_ score: Double?) -> StoreReply {
        score.map { .text(ScoreText.text($0)) } ?? .null
    }

    /// Members, each followed by its score where that is asked for.
    static func members(_ members: [SortedSet.Element], withScores: Bool) -> StoreReply {
        guard withScores else { return .array(members.map { .text($0.member) }) }
        return .array(members.flatMap { [.text($0.member), .score($0.score)] })
    }
}

extension StoreState {
    /// A sorted set; one without members where there is none.
    mutating func sortedSet(_ key: String) throws(KeyValueStoreError) -> SortedSet {
        try find(key, as: .sortedSet).map { self[$0].sortedSet } ?? SortedSet()
    }

    /// Puts members in the place of a key and says how many there are; none remove it.
    mutating func store(_ members: [SortedSet.Element], _ key: String) -> StoreReply {
        if members.isEmpty {
            remove(key)
        } else {
            var result = SortedSet()
            for element in members { result.set(element.member, to: element.score) }
            set(key, to: .sortedSet(Boxed(result)))
        }
        return .count(members.count)
    }
}
