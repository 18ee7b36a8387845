/// What went wrong where the parser could not go on, and what to write instead.
extension JSONParser {
    /// Explains what is under the cursor, which is not what the grammar asks for.
    func unexpected(_ expectation: Expectation) -> JSONSyntaxError {
        if scanner.isAtEnd {
            return truncated()
        }
        return foreignCharacter() ?? bracketOrComma(expectation) ?? word(expectation)
            ?? missingSeparator(expectation) ?? plain(expectation)
    }

    private func error(_ message: String, hint: String? = nil) -> JSONSyntaxError {
        scanner.error(at: scanner.index, message, hint: hint)
    }

    private var found: Found {
        Found(at: scanner.index, in: scanner)
    }

    private func plain(_ expectation: Expectation) -> JSONSyntaxError {
        error("expected \(expectation.name(in: open.last)), found \(found.name)")
    }

    // MARK: - The end

    private func truncated() -> JSONSyntaxError {
        guard let bracket = open.last else {
            return scanner.bytes.isEmpty
                ? error("the file is empty", hint: "the least that it can hold is {}")
                : error("the file holds only white space", hint: "the least that it can hold is {}")
        }
        let closers = open.reversed().map(\.closer).joined()
        return error(
            "the text ends inside the \(bracket.kind) opened at \(bracket.position.inWords)",
            hint: "close what is open with \(closers)"
        )
    }

    // MARK: - Characters of other notations

    private func foreignCharacter() -> JSONSyntaxError? {
        switch found.text {
        case "/", "#":
            error("JSON has no comments", hint: "remove it, or put it into a \"description\"")
        case "'", "`":
            error("a string needs double quotes", hint: "write \"…\" instead of '…'")
        case "\u{201C}", "\u{201D}", "\u{201E}", "\u{2018}", "\u{2019}", "\u{AB}", "\u{BB}":
            error("typographic quotes", hint: "write straight double quotes: \"…\"")
        case ";":
            error("JSON has no semicolons", hint: "write a comma between items")
        case let text where !text.isEmpty && !found.isVisible:
            error(
                "the character \(found.name), which shows nothing, is not JSON's white space",
                hint: "replace it with an ordinary space or remove it"
            )
        default:
            nil
        }
    }

    // MARK: - Punctuation

    private func bracketOrComma(_ expectation: Expectation) -> JSONSyntaxError? {
        switch found.text {
        case "]", "}": closer(found.text, expectation)
        case ",": comma(expectation)
        case ":" where open.last?.closer == "]":
            error("a colon in an array", hint: "members with keys go into an object: {…}")
        case "=":
            error(
                "expected \(expectation.name(in: open.last)), found '='",
                hint: "write a colon between key and value"
            )
        default: nil
        }
    }

    private func closer(_ closer: String, _ expectation: Expectation) -> JSONSyntaxError? {
        guard let bracket = open.last else {
            return error("there is nothing open that '\(closer)' could close", hint: "remove it")
        }
        guard closer == bracket.closer else {
            return error(
                "'\(closer)' cannot close the \(bracket.kind) opened at "
                    + bracket.position.inWords,
                hint: "close it with \(bracket.closer)"
            )
        }
        guard let comma = expectation.comma else { return nil }
        return scanner.error(
            at: comma,
            "a trailing comma",
            hint: "remove the comma before the \(closer)"
        )
    }

    private func comma(_ expectation: Expectation) -> JSONSyntaxError? {
        switch expectation {
        case .value, .valueAfterComma, .key, .keyAfterComma:
            error("nothing stands before this comma", hint: "remove the comma")
        case .end:
            error(
                "there is more after the value",
                hint: "several values go into an array: […]"
            )
        default: nil
        }
    }

    // MARK: - Words

    private func word(_ expectation: Expectation) -> JSONSyntaxError? {
        let word = Found(wordAt: scanner.index, in: scanner)
        guard let first = word.text.unicodeScalars.first, first != "-" else { return nil }
        switch expectation {
        case .root, .value, .valueAfterComma, .valueOf:
            return valueWord(word)
        case .key, .keyAfterComma:
            return error("a key needs double quotes", hint: "write \"\(word.text)\"")
        case .colon, .commaOrClose, .end:
            return nil
        }
    }

    private func valueWord(_ word: Found) -> JSONSyntaxError {
        switch word.text.lowercased() {
        case "true", "false":
            error("unknown word \(word.name)", hint: "write \(word.text.lowercased())")
        case "none", "nil", "null", "undefined":
            error("unknown word \(word.name)", hint: "write null")
        case "nan", "infinity", "inf", "+infinity", "+inf":
            error("\(word.name) is not a number in JSON", hint: "write null or leave it out")
        case let text where text.hasPrefix("+") && JSONNumber(String(text.dropFirst())) != nil:
            error("a plus sign before a number", hint: "write \(text.dropFirst())")
        case let text where text.hasPrefix(".") && JSONNumber("0\(text)") != nil:
            error("a digit is missing before the decimal point", hint: "write 0\(text)")
        default:
            error("unknown word \(word.name)", hint: "a string needs quotes: \"\(word.text)\"")
        }
    }

    // MARK: - Separators

    private func missingSeparator(_ expectation: Expectation) -> JSONSyntaxError? {
        switch expectation {
        case .commaOrClose
        where isAfterQuote && scanner.endOfWord(at: scanner.index) > scanner.index:
            error(
                "expected \(expectation.name(in: open.last)), found \(found.name)",
                hint: "a double quote inside a string is written \\\""
            )
        case .commaOrClose where beginsValue:
            error("a comma is missing before \(found.name)", hint: "write a comma between items")
        case .colon where beginsValue:
            error("expected \(expectation.name(in: open.last)), found \(found.name)")
        case .end:
            error(
                "there is more after the value: \(found.name)",
                hint: "a file holds one value; remove what follows it"
            )
        default: nil
        }
    }

    private var isAfterQuote: Bool {
        scanner.index > 0 && scanner.bytes[scanner.index - 1] == .quote
    }

    private var beginsValue: Bool {
        switch Unicode.Scalar(scanner.current) {
        case "\"", "[", "{": true
        default: scanner.endOfWord(at: scanner.index) > scanner.index
        }
    }
}
