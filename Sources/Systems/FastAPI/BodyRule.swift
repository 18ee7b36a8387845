import Infrastructure
import JSON

/// What a field of a request's body must hold, as pydantic checks it.
indirect enum BodyRule: Sendable {
    /// A whole number; what pydantic takes for one is converted.
    case integer(ClosedRange<Int64>?)
    /// A number; unlike pydantic, nothing that only looks like one.
    case number
    case string
    /// A string of so many characters.
    case text(ClosedRange<Int>)
    /// One of these strings.
    case choice([String])
    /// True or false; the words that pydantic takes for them are converted.
    case boolean
    /// A UUID, which is converted to lower case with dashes.
    case uuid
    /// A text that can stand in a path: see `IdentifierForm`.
    case identifier
    /// A date and time, which is converted to nanoseconds since the start of the run.
    case instant
    /// A list of so many elements; nil is any number.
    case list(BodyRule, count: ClosedRange<Int>?)
    /// An object with any keys.
    case anyObject
    /// An object with these fields; others are let through and dropped.
    case object([BodyField])
    /// An object with these fields and no others.
    case closedObject([BodyField])
    /// An object, a list of one, or a list of objects with one key each, which are put together.
    case looseObject([BodyField])

    /// A list of whole numbers.
    static let integers = BodyRule.list(.integer(nil), count: nil)

    /// A list of strings.
    static let strings = BodyRule.list(.string, count: nil)

    /// A list of objects with these fields.
    static func objects(_ fields: [BodyField]) -> BodyRule { .list(.object(fields), count: nil) }

    /// One of the values of an enumeration, as they are spelt.
    static func oneOf<Choice: RawRepresentable & CaseIterable>(_ type: Choice.Type) -> BodyRule
    where Choice.RawValue == String {
        .choice(Choice.allCases.map(\.rawValue))
    }
}

/// One field of an object in a body.
struct BodyField: Sendable {
    let name: String
    let rule: BodyRule
    var isRequired = true
    var isNullable = false
    var defaultValue: JSONValue?

    /// A field that may be missing, and that is then left out.
    static func optional(_ name: String, _ rule: BodyRule, isNullable: Bool = true) -> BodyField {
        BodyField(name: name, rule: rule, isRequired: false, isNullable: isNullable)
    }
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
        case (.number, .number), (.number, .integer): true
        case (.text(let length), .string(let text)): length.contains(text.unicodeScalars.count)
        case (.choice(let choices), .string(let text)): choices.contains(text)
        case (.boolean, .bool): true
        case (.anyObject, .object): true
        case (.list(let rule, let count), .array(let elements)):
            (count?.contains(elements.count) ?? true) && elements.allSatisfy(rule.accepts)
        case (.identifier, .string(let text)): IdentifierForm.accepts(text)
        case (.object(let fields), _), (.looseObject(let fields), _),
            (.closedObject(let fields), _):
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
