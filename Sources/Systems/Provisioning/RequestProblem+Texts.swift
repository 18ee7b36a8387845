import JSON

/// The problems of pydantic 2, with its types and texts (recorded from FastAPI 0.115.13).
extension RequestProblem {
    static func missing(_ location: [JSONValue], input: JSONValue) -> RequestProblem {
        RequestProblem(
            type: "missing",
            location: location,
            message: "Field required",
            input: input
        )
    }

    static func expected(
        _ type: String,
        _ what: String,
        _ input: JSONValue,
        _ location: [JSONValue]
    ) -> RequestProblem {
        RequestProblem(
            type: "\(type)_type",
            location: location,
            message: "Input should be \(what)",
            input: input
        )
    }

    static func unparsable(
        _ type: String,
        _ what: String,
        _ input: JSONValue,
        _ location: [JSONValue]
    ) -> RequestProblem {
        RequestProblem(
            type: "\(type)_parsing",
            location: location,
            message:
                "Input should be a valid \(what), unable to parse string as an \(what)",
            input: input
        )
    }

    static func fractional(_ input: JSONValue, _ location: [JSONValue]) -> RequestProblem {
        RequestProblem(
            type: "int_from_float",
            location: location,
            message: "Input should be a valid integer, got a number with a fractional part",
            input: input
        )
    }

    static func outside(
        _ range: ClosedRange<Int64>,
        _ number: Int64,
        _ input: JSONValue,
        _ location: [JSONValue]
    ) -> RequestProblem {
        let isLow = number < range.lowerBound
        let bound = isLow ? range.lowerBound : range.upperBound
        return RequestProblem(
            type: isLow ? "greater_than_equal" : "less_than_equal",
            location: location,
            message:
                "Input should be \(isLow ? "greater" : "less") than or equal to \(bound)",
            input: input,
            context: [isLow ? "ge" : "le": .integer(bound)]
        )
    }

    static func pattern(_ input: String, parameter: String) -> RequestProblem {
        RequestProblem(
            type: "string_pattern_mismatch",
            location: ["path", .string(parameter)],
            message: "String should match pattern '^[a-zA-Z0-9]{6,}$'",
            input: .string(input),
            context: ["pattern": "^[a-zA-Z0-9]{6,}$"]
        )
    }

    static func uuid(_ input: String, parameter: String) -> RequestProblem {
        RequestProblem(
            type: "uuid_parsing",
            location: ["path", .string(parameter)],
            message: "Input should be a valid UUID",
            input: .string(input)
        )
    }

    static let invalidJSON = RequestProblem(
        type: "json_invalid",
        location: ["body", 0],
        message: "JSON decode error",
        input: .object([:])
    )
}

extension RequestProblem {
    /// The problem in one line: where, and what.
    var text: String {
        let place = location.dropFirst().map { $0.string ?? "\($0.integer ?? 0)" }
        return place.isEmpty ? message : "\(place.joined(separator: ".")): \(message)"
    }
}
