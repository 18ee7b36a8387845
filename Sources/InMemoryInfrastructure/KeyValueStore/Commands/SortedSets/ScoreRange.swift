import Infrastructure

/// Scores from one to another; `(` before a bound leaves the bound itself out (C7.3).
struct ScoreRange {
    private struct Bound {
        let score: Double
        let isExclusive: Bool

        init(_ text: String) throws(KeyValueStoreError) {
            isExclusive = text.utf8.first == UInt8(ascii: "(")
            guard let score = ScoreText.bound(isExclusive ? text.dropFirst() : text[...]) else {
                throw KeyValueStoreError("ERR min or max is not a float")
            }
            self.score = score
        }
    }

    private let least: Bound
    private let greatest: Bound

    /// `least` and `greatest` are the places of the words.
    init(_ call: StoreCall, least: Int, greatest: Int) throws(KeyValueStoreError) {
        self.least = try Bound(call[least])
        self.greatest = try Bound(call[greatest])
    }

    /// The ranks of the members in the range.
    func ranks(in set: SortedSet) -> Range<Int> {
        let start = set.firstRank {
            least.isExclusive ? $0.score <= least.score : $0.score < least.score
        }
        let end = set.firstRank {
            greatest.isExclusive ? $0.score < greatest.score : $0.score <= greatest.score
        }
        return start..<max(start, end)
    }
}
