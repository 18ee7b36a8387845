import JSON

/// What pydantic makes of a value where it wants a whole number.
enum IntegerReading {
    case integer(Int64)
    case wrongType
    case unreadable
    case fractional
    /// Beyond 64 bits, of which pydantic takes some and this no number.
    case tooLarge

    init(_ value: JSONValue) {
        self =
            switch value {
            case .integer(let integer): .integer(integer)
            case .bool(let bool): .integer(bool ? 1 : 0)
            case .string(let text): IntegerReading(text)
            case .number(let number): IntegerReading(number)
            default: .wrongType
            }
    }

    private init(_ number: Double) {
        if let integer = Int64(exactly: number) {
            self = .integer(integer)
        } else {
            self = number == number.rounded() ? .tooLarge : .fractional
        }
    }

    /// Spaces around, a sign, single underscores between digits and a fraction of zeros are let
    /// through: `" +1_000.0 "`.
    private init(_ text: String) {
        let scalars = text.unicodeScalars
        let isSpace = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
        guard let first = scalars.firstIndex(where: { !isSpace($0) }),
            let last = scalars.lastIndex(where: { !isSpace($0) })
        else {
            self = .unreadable
            return
        }
        var digits = Substring(scalars[first...last])
        let sign = digits.first == "-" ? "-" : ""
        if digits.first == "+" || digits.first == "-" { digits.removeFirst() }
        if let point = digits.firstIndex(of: ".") {
            let fraction = digits[digits.index(after: point)...]
            guard !fraction.isEmpty, fraction.allSatisfy({ $0 == "0" }) else {
                self = .unreadable
                return
            }
            digits = digits[..<point]
        }
        let groups = digits.split(separator: "_", omittingEmptySubsequences: false)
        let isDigits = { (group: Substring) in
            !group.isEmpty && group.utf8.allSatisfy { (48...57).contains($0) }
        }
        if groups.allSatisfy(isDigits) {
            self = Int64(sign + groups.joined()).map { .integer($0) } ?? .tooLarge
        } else {
            self = .unreadable
        }
    }
}
