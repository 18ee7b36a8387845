/// One word or sign of a Swift file.
struct Token: Equatable {
    let text: String
    let line: Int
}

/// Splits Swift into words and signs: comments vanish, a string literal becomes one token `""`.
///
/// What stands inside an interpolation is code and is split too.
struct SwiftTokens {
    private let bytes: [UInt8]
    private var place = 0
    private var line = 1
    private var tokens: [Token] = []

    static func of(_ text: String) -> [Token] {
        var scanner = SwiftTokens(bytes: Array(text.utf8))
        scanner.scanCode(isInterpolation: false)
        return scanner.tokens
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private func byte(_ offset: Int = 0) -> UInt8 {
        place + offset < bytes.count ? bytes[place + offset] : 0
    }

    private mutating func advance(_ count: Int = 1) {
        for _ in 0..<count where place < bytes.count {
            if bytes[place] == UInt8(ascii: "\n") { line += 1 }
            place += 1
        }
    }

    /// Scans to the end, or over the parenthesis that ends an interpolation.
    private mutating func scanCode(isInterpolation: Bool) {
        var depth = 0
        while place < bytes.count {
            switch byte() {
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"): advance()
            case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "/"): skipLine()
            case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"): skipBlock()
            case UInt8(ascii: "\""): scanString(hashes: 0)
            case UInt8(ascii: "#") where hashesBeforeQuote > 0:
                scanString(hashes: hashesBeforeQuote)
            case UInt8(ascii: "`"): scanQuotedName()
            case let byte where Self.isWord(byte): scanWord()
            case UInt8(ascii: ")") where isInterpolation && depth == 0:
                advance()
                return
            case let byte:
                if byte == UInt8(ascii: "(") { depth += 1 }
                if byte == UInt8(ascii: ")") { depth -= 1 }
                add(from: place, to: place + 1)
            }
        }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }

    /// How many number signs open a raw string here; 0 when none does.
    private var hashesBeforeQuote: Int {
        var count = 0
        while byte(count) == UInt8(ascii: "#") { count += 1 }
        return byte(count) == UInt8(ascii: "\"") ? count : 0
    }

    private mutating func add(from start: Int, to end: Int) {
        tokens.append(Token(text: String(decoding: bytes[start..<end], as: UTF8.self), line: line))
        advance(end - place)
    }

    private mutating func scanWord() {
        var end = place
        while end < bytes.count, Self.isWord(bytes[end]) { end += 1 }
        add(from: place, to: end)
    }

    private mutating func scanQuotedName() {
        var end = place + 1
        while end < bytes.count, bytes[end] != UInt8(ascii: "`") { end += 1 }
        add(from: place, to: min(end + 1, bytes.count))
    }

    private mutating func skipLine() {
        while place < bytes.count, byte() != UInt8(ascii: "\n") { advance() }
    }

    private mutating func skipBlock() {
        var depth = 0
        repeat {
            if byte() == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "*") {
                depth += 1
                advance(2)
            } else if byte() == UInt8(ascii: "*"), byte(1) == UInt8(ascii: "/") {
                depth -= 1
                advance(2)
            } else {
                advance()
            }
        } while depth > 0 && place < bytes.count
    }

    private mutating func scanString(hashes: Int) {
        tokens.append(Token(text: "\"\"", line: line))
        let fence = [UInt8](repeating: UInt8(ascii: "#"), count: hashes)
        advance(hashes)
        let quotes = byte(1) == UInt8(ascii: "\"") && byte(2) == UInt8(ascii: "\"") ? 3 : 1
        let end = [UInt8](repeating: UInt8(ascii: "\""), count: quotes) + fence
        let escape = [UInt8(ascii: "\\")] + fence
        advance(quotes)
        while place < bytes.count {
            if starts(with: end) {
                return advance(end.count)
            } else if starts(with: escape) {
                advance(escape.count)
                let isInterpolation = byte() == UInt8(ascii: "(")
                advance()
                if isInterpolation { scanCode(isInterpolation: true) }
            } else {
                advance()
            }
        }
    }

    private func starts(with prefix: [UInt8]) -> Bool {
        bytes[place...].starts(with: prefix)
    }
}
