import Infrastructure

/// Members from one to another by their bytes, for sets whose scores are all the same (C7.3).
///
/// Where they are not, Redis promises nothing; what it does for a small set is done here, too.
struct MemberRange {
    private enum Bound {
        case lowest, highest
        case member(String, isExclusive: Bool)

        init(_ text: String) throws(KeyValueStoreError) {
            let rest = String(text.dropFirst())
            switch text.utf8.first {
            case UInt8(ascii: "-") where rest.isEmpty: self = .lowest
            case UInt8(ascii: "+") where rest.isEmpty: self = .highest
            case UInt8(ascii: "("): self = .member(rest, isExclusive: true)
            case UInt8(ascii: "["): self = .member(rest, isExclusive: false)
            default: throw KeyValueStoreError("ERR min or max not valid string range item")
            }
        }
    }

    private let least: Bound
    private let greatest: Bound

    /// `least` and `greatest` are the places of the words.
    init(_ call: StoreCall, least: Int, greatest: Int) throws(KeyValueStoreError) {
        self.least = try Bound(call[least])
        self.greatest = try Bound(call[greatest])
    }

    private func isAboveLeast(_ member: String) -> Bool {
        switch least {
        case .lowest: true
        case .highest: false
        case .member(let bound, isExclusive: true): bound.precedes(member)
        case .member(let bound, isExclusive: false): !member.precedes(bound)
        }
    }

    private func isBelowGreatest(_ member: String) -> Bool {
        switch greatest {
        case .lowest: false
        case .highest: true
        case .member(let bound, isExclusive: true): member.precedes(bound)
        case .member(let bound, isExclusive: false): !bound.precedes(member)
        }
    }

    /// True when a member is not beyond the end of the range that is looked through last.
    func reaches(_ member: String, fromEnd: Bool) -> Bool {
        fromEnd ? isAboveLeast(member) : isBelowGreatest(member)
    }

    /// True when no member could be in the range.
    private var isEmpty: Bool {
        switch (least, greatest) {
        case (.highest, _), (_, .lowest): true
        case (.lowest, _), (_, .highest): false
        case (.member(let low, let isLowOut), .member(let high, let isHighOut)):
            high.precedes(low) || !low.precedes(high) && (isLowOut || isHighOut)
        }
    }

    /// The ranks of the members in the range, looked for from the lowest or from the highest.
    func ranks(in set: SortedSet, fromEnd: Bool = false) -> Range<Int> {
        guard !isEmpty, set.count > 0, isAboveLeast(set[set.count - 1].member),
            isBelowGreatest(set[0].member)
        else { return 0..<0 }
        if set.isCompact { return ranks(amongFew: set, fromEnd) }
        let start = set.firstRank { !isAboveLeast($0.member) }
        let end = set.firstRank { isBelowGreatest($0.member) }
        return start..<max(start, end)
    }

    private func ranks(amongFew set: SortedSet, _ fromEnd: Bool) -> Range<Int> {
        let members = set.elements(0..<set.count).map(\.member)
        if fromEnd {
            guard let last = members.lastIndex(where: isBelowGreatest) else { return 0..<0 }
            let outside = members[...last].lastIndex { !isAboveLeast($0) } ?? -1
            return outside + 1..<last + 1
        }
        guard let first = members.firstIndex(where: isAboveLeast) else { return 0..<0 }
        let outside = members[first...].firstIndex { !isBelowGreatest($0) } ?? members.count
        return first..<outside
    }
}
