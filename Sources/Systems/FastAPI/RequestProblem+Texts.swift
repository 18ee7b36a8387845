import JSON

/// The problems of pydantic 2, with its types and texts (compared with FastAPI 0.115.13).
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

    static func noObject(_ input: JSONValue, _ location: [JSONValue]) -> RequestProblem {
        let what = "a valid dictionary or object to extract fields from"
        return expected("model_attributes", what, input, location)
    }

    static func unparsable(_ input: JSONValue, _ location: [JSONValue]) -> RequestProblem {
        RequestProblem(
            type: "int_parsing",
            location: location,
            message: "Input should be a valid integer, unable to parse string as an integer",
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

    static func tooLarge(_ input: JSONValue, _ location: [JSONValue]) -> RequestProblem {
        RequestProblem(
            type: "int_parsing_size",
            location: location,
            message: "Unable to parse input string as an integer, exceeded maximum size",
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
            message: "Input should be \(isLow ? "greater" : "less") than or equal to \(bound)",
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

    /// The place counts characters from 0, as Python does; what is wrong is in our own words.
    static func invalidJSON(_ text: String, _ error: JSONSyntaxError) -> RequestProblem {
        var line = 1
        var place = error.position.column - 1
        var previous: Unicode.Scalar?
        for (offset, scalar) in text.unicodeScalars.enumerated() {
            guard line < error.position.line else { break }
            if scalar == "\n" || previous == "\r" { line += 1 }
            if line == error.position.line {
                place += scalar == "\n" ? offset + 1 : offset
            }
            previous = scalar == "\n" ? nil : scalar
        }
        return RequestProblem(
            type: "json_invalid",
            location: ["body", .integer(Int64(place))],
            message: "JSON decode error",
            input: .object([:]),
            context: ["error": .string(error.message)]
        )
    }
}
