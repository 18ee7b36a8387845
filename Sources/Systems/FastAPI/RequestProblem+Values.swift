import JSON

/// The problems of pydantic 2 with single values (texts of 2.14, compared one by one).
extension RequestProblem {
    static func noChoice(
        _ choices: [String],
        _ input: JSONValue,
        _ location: [JSONValue]
    ) -> RequestProblem {
        let quoted = choices.map { "'\($0)'" }
        let last = quoted.last ?? ""
        let others = quoted.dropLast().joined(separator: ", ")
        let expected = others.isEmpty ? last : "\(others) or \(last)"
        return RequestProblem(
            type: "enum",
            location: location,
            message: "Input should be \(expected)",
            input: input,
            context: ["expected": .string(expected)]
        )
    }

    /// A field that a closed object does not have; pydantic names no others, and we do.
    static func extra(
        _ input: JSONValue,
        _ location: [JSONValue],
        known: [String]
    ) -> RequestProblem {
        RequestProblem(
            type: "extra_forbidden",
            location: location,
            message: "Extra inputs are not permitted",
            input: input,
            context: ["known": .array(known.map { .string($0) })]
        )
    }

    static func noIdentifier(_ input: JSONValue, _ location: [JSONValue]) -> RequestProblem {
        guard case .string = input else {
            return expected("string", "a valid string", input, location)
        }
        return RequestProblem(
            type: "string_pattern_mismatch",
            location: location,
            message: "String should match pattern '\(IdentifierForm.pattern)'",
            input: input,
            context: ["pattern": .string(IdentifierForm.pattern)]
        )
    }

    static func noBoolean(_ input: JSONValue, _ location: [JSONValue]) -> RequestProblem {
        RequestProblem(
            type: "bool_parsing",
            location: location,
            message: "Input should be a valid boolean, unable to interpret input",
            input: input
        )
    }

    static func noText(_ input: JSONValue, ofUUIDAt location: [JSONValue]) -> RequestProblem {
        RequestProblem(
            type: "uuid_type",
            location: location,
            message: "UUID input should be a string, bytes or UUID object",
            input: input
        )
    }

    static func uuid(
        _ input: String,
        _ flaw: UUIDForm.Flaw,
        _ location: [JSONValue]
    ) -> RequestProblem {
        RequestProblem(
            type: "uuid_parsing",
            location: location,
            message: "Input should be a valid UUID, \(flaw.text)",
            input: .string(input),
            context: ["error": .string(flaw.text)]
        )
    }

    static func instant(
        _ input: JSONValue,
        _ flaw: InstantForm.Flaw,
        _ location: [JSONValue]
    ) -> RequestProblem {
        RequestProblem(
            type: "datetime_from_date_parsing",
            location: location,
            message: "Input should be a valid datetime or date, \(flaw.rawValue)",
            input: input,
            context: ["error": .string(flaw.rawValue)]
        )
    }

    /// A string that is too short or too long.
    static func length(
        _ count: Int,
        outside range: ClosedRange<Int>,
        _ input: JSONValue,
        _ location: [JSONValue]
    ) -> RequestProblem {
        let isShort = count < range.lowerBound
        let bound = isShort ? range.lowerBound : range.upperBound
        let characters = bound == 1 ? "character" : "characters"
        return RequestProblem(
            type: isShort ? "string_too_short" : "string_too_long",
            location: location,
            message: "String should have at \(isShort ? "least" : "most") \(bound) \(characters)",
            input: input,
            context: [isShort ? "min_length" : "max_length": .integer(Int64(bound))]
        )
    }

    /// A list with too few or too many elements.
    static func count(
        _ count: Int,
        outside range: ClosedRange<Int>,
        _ input: JSONValue,
        _ location: [JSONValue]
    ) -> RequestProblem {
        let isShort = count < range.lowerBound
        let bound = isShort ? range.lowerBound : range.upperBound
        let items = bound == 1 ? "item" : "items"
        return RequestProblem(
            type: isShort ? "too_short" : "too_long",
            location: location,
            message: "List should have at \(isShort ? "least" : "most") \(bound) \(items) "
                + "after validation, not \(count)",
            input: input,
            context: [
                "field_type": "List",
                isShort ? "min_length" : "max_length": .integer(Int64(bound)),
                "actual_length": .integer(Int64(count)),
            ]
        )
    }
}
