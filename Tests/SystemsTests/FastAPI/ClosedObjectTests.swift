import Infrastructure
import JSON
import Testing

@testable import Systems

/// Bodies that take no fields but their own, and the identifiers in them.
struct ClosedObjectTests {
    private static let rule = BodyRule.closedObject([
        BodyField(name: "id", rule: .identifier),
        .optional("note", .text(1...3)),
    ])

    private static func problems(_ value: JSONValue) -> [String] {
        var problems: [RequestProblem] = []
        _ = rule.checkBody(.json(value), &problems)
        return problems.map { "\($0.type) \(JSONWriter.compact(.array($0.location)))" }
    }

    @Test(
        arguments: [
            (["id": "a"], []),
            (["note": nil, "id": "pump-17:x/1.2_Z"], []),
            (["id": "a", "nota": "x"], [#"extra_forbidden ["body","nota"]"#]),
            (
                ["note": 5, "nota": 5, "Id": "a"],
                [
                    #"missing ["body","id"]"#, #"string_type ["body","note"]"#,
                    #"extra_forbidden ["body","nota"]"#, #"extra_forbidden ["body","Id"]"#,
                ]
            ),
            ([], [#"model_attributes_type ["body"]"#]),
            ("x", [#"model_attributes_type ["body"]"#]),
        ] as [(JSONValue, [String])]
    )
    func `all mistakes are told at once, fields that nobody knows among them`(
        _ body: JSONValue,
        _ problems: [String]
    ) {
        #expect(Self.problems(body) == problems)
    }

    @Test func `a field that nobody knows is answered with those that are`() {
        var problems: [RequestProblem] = []
        _ = Self.rule.check(["id": "a", "x": 1], at: ["body"], &problems)
        #expect(problems.map { $0.context } == [["known": ["id", "note"]]])
        #expect(problems.map { $0.message } == ["Extra inputs are not permitted"])
    }

    @Test(
        arguments: [
            ("a", true), ("0", true), ("a/b", true), ("A.b_c:d-e", true),
            (String(repeating: "x", count: 200), true),
            ("", false), ("-a", false), ("/a", false), ("a b", false), ("a%", false),
            ("ä", false), ("a\u{301}", false), ("a\u{0}", false), ("a\n", false), ("a?b", false),
            (String(repeating: "x", count: 201), false),
        ]
    )
    func `an identifier needs no quoting anywhere`(_ text: String, _ isOne: Bool) {
        var problems: [RequestProblem] = []
        _ = BodyRule.identifier.check(.string(text), at: ["body"], &problems)
        #expect(problems.isEmpty == isOne)
        #expect(problems.allSatisfy { $0.type == "string_pattern_mismatch" })
    }
}
