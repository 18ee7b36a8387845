import JSON

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
        case .string, .text, .choice, .boolean, .uuid, .instant, .identifier, .number:
            return scalar(value, at: location, &problems)
        case .list(let rule, let count):
            return Self.elements(of: value, count, at: location, &problems, rule)
        case .anyObject:
            if case .object = value { return value }
            problems.append(.expected("dict", "a valid dictionary", value, location))
        case .object(let fields):
            return Self.object(value, fields, at: location, &problems)
        case .closedObject(let fields):
            let checked = Self.object(value, fields, at: location, &problems)
            Self.refuseOthers(value, fields, at: location, &problems)
            return checked
        case .looseObject(let fields):
            return Self.object(Self.merged(value), fields, at: location, &problems)
        }
        return value
    }

    private static func elements(
        of value: JSONValue,
        _ count: ClosedRange<Int>?,
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
        if let count, !count.contains(values.count) {
            problems.append(.count(values.count, outside: count, value, location))
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
            problems.append(.noObject(value, location))
            return value
        }
        var checked: [(String, JSONValue)] = []
        checked.reserveCapacity(fields.count)
        for field in fields {
            let present = object[field.name]
            if let present, !(present.isNull && field.isNullable) {
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

    private static func refuseOthers(
        _ value: JSONValue,
        _ fields: [BodyField],
        at location: [JSONValue],
        _ problems: inout [RequestProblem]
    ) {
        for member in value.object?.members ?? []
        where !fields.contains(where: { $0.name == member.key }) {
            problems.append(
                .extra(member.value, location + [.string(member.key)], known: fields.map(\.name))
            )
        }
    }

    private static func merged(_ value: JSONValue) -> JSONValue {
        guard case .array(let elements) = value, !elements.isEmpty else { return value }
        var members: [(String, JSONValue)] = []
        for element in elements {
            guard case .object(let object) = element else { return value }
            guard elements.count == 1 || object.count == 1 else { return value }
            for member in object.members { members.append((member.key, member.value)) }
        }
        return .object(JSONObject(members))
    }
}
