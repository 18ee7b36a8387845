import Infrastructure
import JSON

/// What a field of a request's body must hold, as pydantic checks it.
indirect enum BodyRule: Sendable {
    /// A whole number; texts and floats that are one are converted.
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

/// Something wrong with a request, in the form of FastAPI's error list.
struct RequestProblem: Sendable, Equatable {
    let type: String
    let location: [JSONValue]
    let message: String
    var input: JSONValue = .null
    var context: JSONObject?

    var json: JSONValue {
        var object: JSONObject = [
            "type": .string(type),
            "loc": .array(location),
            "msg": .string(message),
            "input": input,
        ]
        if let context { object["ctx"] = .object(context) }
        return .object(object)
    }
}

extension BodyRule {
    /// The value in the form that the service goes on with; problems are appended.
    func check(
        _ value: JSONValue,
        at location: [JSONValue],
        _ problems: inout [RequestProblem]
    ) -> JSONValue {
        switch self {
        case .integer(let range):
            return Self.integer(value, in: range, at: location, &problems)
        case .string:
            if case .string = value { return value }
            problems.append(.expected("string", "a valid string", value, location))
        case .integers:
            return elements(of: value, at: location, &problems, BodyRule.integer(nil))
        case .anyObject:
            if case .object = value { return value }
            problems.append(.expected("dict", "a valid dictionary", value, location))
        case .object(let fields):
            return Self.object(value, fields, at: location, &problems)
        case .objects(let fields):
            return elements(of: value, at: location, &problems, .object(fields))
        case .looseObject(let fields):
            return Self.object(Self.merged(value), fields, at: location, &problems)
        }
        return value
    }

    private func elements(
        of value: JSONValue,
        at location: [JSONValue],
        _ problems: inout [RequestProblem],
        _ rule: BodyRule
    ) -> JSONValue {
        guard case .array(let values) = value else {
            problems.append(.expected("list", "a valid list", value, location))
            return value
        }
        var checked: [JSONValue] = []
        checked.reserveCapacity(values.count)
        for (place, element) in values.enumerated() {
            let inner = location + [.integer(Int64(place))]
            checked.append(rule.check(element, at: inner, &problems))
        }
        return .array(checked)
    }

    private static func object(
        _ value: JSONValue,
        _ fields: [BodyField],
        at location: [JSONValue],
        _ problems: inout [RequestProblem]
    ) -> JSONValue {
        guard case .object(let object) = value else {
            problems.append(
                .expected("model_attributes", "a valid dictionary or object", value, location)
            )
            return value
        }
        var checked: [(String, JSONValue)] = []
        checked.reserveCapacity(fields.count)
        for field in fields {
            let present = object[field.name]
            if let present, !(present == .null && field.isNullable) {
                let inner = location + [.string(field.name)]
                checked.append((field.name, field.rule.check(present, at: inner, &problems)))
            } else if present != nil {
                checked.append((field.name, .null))
            } else if field.isRequired {
                problems.append(.missing(location + [.string(field.name)], input: value))
            } else if let defaultValue = field.defaultValue {
                checked.append((field.name, defaultValue))
            }
        }
        return .object(JSONObject(checked))
    }

    private static func merged(_ value: JSONValue) -> JSONValue {
        guard case .array(let elements) = value, !elements.isEmpty else { return value }
        var merged: JSONObject = [:]
        for element in elements {
            guard case .object(let object) = element else { return value }
            guard elements.count == 1 || object.count == 1 else { return value }
            for member in object.members { merged[member.key] = member.value }
        }
        return .object(merged)
    }

    private static func integer(
        _ value: JSONValue,
        in range: ClosedRange<Int64>?,
        at location: [JSONValue],
        _ problems: inout [RequestProblem]
    ) -> JSONValue {
        let number: Int64
        switch value {
        case .integer(let integer): number = integer
        case .string(let text):
            guard let integer = Int64(text) else {
                problems.append(.unparsable("int", "integer", value, location))
                return value
            }
            number = integer
        case .number(let double):
            guard let integer = Int64(exactly: double) else {
                problems.append(.fractional(value, location))
                return value
            }
            number = integer
        default:
            problems.append(.expected("int", "a valid integer", value, location))
            return value
        }
        if let range, !range.contains(number) {
            problems.append(.outside(range, number, value, location))
        }
        return .integer(number)
    }
}

extension BodyRule {
    /// Checks the body of a request as a whole.
    func checkBody(_ body: Payload, _ problems: inout [RequestProblem]) -> JSONValue {
        if case .empty = body {
            problems.append(.missing(["body"], input: .null))
            return .null
        }
        guard let value = body.json else {
            problems.append(.invalidJSON)
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
