/// Loops over the keys or values of a dictionary, whose order differs between processes.
enum UnsortedIteration {
    static func problems(in file: SourceFile) -> [Problem] {
        file.places(of: ["for"]).compactMap { place in
            guard let range = sequence(after: place, in: file) else { return nil }
            let words = range.filter { file.token($0 - 1) == "." }
            let hit = words.first { ["keys", "values"].contains(file.token($0)) }
            guard let hit, !words.contains(where: { file.token($0) == "sorted" }) else {
                return nil
            }
            return file.problem(
                at: hit,
                "a loop over `.\(file.token(hit))` has another order in every process; "
                    + "loop over `.\(file.token(hit)).sorted()`"
            )
        }
    }

    /// The tokens of what a loop runs over, without what stands in brackets.
    private static func sequence(after place: Int, in file: SourceFile) -> [Int]? {
        var found: [Int] = []
        var isSequence = false
        var next = place + 1
        while next < file.tokens.count {
            switch file.token(next) {
            case "{", "where": return isSequence ? found : nil
            case "in": isSequence = true
            case "(", "[": next = file.closing(next)
            default: if isSequence { found.append(next) }
            }
            next += 1
        }
        return nil
    }
}
