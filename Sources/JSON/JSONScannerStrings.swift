extension JSONScanner {
    /// Reads a string, with the cursor on its opening quote.
    ///
    /// A string without escapes, as nearly all are, is decoded in one go.
    mutating func scanString() throws(JSONSyntaxError) -> String {
        let quote = index
        advance()
        skipPlainText()
        var text = text(from: quote + 1)
        while current != .quote {
            guard current == .backslash else { throw unclosedString(from: quote) }
            text.unicodeScalars.append(try scanEscape(inStringAt: quote))
            let start = index
            skipPlainText()
            text += self.text(from: start)
        }
        advance()
        return text
    }

    private mutating func scanEscape(
        inStringAt quote: Int
    ) throws(JSONSyntaxError) -> Unicode.Scalar {
        let backslash = index
        advance()
        let scalar: Unicode.Scalar
        switch Unicode.Scalar(current) {
        case "\"": scalar = "\""
        case "\\": scalar = "\\"
        case "/": scalar = "/"
        case "b": scalar = "\u{8}"
        case "f": scalar = "\u{C}"
        case "n": scalar = "\n"
        case "r": scalar = "\r"
        case "t": scalar = "\t"
        case "u": return try scanUnicodeEscape(at: backslash, inStringAt: quote)
        case "\0": throw unclosedString(from: quote)
        default: throw unknownEscape(at: backslash)
        }
        advance()
        return scalar
    }

    /// Reads `\u0041`, or two of them that together are one character.
    private mutating func scanUnicodeEscape(
        at backslash: Int,
        inStringAt quote: Int
    ) throws(JSONSyntaxError) -> Unicode.Scalar {
        let first = try scanHexadecimal(at: backslash, inStringAt: quote)
        if let scalar = Unicode.Scalar(first) {
            return scalar
        }
        guard first < 0xDC00, current == .backslash, byte(after: 1) == .letterU else {
            throw loneSurrogate(at: backslash)
        }
        let secondBackslash = index
        advance()
        let second = try scanHexadecimal(at: secondBackslash, inStringAt: quote)
        guard 0xDC00...0xDFFF ~= second,
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else {
            throw loneSurrogate(at: backslash)
        }
        return scalar
    }

    /// Reads the four digits that follow the `u` under the cursor.
    private mutating func scanHexadecimal(
        at backslash: Int,
        inStringAt quote: Int
    ) throws(JSONSyntaxError) -> UInt32 {
        advance()
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard current != 0 else { throw unclosedString(from: quote) }
            guard let digit = Character(Unicode.Scalar(current)).hexDigitValue else {
                throw error(
                    at: backslash,
                    "the escape \\u needs four hexadecimal digits",
                    hint: "write \\u000A for a line feed, or the character itself"
                )
            }
            value = value << 4 | UInt32(digit)
            advance()
        }
        return value
    }

    private func byte(after distance: Int) -> UInt8 {
        index + distance < bytes.count ? bytes[index + distance] : 0
    }

    // MARK: - Errors

    private func loneSurrogate(at backslash: Int) -> JSONSyntaxError {
        let escape = String(decoding: bytes[backslash..<backslash + 6], as: UTF8.self)
        return error(
            at: backslash,
            "the escape \(escape) is one half of a surrogate pair",
            hint: "write the character itself, or both halves of the pair"
        )
    }

    private func unknownEscape(at backslash: Int) -> JSONSyntaxError {
        let character = Found(at: backslash + 1, in: self)
        guard !character.isControl else {
            return error(
                at: backslash,
                "a backslash before \(character.name) is no escape",
                hint: "a string stays on one line; write \\n where a line ends"
            )
        }
        return error(
            at: backslash,
            "unknown escape \\\(character.text)",
            hint: character.text == "'"
                ? "a single quote needs no backslash"
                : "write \\\\ for a backslash; others are \\\" \\/ \\b \\f \\n \\r \\t \\u0041"
        )
    }

    /// What is wrong where a string neither goes on nor ends.
    private func unclosedString(from quote: Int) -> JSONSyntaxError {
        let start = position(of: quote)
        guard !isAtEnd else {
            return error(
                at: index,
                "the text ends inside the string opened at \(start.inWords)",
                hint: "close it with a double quote"
            )
        }
        switch current {
        case .lineFeed, .carriageReturn:
            return error(
                at: index,
                "the line ends inside the string opened at \(start.inWords)",
                hint: "close it with a double quote, or write \\n for a line feed in it"
            )
        case .tab:
            return error(at: index, "a tab in a string", hint: "write it as \\t")
        default:
            let character = Found(at: index, in: self)
            return error(
                at: index,
                "the control character \(character.name) in a string",
                hint: "write it as \(character.escape)"
            )
        }
    }
}
