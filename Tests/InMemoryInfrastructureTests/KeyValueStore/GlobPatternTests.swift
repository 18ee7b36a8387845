import Testing

@testable import InMemoryInfrastructure

/// Rule C8.1, against a definition of its own (Redis docs, commands/keys; `stringmatchlen`).
struct GlobPatternTests {
    /// A pattern as it is read: one piece for each byte of a text, or for any number of them.
    private enum Piece {
        case letter(UInt8)
        case any
        case star
        case oneOf(Set<UInt8>, isNegated: Bool)
    }

    /// Reads a pattern from its front; a class that is not closed ends with it.
    private static func pieces(_ pattern: [UInt8]) -> [Piece] {
        guard let first = pattern.first else { return [] }
        let rest = Array(pattern.dropFirst())
        switch Character(UnicodeScalar(first)) {
        case "*": return [.star] + pieces(rest)
        case "?": return [.any] + pieces(rest)
        case "\\" where !rest.isEmpty: return [.letter(rest[0])] + pieces(Array(rest.dropFirst()))
        case "[":
            let isNegated = rest.first == UInt8(ascii: "^")
            let (letters, behind) = letters(isNegated ? Array(rest.dropFirst()) : rest)
            return [.oneOf(letters, isNegated: isNegated)] + pieces(behind)
        default: return [.letter(first)] + pieces(rest)
        }
    }

    /// The letters of a class, and what stands behind it.
    private static func letters(_ text: [UInt8]) -> (Set<UInt8>, behind: [UInt8]) {
        guard let first = text.first else { return ([], []) }
        if first == UInt8(ascii: "\\"), text.count >= 2 {
            let (others, behind) = letters(Array(text.dropFirst(2)))
            return (others.union([text[1]]), behind)
        }
        if first == UInt8(ascii: "]") { return ([], Array(text.dropFirst())) }
        if text.count >= 3, text[1] == UInt8(ascii: "-") {
            let (others, behind) = letters(Array(text.dropFirst(3)))
            return (others.union(min(first, text[2])...max(first, text[2])), behind)
        }
        let (others, behind) = letters(Array(text.dropFirst()))
        return (others.union([first]), behind)
    }

    private static func fits(_ pieces: ArraySlice<Piece>, _ text: ArraySlice<UInt8>) -> Bool {
        guard let piece = pieces.first else { return text.isEmpty }
        if case .star = piece {
            return fits(pieces.dropFirst(), text)
                || (!text.isEmpty && fits(pieces, text.dropFirst()))
        }
        guard let letter = text.first else { return false }
        let isFitting =
            switch piece {
            case .letter(let wanted): wanted == letter
            case .oneOf(let letters, let isNegated): letters.contains(letter) != isNegated
            case .any, .star: true
            }
        return isFitting && fits(pieces.dropFirst(), text.dropFirst())
    }

    private static func oracle(_ pattern: String, _ text: String) -> Bool {
        // The server never looks at the pattern when there is no text.
        if text.isEmpty { return pattern.isEmpty }
        return fits(pieces(Array(pattern.utf8))[...], Array(text.utf8)[...])
    }

    private static func texts(_ alphabet: String, upTo length: Int) -> [String] {
        var texts = [""]
        var last = texts
        for _ in 0..<length {
            last = last.flatMap { text in alphabet.map { text + String($0) } }
            texts += last
        }
        return texts
    }

    @Test func `every small pattern matches every small text as the oracle says`() {
        var wrong: [String] = []
        let texts = Self.texts("ab-", upTo: 3)
        for pattern in Self.texts("ab*?[]^-\\", upTo: 4) {
            let compiled = GlobPattern(pattern)
            let pieces = Self.pieces(Array(pattern.utf8))
            for text in texts {
                let expected =
                    text.isEmpty ? pattern.isEmpty : Self.fits(pieces[...], Array(text.utf8)[...])
                if compiled.matches(text) != expected { wrong.append("\(pattern) \(text)") }
            }
        }
        #expect(wrong == [])
    }

    @Test(
        arguments: [
            ("h[^e]llo", "hallo", true), ("h[b-a]llo", "hallo", true), ("[a-c]", "]", false),
            ("h\\*llo", "h*llo", true), ("h[a-", "ha", true), ("\u{e9}", "e\u{301}", false),
            ("?", "\u{e9}", false), ("??", "\u{e9}", true), ("*", "", false), ("", "", true),
        ]
    )
    func `the corner cases`(_ pattern: String, _ text: String, _ fits: Bool) {
        #expect(GlobPattern(pattern).matches(text) == fits)
        #expect(Self.oracle(pattern, text) == fits)
    }

    @Test func `a pattern of many stars takes no time`() {
        let pattern = String(repeating: "a*", count: 60) + "b"
        #expect(!GlobPattern(pattern).matches(String(repeating: "a", count: 400)))
    }
}
