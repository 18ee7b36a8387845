/// Finds the word that somebody meant.
package enum Spelling {
    /// The word with the fewest slips, the first of several; nil if none is near.
    package static func nearest(to word: String, among words: [String]) -> String? {
        let most = max(1, word.utf8.count / 3)
        var best: (word: String, slips: Int)?
        for candidate in words {
            let slips = slips(from: Array(word.utf8), to: Array(candidate.utf8))
            if slips <= most, slips < best?.slips ?? .max { best = (candidate, slips) }
        }
        return best?.word
    }

    /// Letters added, left out, changed or swapped with their neighbour.
    private static func slips(from word: [UInt8], to other: [UInt8]) -> Int {
        // Words that differ in length by this much are not near, however long somebody made them.
        guard abs(word.count - other.count) <= 8 else { return .max }
        var beforeLast: [Int] = []
        var last = Array(0...other.count)
        for row in 0..<word.count {
            var current = [row + 1]
            for column in 0..<other.count {
                let change = word[row] == other[column] ? 0 : 1
                var cost = min(last[column + 1] + 1, current[column] + 1, last[column] + change)
                if row > 0, column > 0, word[row] == other[column - 1],
                    word[row - 1] == other[column]
                {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            beforeLast = last
            last = current
        }
        return last[other.count]
    }
}
