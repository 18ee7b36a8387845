/// Closures with a capture list that are handed to the simulation to run as tasks.
///
/// Swift 6.3.1 silently takes such a closure out of its caller's isolation, so the actor's state is
/// then touched from outside of it.
enum CaptureLists {
    private static let starters: Set = ["spawn", "start"]

    static func problems(in file: SourceFile) -> [Problem] {
        file.tokens.indices.compactMap { place in
            guard starters.contains(file.tokens[place].text), file.token(place - 1) != "func" else {
                return nil
            }
            return closures(after: place, in: file).first { hasCaptureList($0, in: file) }.map {
                file.problem(
                    at: $0,
                    "a closure with a capture list leaves its caller's isolation; "
                        + "copy what it needs into constants before the call"
                )
            }
        }
    }

    /// The places of the braces of closures that a call gets, in its parentheses or behind them.
    private static func closures(after place: Int, in file: SourceFile) -> [Int] {
        guard file.token(place + 1) == "(" else {
            return file.token(place + 1) == "{" ? [place + 1] : []
        }
        let end = file.closing(place + 1)
        var found: [Int] = []
        var inside = place + 2
        while inside < end {
            if file.token(inside) == "{" { found.append(inside) }
            inside =
                ["(", "[", "{"].contains(file.token(inside)) ? file.closing(inside) + 1 : inside + 1
        }
        if file.token(end + 1) == "{" { found.append(end + 1) }
        return found
    }

    private static func hasCaptureList(_ brace: Int, in file: SourceFile) -> Bool {
        var open = brace + 1
        while file.token(open) == "@" { open += 2 }
        guard file.token(open) == "[" else { return false }
        return ["in", "(", "async"].contains(file.token(file.closing(open) + 1))
    }
}
