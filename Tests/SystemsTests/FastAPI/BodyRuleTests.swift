import Infrastructure
import JSON
import Testing

@testable import Systems

/// What FastAPI says of values, compared with pydantic 2.14 one by one.
struct BodyRuleTests {
    private static func problems(_ rule: BodyRule, _ value: JSONValue) -> String {
        var problems: [RequestProblem] = []
        let checked = rule.check(value, at: ["body", "x"], &problems)
        guard let first = problems.first else { return JSONWriter.compact(checked) }
        let rest = first.context.map { " " + JSONWriter.compact(.object($0)) } ?? ""
        #expect(first.location == ["body", "x"] || first.location.count == 3)
        #expect(first.input == value || first.location.count == 3)
        return "\(first.type): \(first.message)\(rest)"
    }

    private static let colours = BodyRule.choice(["red", "green", "blue"])
    private static let expected = "'red', 'green' or 'blue'"

    @Test(
        arguments: [
            ("red", #""red""#), ("blue", #""blue""#),
            ("Red", "\(refusal)"), ("", "\(refusal)"), (5, "\(refusal)"), (nil, "\(refusal)"),
        ] as [(JSONValue, String)]
    )
    func `an enumeration takes its own words`(value: JSONValue, answer: String) {
        #expect(Self.problems(Self.colours, value) == answer)
    }

    private static let refusal =
        "enum: Input should be \(expected) {\"expected\":\"\(expected)\"}"

    @Test func `few words are listed without a comma`() {
        #expect(
            Self.problems(.choice(["x", "y"]), "z")
                == #"enum: Input should be 'x' or 'y' {"expected":"'x' or 'y'"}"#
        )
        #expect(
            Self.problems(.choice(["x"]), "z")
                == #"enum: Input should be 'x' {"expected":"'x'"}"#
        )
    }

    private static let noBoolean =
        "bool_parsing: Input should be a valid boolean, unable to interpret input"

    @Test(
        arguments: [
            (true, "true"), (false, "false"), ("TRUE", "true"), ("Yes", "true"), ("t", "true"),
            ("on", "true"), ("1", "true"), ("f", "false"), ("N", "false"), ("off", "false"),
            ("0", "false"), (1, "true"), (0, "false"), (1.0, "true"), (0.0, "false"),
            (2, noBoolean), ("2", noBoolean), ("", noBoolean), (" true", noBoolean),
            (0.5, "bool_type: Input should be a valid boolean"),
            (nil, "bool_type: Input should be a valid boolean"),
            ([], "bool_type: Input should be a valid boolean"),
        ] as [(JSONValue, String)]
    )
    func `what means true or false is taken for it`(value: JSONValue, answer: String) {
        #expect(Self.problems(.boolean, value) == answer)
    }

    @Test(
        arguments: [
            (1...3, "abc", #""abc""#), (1...3, "äöü", #""äöü""#),
            (
                1...3, "",
                #"string_too_short: String should have at least 1 character {"min_length":1}"#
            ),
            (
                2...3, "",
                #"string_too_short: String should have at least 2 characters {"min_length":2}"#
            ),
            (
                1...3, "abcd",
                #"string_too_long: String should have at most 3 characters {"max_length":3}"#
            ),
            (
                0...1, "abcd",
                #"string_too_long: String should have at most 1 character {"max_length":1}"#
            ),
            (1...3, 5, "string_type: Input should be a valid string"),
        ] as [(ClosedRange<Int>, JSONValue, String)]
    )
    func `strings have lengths`(length: ClosedRange<Int>, value: JSONValue, answer: String) {
        #expect(Self.problems(.text(length), value) == answer)
    }

    @Test(
        arguments: [
            (1...2, ["a"], #"["a"]"#),
            (
                1...2, [],
                "too_short: List should have at least 1 item after validation, not 0 "
                    + #"{"field_type":"List","min_length":1,"actual_length":0}"#
            ),
            (
                1...2, ["a", "b", "c"],
                "too_long: List should have at most 2 items after validation, not 3 "
                    + #"{"field_type":"List","max_length":2,"actual_length":3}"#
            ),
            (1...2, "a", "list_type: Input should be a valid list"),
            (1...2, [5], "string_type: Input should be a valid string"),
        ] as [(ClosedRange<Int>, JSONValue, String)]
    )
    func `lists have lengths`(count: ClosedRange<Int>, value: JSONValue, answer: String) {
        #expect(Self.problems(.list(.string, count: count), value) == answer)
    }

    private static let noText = "uuid_type: UUID input should be a string, bytes or UUID object"

    @Test(
        arguments: [
            ("6fa459ea-ee8a-3ca4-894e-db77e160355e", #""6fa459ea-ee8a-3ca4-894e-db77e160355e""#),
            ("6FA459EAEE8A3CA4894EDB77E160355E", #""6fa459ea-ee8a-3ca4-894e-db77e160355e""#),
            (
                "x",
                "uuid_parsing: Input should be a valid UUID, invalid character: found `x` at 0 "
                    + #"{"error":"invalid character: found `x` at 0"}"#
            ),
            (5, noText), (nil, noText),
        ] as [(JSONValue, String)]
    )
    func `UUIDs come in any form and leave in one`(value: JSONValue, answer: String) {
        #expect(Self.problems(.uuid, value) == answer)
    }
}
