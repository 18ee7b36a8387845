/// The limits of files, functions and lines.
enum ShapeRules {
    static let fileLimit = 300
    static let lineLimit = 100

    static func functionLimit(_ path: String) -> Int {
        path.hasPrefix("Tests/") ? 60 : 40
    }

    /// What is wrong with the shape of a text, whatever its language.
    static func problems(path: String, text: String) -> [Problem] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        var problems: [Problem] = []
        func note(_ line: Int, _ message: String) {
            problems.append(Problem(path: path, line: line, message: message))
        }
        if !text.hasSuffix("\n") || text.hasSuffix("\n\n") {
            note(lines.count, "a file ends with exactly one newline")
        }
        for (place, line) in lines.enumerated() {
            if line.count > lineLimit, !isExample(line, in: path) {
                note(place + 1, "\(line.count) characters in a line, at most \(lineLimit)")
            }
            // Written in two parts, so that this file may contain them.
            for word in ["TO" + "DO", "FIX" + "ME"] where line.contains(word) {
                note(place + 1, "\(word): do it, or open an issue")
            }
        }
        return problems
    }

    /// Tests quote scenarios and messages as they are, which no line break may cut.
    private static func isExample(_ line: Substring, in path: String) -> Bool {
        path.hasPrefix("Tests/") && line.contains("\"")
    }

    static func problems(in file: SourceFile) -> [Problem] {
        var problems = problems(path: file.path, text: file.text)
        let lines = file.text.utf8.count { $0 == UInt8(ascii: "\n") }
        if lines > fileLimit {
            let message = "\(lines) lines in a file, at most \(fileLimit); split it by topic"
            problems.append(Problem(path: file.path, line: lines, message: message))
        }
        let limit = functionLimit(file.path)
        for (start, length) in functions(of: file) where length > limit {
            let message = "\(length) lines in a function, at most \(limit); name a part of it"
            problems.append(file.problem(at: start, message))
        }
        return problems
    }

    /// The functions of a file: where each begins, and its lines up to the closing brace.
    static func functions(of file: SourceFile) -> [(start: Int, length: Int)] {
        file.tokens.indices.compactMap { start in
            guard let body = body(of: start, in: file) else { return nil }
            let end = min(file.closing(body), file.tokens.count - 1)
            return (start, file.tokens[end].line - file.tokens[start].line + 1)
        }
    }

    private static let declarators: Set = ["func", "init", "deinit", "subscript"]
    private static let others: Set = ["var", "let", "case", "associatedtype", "typealias", "}"]

    /// The opening brace of the function that begins at `start`, if one does and has a body.
    ///
    /// A computed property is a function when its brace stands on its first line.
    private static func body(of start: Int, in file: SourceFile) -> Int? {
        let word = file.token(start)
        guard declarators.contains(word) || word == "var", file.token(start - 1) != "." else {
            return nil
        }
        var place = start + 1
        while place < file.tokens.count {
            let token = file.token(place)
            if word == "var", file.tokens[place].line != file.tokens[start].line || token == "=" {
                return nil
            }
            if token == "{" { return place }
            if place > start + 1, others.contains(token) || declarators.contains(token) {
                return nil
            }
            place = ["(", "["].contains(token) ? file.closing(place) + 1 : place + 1
        }
        return nil
    }
}
