import JSON

/// What pydantic makes of a value where it wants true or false.
enum BooleanReading {
    case boolean(Bool)
    case wrongType
    case unreadable

    init(_ value: JSONValue) {
        switch value {
        case .bool(let bool): self = .boolean(bool)
        case .string(let text): self = Self.word(text)
        case .integer(let integer): self = Self.digit(integer)
        case .number(let number):
            self = Int64(exactly: number).map(Self.digit) ?? .wrongType
        default: self = .wrongType
        }
    }

    private static func digit(_ integer: Int64) -> BooleanReading {
        integer == 0 || integer == 1 ? .boolean(integer == 1) : .unreadable
    }

    private static func word(_ text: String) -> BooleanReading {
        switch text.lowercased() {
        case "1", "true", "t", "yes", "y", "on": .boolean(true)
        case "0", "false", "f", "no", "n", "off": .boolean(false)
        default: .unreadable
        }
    }
}
