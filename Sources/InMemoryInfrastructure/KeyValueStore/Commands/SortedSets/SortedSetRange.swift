import Infrastructure

/// What `ZRANGE` and its kin select from a sorted set.
struct SortedSetRange {
    enum Order {
        case rank, score, member
    }

    private enum Bounds {
        case ranks(Int64, Int64)
        case scores(ScoreRange)
        case members(MemberRange)
    }

    private let isReversed: Bool
    let hasScores: Bool
    private let offset: Int64
    private let limit: Int64
    private let bounds: Bounds

    private static let limitOfRanks = KeyValueStoreError(
        """
        ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX
        """
    )
    private static let scoresOfMembers = KeyValueStoreError(
        "ERR syntax error, WITHSCORES not supported in combination with BYLEX"
    )

    /// `start end [option …]`, from a word on; an order or a direction that is given is fixed.
    init(
        _ call: StoreCall,
        from start: Int,
        _ order: Order? = nil,
        isReversed: Bool? = nil,
        isStored: Bool = false
    ) throws(KeyValueStoreError) {
        var options = Options(order: order, isReversed: isReversed)
        try options.read(call, from: start + 2, isStored: isStored)
        self.isReversed = options.isReversed == true
        (hasScores, offset, limit) = (options.hasScores, options.offset, options.limit)
        let order = options.order ?? .rank
        if options.limit != -1, order == .rank { throw Self.limitOfRanks }
        if options.hasScores, order == .member { throw Self.scoresOfMembers }
        // With the greatest first, the bounds are, too.
        let (least, greatest) = self.isReversed ? (start + 1, start) : (start, start + 1)
        switch order {
        case .rank: bounds = .ranks(try call.integer(start), try call.integer(start + 1))
        case .score: bounds = .scores(try ScoreRange(call, least: least, greatest: greatest))
        case .member: bounds = .members(try MemberRange(call, least: least, greatest: greatest))
        }
    }

    /// The members that are selected, in the order of the reply.
    func members(of set: SortedSet) -> [SortedSet.Element] {
        let elements: [SortedSet.Element]
        switch bounds {
        case .ranks(let start, let end):
            guard let ranks = clampedPositions(from: start, through: end, of: set.count) else {
                return []
            }
            let count = set.count
            elements = set.elements(
                isReversed ? count - ranks.upperBound..<count - ranks.lowerBound : ranks
            )
        case .scores(let range):
            elements = set.elements(limited(range.ranks(in: set)))
        case .members(let range):
            elements = members(of: set, in: range)
        }
        return isReversed ? elements.reversed() : elements
    }

    /// The elements whose members are in a range, in ascending order.
    ///
    /// Redis skips the offset without a look at the far bound, which shows where members of
    /// different scores are mixed (`t_zset.c`, `genericZrangebylexCommand`).
    private func members(of set: SortedSet, in range: MemberRange) -> [SortedSet.Element] {
        let ranks = range.ranks(in: set, fromEnd: isReversed)
        guard offset > 0, !ranks.isEmpty else { return set.elements(limited(ranks)) }
        guard offset < set.count else { return [] }
        var rank = isReversed ? ranks.upperBound - 1 - Int(offset) : ranks.lowerBound + Int(offset)
        var found: [SortedSet.Element] = []
        while rank >= 0, rank < set.count, limit < 0 || found.count < limit,
            range.reaches(set[rank].member, fromEnd: isReversed)
        {
            found.append(set[rank])
            rank += isReversed ? -1 : 1
        }
        return isReversed ? found.reversed() : found
    }

    /// The part of the ranks that the limit leaves; a negative offset leaves nothing.
    private func limited(_ ranks: Range<Int>) -> Range<Int> {
        guard offset >= 0, offset < ranks.count else { return 0..<0 }
        let rest = ranks.count - Int(offset)
        let count = limit < 0 ? rest : Int(min(limit, Int64(rest)))
        if isReversed {
            let end = ranks.upperBound - Int(offset)
            return end - count..<end
        }
        let start = ranks.lowerBound + Int(offset)
        return start..<start + count
    }

    /// The words behind the bounds.
    private struct Options {
        var order: Order?
        var isReversed: Bool?
        var hasScores = false
        var offset: Int64 = 0
        var limit: Int64 = -1

        init(order: Order?, isReversed: Bool?) {
            self.order = order
            self.isReversed = isReversed
        }

        mutating func read(
            _ call: StoreCall,
            from start: Int,
            isStored: Bool
        ) throws(KeyValueStoreError) {
            let (hasOrder, hasDirection) = (order != nil, isReversed != nil)
            var word = start
            while word < call.count {
                if !isStored, call.word(word, is: "WITHSCORES") {
                    hasScores = true
                } else if call.word(word, is: "LIMIT"), word + 2 < call.count {
                    offset = try call.integer(word + 1)
                    limit = try call.integer(word + 2)
                    word += 2
                } else if !hasDirection, isReversed == nil, call.word(word, is: "REV") {
                    isReversed = true
                } else if !hasOrder, order == nil, call.word(word, is: "BYLEX") {
                    order = .member
                } else if !hasOrder, order == nil, call.word(word, is: "BYSCORE") {
                    order = .score
                } else {
                    throw .syntax
                }
                word += 1
            }
        }
    }
}
