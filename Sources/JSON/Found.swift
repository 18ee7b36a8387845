/// What stands at some place of a text, as a message shows it.
struct Found {
    /// The longest word that a message shows whole.
    private static let longestWord = 32

    let text: String

    init(at offset: Int, in scanner: JSONScanner) {
        let rest = scanner.bytes[min(offset, scanner.bytes.count)...].prefix(4)
        let scalar = String(decoding: rest, as: UTF8.self).unicodeScalars.first
        text = scalar.map { String($0) } ?? ""
    }

    /// Takes the whole word, together with letters that are not ASCII, such as the µ of `µs`.
    init(wordAt offset: Int, in scanner: JSONScanner) {
        var end = scanner.endOfWord(at: offset)
        while let letter = Found(at: end, in: scanner).foreignLetter {
            end = scanner.endOfWord(at: end + String(letter).utf8.count)
        }
        let word = String(decoding: scanner.bytes[offset..<end], as: UTF8.self)
        text = word.count > Self.longestWord ? word.prefix(Self.longestWord) + "…" : word
    }

    /// The first character, if it is a letter beyond ASCII.
    var foreignLetter: Unicode.Scalar? {
        guard let scalar = text.unicodeScalars.first, !scalar.isASCII else { return nil }
        return scalar.properties.isAlphabetic ? scalar : nil
    }

    var isControl: Bool {
        text.unicodeScalars.first.map { $0.value < 0x20 } ?? false
    }

    /// The text in quotes, or the code point of a character that shows nothing.
    var name: String {
        guard let scalar = text.unicodeScalars.first else { return "the end of the text" }
        return Self.isVisible(scalar) ? "'\(text)'" : Self.codePoint(of: scalar, after: "U+")
    }

    /// The escape of a character in a string.
    var escape: String {
        text.unicodeScalars.first.map { Self.codePoint(of: $0, after: "\\u") } ?? ""
    }

    var isVisible: Bool {
        text.unicodeScalars.allSatisfy(Self.isVisible)
    }

    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned: false
        case .lineSeparator, .paragraphSeparator, .spaceSeparator: false
        default: true
        }
    }

    private static func codePoint(of scalar: Unicode.Scalar, after prefix: String) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return prefix + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
