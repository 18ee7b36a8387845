import Infrastructure
import JSON

/// What a field of a request's body must hold, as pydantic checks it.
indirect enum BodyRule: Sendable {
    /// A whole number; what pydantic takes for one is converted.
    case integer(ClosedRange<Int64>?)
    case string
    /// A list of whole numbers.
    case integers
    /// An object with any keys.
    case anyObject
    /// An object with these fields; others are let through and dropped.
    case object([BodyField])
    /// A list of such objects.
    case objects([BodyField])
    /// An object, a list of one, or a list of objects with one key each, which are put together.
    case looseObject([BodyField])
}

/// One field of an object in a body.
struct BodyField: Sendable {
    let name: String
    let rule: BodyRule
    var isRequired = true
    var isNullable = false
    var defaultValue: JSONValue?
}

extension BodyRule {
    /// Checks the body of a request as a whole; problems are appended.
    ///
    /// A text that is no JSON takes the place of all other problems, as in FastAPI, which reads the
    /// body before it looks at anything.
    func checkBody(_ body: Payload, _ problems: inout [RequestProblem]) -> JSONValue {
        let value: JSONValue
        switch body {
        case .empty:
            value = .null
        case .text, .bytes:
            let text = body.text
            do throws(JSONSyntaxError) {
                value = text.isEmpty ? .null : try JSONReader.value(text)
            } catch {
                problems = [.invalidJSON(text, error)]
                return .null
            }
        case .json(let json):
            value = json
        }
        guard !value.isNull else {
            problems.append(.missing(["body"], input: .null))
            return .null
        }
        return accepts(value) ? value : check(value, at: ["body"], &problems)
    }

    /// True for a value that is right as it is: the usual case, told without making anything.
    private func accepts(_ value: JSONValue) -> Bool {
        switch (self, value) {
        case (.integer(let range), .integer(let number)): range?.contains(number) ?? true
        case (.string, .string): true
        case (.anyObject, .object): true
        case (.integers, .array(let elements)): elements.allSatisfy(BodyRule.integer(nil).accepts)
        case (.objects(let fields), .array(let elements)):
            elements.allSatisfy { Self.accepts($0, fields) }
        case (.object(let fields), _), (.looseObject(let fields), _):
            Self.accepts(value, fields)
        default: false
        }
    }

    private static func accepts(_ value: JSONValue, _ fields: [BodyField]) -> Bool {
        guard case .object(let object) = value else { return false }
        var found = 0
        for field in fields {
            guard let member = object[field.name] else {
                if field.isRequired || field.defaultValue != nil { return false }
                continue
            }
            guard (field.isNullable && member.isNull) || field.rule.accepts(member) else {
                return false
            }
            found += 1
        }
        return found == object.count
    }
}
