import Infrastructure

/// What `ZADD` and `ZINCRBY` are to do.
struct ScoreUpdate {
    fileprivate var onlyNew = false
    fileprivate var onlyPresent = false
    fileprivate var onlyGreater = false
    fileprivate var onlyLess = false
    fileprivate var countsChanges = false
    fileprivate var isIncrement: Bool
    fileprivate var members: [SortedSet.Element] = []

    private static let newAndPresent = KeyValueStoreError(
        "ERR XX and NX options at the same time are not compatible"
    )
    private static let conditions = KeyValueStoreError(
        "ERR GT, LT, and/or NX options at the same time are not compatible"
    )
    private static let manyIncrements = KeyValueStoreError(
        "ERR INCR option supports a single increment-element pair"
    )

    /// `[option …] score member …`, from the third word on; all scores are read before any change.
    init(_ call: StoreCall, isIncrement: Bool) throws(KeyValueStoreError) {
        self.isIncrement = isIncrement
        var word = 2
        while word < call.count, readOption(call, word) { word += 1 }
        let pairs = call.count - word
        guard pairs > 0, pairs % 2 == 0 else { throw .syntax }
        if onlyNew, onlyPresent { throw Self.newAndPresent }
        if onlyNew ? onlyGreater || onlyLess : onlyGreater && onlyLess { throw Self.conditions }
        if self.isIncrement, pairs > 2 { throw Self.manyIncrements }
        for place in stride(from: word, to: call.count, by: 2) {
            guard let score = ScoreText.score(call[place]) else { throw .notAFloat }
            members.append(SortedSet.Element(member: call[place + 1], score: score))
        }
    }

    private mutating func readOption(_ call: StoreCall, _ word: Int) -> Bool {
        if call.word(word, is: "NX") {
            onlyNew = true
        } else if call.word(word, is: "XX") {
            onlyPresent = true
        } else if call.word(word, is: "GT") {
            onlyGreater = true
        } else if call.word(word, is: "LT") {
            onlyLess = true
        } else if call.word(word, is: "CH") {
            countsChanges = true
        } else if call.word(word, is: "INCR") {
            isIncrement = true
        } else {
            return false
        }
        return true
    }

    /// The score that a member gets; nil when a condition keeps it as it is.
    fileprivate func score(
        _ score: Double,
        insteadOf old: Double?
    ) throws(KeyValueStoreError) -> Double? {
        guard let old else { return onlyPresent ? nil : score }
        guard !onlyNew else { return nil }
        let new = isIncrement ? old + score : score
        guard !new.isNaN else {
            throw KeyValueStoreError("ERR resulting score is not a number (NaN)")
        }
        if onlyLess && new >= old || onlyGreater && new <= old { return nil }
        return new
    }
}

extension StoreState {
    /// Gives members scores; the reply is a number of members, or the score of an increment.
    mutating func update(
        _ key: String,
        _ update: ScoreUpdate
    ) throws(KeyValueStoreError) -> StoreReply {
        if update.onlyPresent, try find(key, as: .sortedSet) == nil {
            return update.isIncrement ? .null : .zero
        }
        let place = try findOrCreate(key, as: .sortedSet)
        var (added, changed) = (0, 0)
        var last: Double?
        for element in update.members {
            let old = self[place].sortedSet.score(of: element.member)
            last = try update.score(element.score, insteadOf: old)
            guard let last, last != old else { continue }
            self[place].sortedSet.set(element.member, to: last)
            if old == nil { added += 1 } else { changed += 1 }
        }
        if added + changed > 0 { self.changed(place) }
        guard !update.isIncrement else { return .score(last) }
        return .count(update.countsChanges ? added + changed : added)
    }
}
