/// The known name that a misspelt one was probably meant to be.
package enum Suggestion {
    /// Longer words are nobody's typing error, and take long to compare.
    private static let longestWord = 64

    /// Names beyond these are not compared, so that a long list does not take forever.
    private static let mostNames = 1_000

    /// How many names a hint lists when none is near.
    private static let fewNames = 16

    /// "did you mean …" where a name is near, else which names there are, if they are few.
    package static func hint(for word: String, among names: [String]) -> String? {
        nearest(to: word, among: names).map(question) ?? list(of: names)
    }

    package static func question(_ name: String) -> String {
        "did you mean \(Quotation.quoted(name))?"
    }

    /// Which names there are, unless they are many.
    package static func list(of names: [String]) -> String? {
        guard !names.isEmpty, names.count <= fewNames else { return nil }
        return names.count == 1
            ? "there is only \(Quotation.list(names))" : "known are \(Quotation.list(names))"
    }

    /// The name with the least edit distance, the first of several, or nil when none is near.
    package static func nearest(to word: String, among names: [String]) -> String? {
        let letters = Array(word.lowercased().utf8)
        guard !letters.isEmpty, letters.count <= longestWord else { return nil }
        var best: (name: String, distance: Int)?
        for name in names.prefix(mostNames) where name.utf8.count <= longestWord {
            let distance = distance(letters, Array(name.lowercased().utf8))
            let length = max(letters.count, name.utf8.count)
            // Of words that short, every other one would be near.
            let limit = length < 3 ? 0 : min(3, max(1, length / 3))
            if distance <= limit, distance < best?.distance ?? Int.max { best = (name, distance) }
        }
        return best?.name
    }

    /// How many letters to insert, remove, replace, or swap with their neighbour.
    ///
    /// The restricted Damerau–Levenshtein distance (optimal string alignment).
    static func distance(_ first: [UInt8], _ second: [UInt8]) -> Int {
        var beforeLast = [Int](repeating: 0, count: second.count + 1)
        var last = Array(0...second.count)
        for row in first.indices {
            var current = [row + 1]
            for column in second.indices {
                let isSame = first[row] == second[column]
                var least = min(last[column + 1] + 1, current[column] + 1)
                least = min(least, last[column] + (isSame ? 0 : 1))
                let isSwapped =
                    row > 0 && column > 0 && first[row] == second[column - 1]
                    && first[row - 1] == second[column]
                if isSwapped { least = min(least, beforeLast[column - 1] + 1) }
                current.append(least)
            }
            (beforeLast, last) = (last, current)
        }
        return last[second.count]
    }
}
