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

    private static func integer(
        _ value: JSONValue,
        in range: ClosedRange<Int64>?,
        at location: [JSONValue],
        _ problems: inout [RequestProblem]
    ) -> JSONValue {
        let reading: IntegerReading =
            switch value {
            case .integer(let integer): .integer(integer)
            case .bool(let bool): .integer(bool ? 1 : 0)
            case .string(let text): IntegerReading(text)
            case .number(let number): IntegerReading(number)
            default: .wrongType
            }
        switch reading {
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

/// What pydantic makes of a value where it wants a whole number.
private enum IntegerReading {
    case integer(Int64)
    case wrongType
    case unreadable
    case fractional
    /// Beyond 64 bits, of which pydantic takes some and this no number.
    case tooLarge

    init(_ number: Double) {
        if let integer = Int64(exactly: number) {
            self = .integer(integer)
        } else {
            self = number == number.rounded() ? .tooLarge : .fractional
        }
    }

    /// Spaces around, a sign, single underscores between digits and a fraction of zeros are let
    /// through: `" +1_000.0 "`.
    init(_ text: String) {
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
