import Infrastructure
import JSON

extension BodyRule {
    /// Checks a value that has no parts.
    func scalar(
        _ value: JSONValue,
        at location: [JSONValue],
        _ problems: inout [RequestProblem]
    ) -> JSONValue {
        switch self {
        case .choice(let choices):
            if case .string(let text) = value, choices.contains(text) { return value }
            problems.append(.noChoice(choices, value, location))
        case .boolean:
            switch BooleanReading(value) {
            case .boolean(let boolean): return .bool(boolean)
            case .wrongType:
                problems.append(.expected("bool", "a valid boolean", value, location))
            case .unreadable: problems.append(.noBoolean(value, location))
            }
        case .uuid:
            guard case .string(let text) = value else {
                problems.append(.noText(value, ofUUIDAt: location))
                return value
            }
            do throws(UUIDForm.Flaw) { return .string(try UUIDForm.canonical(text)) } catch {
                problems.append(.uuid(text, error, location))
            }
        case .number:
            if value.number != nil { return value }
            problems.append(.expected("float", "a valid number", value, location))
        case .identifier:
            if case .string(let text) = value, IdentifierForm.accepts(text) { return value }
            problems.append(.noIdentifier(value, location))
        case .instant:
            return Self.instant(value, at: location, &problems)
        default:
            return string(value, at: location, &problems)
        }
        return value
    }

    private func string(
        _ value: JSONValue,
        at location: [JSONValue],
        _ problems: inout [RequestProblem]
    ) -> JSONValue {
        guard case .string(let text) = value else {
            problems.append(.expected("string", "a valid string", value, location))
            return value
        }
        if case .text(let length) = self {
            let count = text.unicodeScalars.count
            if !length.contains(count) {
                problems.append(.length(count, outside: length, value, location))
            }
        }
        return value
    }

    private static func instant(
        _ value: JSONValue,
        at location: [JSONValue],
        _ problems: inout [RequestProblem]
    ) -> JSONValue {
        let text: String
        switch value {
        case .string(let string): text = string
        case .integer(let integer): text = "\(integer)"
        case .number(let number): text = JSONNumber(number).text
        default:
            problems.append(.expected("datetime", "a valid datetime", value, location))
            return value
        }
        do throws(InstantForm.Flaw) {
            return .integer(try InstantForm.instant(text).nanoseconds)
        } catch {
            problems.append(.instant(value, error, location))
            return value
        }
    }

    static func integer(
        _ value: JSONValue,
        in range: ClosedRange<Int64>?,
        at location: [JSONValue],
        _ problems: inout [RequestProblem]
    ) -> JSONValue {
        switch IntegerReading(value) {
        case .integer(let number):
            if let range, !range.contains(number) {
                problems.append(.outside(range, number, value, location))
            }
            return .integer(number)
        case .wrongType:
            problems.append(.expected("int", "a valid integer", value, location))
        case .unreadable: problems.append(.unparsable(value, location))
        case .fractional: problems.append(.fractional(value, location))
        case .tooLarge: problems.append(.tooLarge(value, location))
        }
        return value
    }
}
