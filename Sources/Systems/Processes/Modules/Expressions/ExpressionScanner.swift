import JSON

/// A word or sign of an expression.
enum ExpressionToken: Equatable {
    case number(JSONValue)
    case text(String)
    case name(String)
    case sign(String)
    case end

    /// What messages call it.
    var found: String {
        switch self {
        case .number(let value): JSONWriter.compact(value)
        case .text(let text): JSONWriter.compact(.string(text))
        case .name(let name): "\"\(name)\""
        case .sign(let sign): "\"\(sign)\""
        case .end: "the end"
        }
    }
}

/// Takes an expression apart, with the columns of its parts.
struct ExpressionScanner {
    private let scalars: [Unicode.Scalar]
    private var place = 0

    private static let signs = [
        "==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "%", "(", ")", "[", "]", ",", ".",
    ]

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    /// The next token, and the column of its first character.
    mutating func next() throws(ExpressionError) -> (token: ExpressionToken, column: Int) {
        while place < scalars.count, [" ", "\t", "\n", "\r"].contains(scalars[place]) { place += 1 }
        let column = place + 1
        guard place < scalars.count else { return (.end, column) }
        let first = scalars[place]
        if Self.isDigit(first) { return (.number(try number()), column) }
        if first == "'" || first == "\"" { return (.text(try text(until: first)), column) }
        if Self.beginsName(first) {
            return (.name(take { Self.beginsName($0) || Self.isDigit($0) }), column)
        }
        for sign in Self.signs where starts(with: sign) {
            place += sign.unicodeScalars.count
            return (.sign(sign), column)
        }
        throw ExpressionError(column, unknown(first), hint: Self.cure(first))
    }

    private func unknown(_ scalar: Unicode.Scalar) -> String {
        "unknown sign \(JSONWriter.compact(.string(String(Character(scalar)))))"
    }

    private static func cure(_ scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "=": "write == to compare"
        case "&": "write \"and\""
        case "|": "write \"or\""
        case "!": "write \"not\", or != to compare"
        default: nil
        }
    }

    private func starts(with sign: String) -> Bool {
        scalars[place...].starts(with: sign.unicodeScalars)
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        ("0"..."9").contains(scalar)
    }

    private static func beginsName(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == "_"
    }

    private mutating func take(while isWanted: (Unicode.Scalar) -> Bool) -> String {
        var text = String.UnicodeScalarView()
        while place < scalars.count, isWanted(scalars[place]) {
            text.append(scalars[place])
            place += 1
        }
        return String(text)
    }

    private mutating func number() throws(ExpressionError) -> JSONValue {
        let column = place + 1
        var text = take(while: Self.isDigit)
        if place + 1 < scalars.count, scalars[place] == ".", Self.isDigit(scalars[place + 1]) {
            place += 1
            text += "." + take(while: Self.isDigit)
        }
        guard let value = try? JSONReader.value(text) else {
            throw ExpressionError(column, "a number has no leading zeros")
        }
        if place < scalars.count, Self.beginsName(scalars[place]) {
            throw ExpressionError(place + 1, "a number ends before letters", hint: "no units here")
        }
        return value
    }

    private mutating func text(until quote: Unicode.Scalar) throws(ExpressionError) -> String {
        let column = place + 1
        place += 1
        var text = String.UnicodeScalarView()
        while place < scalars.count, scalars[place] != quote {
            var scalar = scalars[place]
            if scalar == "\\" {
                place += 1
                guard place < scalars.count else { break }
                scalar = scalars[place] == "n" ? "\n" : scalars[place]
            }
            text.append(scalar)
            place += 1
        }
        guard place < scalars.count else {
            throw ExpressionError(column, "the text that begins here has no end")
        }
        place += 1
        return String(text)
    }
}
