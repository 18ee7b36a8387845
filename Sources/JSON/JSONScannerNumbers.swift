extension JSONScanner {
    /// Reads a number, with the cursor on its minus sign or first digit.
    mutating func scanNumber() throws(JSONSyntaxError) -> JSONNumber {
        let start = index
        if current == .minus {
            advance()
        }
        let firstDigit = index
        try scanDigits(ofNumberAt: start, "after the minus sign")
        if bytes[firstDigit] == .zero, index - firstDigit > 1 {
            throw error(
                at: start,
                "a number with a leading zero",
                hint: "leave the zero out; JSON has no octal numbers"
            )
        }
        if current == .point {
            advance()
            try scanDigits(ofNumberAt: start, "after the decimal point")
        }
        if current == .letterE || current == .capitalE {
            advance()
            if current == .plus || current == .minus {
                advance()
            }
            try scanDigits(ofNumberAt: start, "in the exponent")
        }
        let next = current
        guard endOfWord(at: index) == index,
            next < 0x80 || Found(at: index, in: self).foreignLetter == nil
        else {
            throw wordAfterNumber(start)
        }
        return JSONNumber(scanned: text(from: start))
    }

    private mutating func scanDigits(
        ofNumberAt start: Int,
        _ place: String
    ) throws(JSONSyntaxError) {
        let first = index
        skipDigits()
        guard index == first else { return }
        guard !isAtEnd else {
            let position = position(of: start)
            throw error(at: index, "the text ends inside the number at \(position.inWords)")
        }
        let isWord = endOfWord(at: index) > index
        if isWord, index == start + 1, current != .point {
            throw wordAfterNumber(start)
        }
        throw error(at: index, "a digit is missing \(place)")
    }

    /// Units, hexadecimal numbers, dates and the like, which need quotes.
    private func wordAfterNumber(_ start: Int) -> JSONSyntaxError {
        let found = Found(wordAt: start, in: self)
        let word = found.text
        let hint =
            if word.hasPrefix("0x") || word.hasPrefix("0X") {
                "write the number in decimal"
            } else if word.hasSuffix("Infinity") || word.hasSuffix("inf") {
                "JSON has no infinity; leave the member out or write a large number"
            } else if word.utf8.contains(.underscore) {
                "write the digits without underscores"
            } else {
                "what is more than a number needs quotes: write \"\(word)\""
            }
        return error(at: start, "\(found.name) is not a number", hint: hint)
    }
}
