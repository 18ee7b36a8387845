import Infrastructure
import JSON
import Testing

@testable import LoadGeneration

struct TemplateTests {
    private static let slots = ["id", "name"]
    private static let values = ["before", "T1", "Ada"][1...]

    private static func filled(_ text: String) throws -> String {
        let template = try TextTemplate(text) { slots.firstIndex(of: $0) }
        return template.text(values: values) { "<\($0.rawValue)>" }
    }

    @Test(arguments: [
        ("", ""), ("plain", "plain"), ("${id}", "T1"),
        ("a${id}b${name}${serial}", "aT1bAda<serial>"),
        ("${uuid}-${iteration}", "<uuid>-<iteration>"), ("$id {x} } $", "$id {x} } $"),
        ("${id}${id}", "T1T1"),
    ])
    func `places are filled and everything else stays`(text: String, expected: String) throws {
        #expect(try Self.filled(text) == expected)
    }

    @Test func `a place that is not closed or not known is an error`() {
        #expect(throws: FlowError.unclosedPlaceholder("a${id")) { try Self.filled("a${id") }
        #expect(throws: FlowError.unknownVariable("other")) { try Self.filled("${other}") }
        #expect(throws: FlowError.unknownVariable("")) { try Self.filled("${}") }
    }

    @Test func `only a text without places is constant`() throws {
        #expect(try TextTemplate("x") { _ in nil }.constant == "x")
        #expect(try TextTemplate("") { _ in nil }.constant == "")
        #expect(try TextTemplate("${serial}") { _ in nil }.constant == nil)
    }

    @Test func `a text that is one place takes the variable's value with its type`() throws {
        let body: JSONValue = [
            "timeoutInSeconds": "${timeout}", "note": "after ${timeout}", "id": "${id}",
            "list": ["${timeout}", 5, nil, "${serial}"],
        ]
        let variables: [String: JSONValue] = ["timeout": 14]
        #expect(throws: FlowError.unknownVariable("timeout")) {
            try JSONTemplate(body, variables: variables) { Self.slots.firstIndex(of: $0) }
        }
        let template = try JSONTemplate(body.without("note"), variables: variables) {
            Self.slots.firstIndex(of: $0)
        }
        #expect(template.constant == nil)
        #expect(
            template.filled(values: Self.values) { $0.rawValue }
                == ["timeoutInSeconds": 14, "id": "T1", "list": [14, 5, nil, "serial"]]
        )
    }

    @Test func `a value without places is constant`() throws {
        let body: JSONValue = ["a": [1, "x", ["b": "${timeout}"]]]
        let template = try JSONTemplate(body, variables: ["timeout": 14]) { _ in nil }
        #expect(template.constant == ["a": [1, "x", ["b": 14]]])
    }
}

extension JSONValue {
    fileprivate func without(_ key: String) -> JSONValue {
        guard case .object(var object) = self else { return self }
        object[key] = nil
        return .object(object)
    }
}
