import TestSupport
import Testing

/// A Swift file as the checks see it.
struct SourceFile {
    /// From the root of the package.
    let path: String
    let text: String
    let tokens: [Token]

    init(_ path: String, _ text: String) {
        self.path = path
        self.text = text
        tokens = SwiftTokens.of(text)
    }

    /// The target that the file belongs to, when it is one of `Sources`.
    var target: String? {
        let parts = path.split(separator: "/")
        return parts.first == "Sources" && parts.count > 2 ? String(parts[1]) : nil
    }

    /// All Swift files of a folder.
    static func all(under folder: String) throws -> [SourceFile] {
        try PackageFiles.paths(under: folder, ending: ".swift").map { path in
            SourceFile(path, try PackageFiles.text(path))
        }
    }

    /// The places at which tokens stand in this order, whatever the space between them.
    func places(of pattern: [String]) -> [Int] {
        guard let first = pattern.first, tokens.count >= pattern.count else { return [] }
        return (0...(tokens.count - pattern.count)).filter { place in
            tokens[place].text == first
                && pattern.indices.allSatisfy { tokens[place + $0].text == pattern[$0] }
        }
    }

    /// The text of the token at a place, or nothing beyond the ends.
    func token(_ place: Int) -> String {
        tokens.indices.contains(place) ? tokens[place].text : ""
    }

    /// The place of the bracket that closes the one at `place`; the end when nothing does.
    func closing(_ place: Int) -> Int {
        var depth = 0
        for end in place..<tokens.count {
            switch tokens[end].text {
            case "(", "[", "{": depth += 1
            case ")", "]", "}": depth -= 1
            default: continue
            }
            if depth == 0 { return end }
        }
        return tokens.count
    }

    func problem(at place: Int, _ message: String) -> Problem {
        Problem(path: path, line: tokens[place].line, message: message)
    }
}

/// What a check found, as compilers write it.
struct Problem: Equatable, CustomStringConvertible {
    let path: String
    let line: Int
    let message: String

    var description: String { "\(path):\(line): \(message)" }
}

/// Records each problem as an issue of its own, so that a list of them can be read.
func expectNone(_ problems: [Problem], sourceLocation: SourceLocation = #_sourceLocation) {
    for problem in problems {
        Issue.record("\(problem)", sourceLocation: sourceLocation)
    }
}
