import Infrastructure
import JSON
import Testing

@testable import LoadGeneration

struct TemplateTests {
    private static let slots = ["id", "name"]
    private static let values: ArraySlice<SlotValue> = ["before", "T1", "Ada"][1...]

    private static func generated(_ value: GeneratedValue) -> String {
        switch value {
        case .pick(let choices): choices.joined(separator: "|")
        case .user: "<vu>"
        default: "<\(value)>"
        }
    }

    private static func filled(_ text: String) throws -> String {
        let template = try TextTemplate(text) { slots.firstIndex(of: $0) }
        return template.text(values: values, generated)
    }

    /// The names of a flow with the variable `timeout`, where there is one, and both slots.
    private static func scope(_ timeout: JSONValue?) throws -> FlowScope {
        let variables = timeout.map { [FlowVariable("timeout", nil, default: $0, "")] } ?? []
        var scope = try FlowScope(
            FlowDescription("f", "", variables: variables, steps: []),
            variables: []
        )
        for slot in slots { _ = scope.makeSlot(slot) }
        return scope
    }

    @Test(arguments: [
        ("", ""), ("plain", "plain"), ("${id}", "T1"),
        ("a${id}b${name}${serial}", "aT1bAda<serial>"),
        ("${uuid}-${iteration}", "<uuid>-<iteration>"), ("${vu}${pick:a,b c,}", "<vu>a|b c|"),
        ("$id {x} } $", "$id {x} } $"),
        ("${id}${id}", "T1T1"),
    ])
    func `places are filled and everything else stays`(text: String, expected: String) throws {
        #expect(try Self.filled(text) == expected)
    }

    @Test(arguments: [
        ("/a/${id}", "/a/T1", ""), ("/a/${id}?b=${name}&c=${id}", "/a/T1", "b=Ada&c=T1"),
        ("/a?b=/c?d", "/a", "b=/c?d"), ("/${pick:?,/}/b?c", "/?|//b", "c"), ("/a?", "/a", ""),
        ("/a?${name}=1", "/a", "Ada=1"),
    ])
    func `a path ends at the first question mark outside of a place`(
        text: String,
        path: String,
        query: String
    ) throws {
        let template = try RequestTemplate(
            FlowRequest("r", .get, "s", path: text),
            number: 0,
            isPoll: false,
            in: try Self.scope(nil)
        )
        let request = template.request(values: Self.values, Self.generated)
        #expect(request.path.description == path)
        #expect(request.query.text == query)
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
        #expect(throws: FlowError.unknownVariable("timeout")) {
            try JSONTemplate(body, in: try Self.scope(nil))
        }
        let template = try JSONTemplate(body, in: try Self.scope(14))
        #expect(template.constant == nil)
        #expect(
            template.filled(values: Self.values, Self.generated) == [
                "timeoutInSeconds": 14, "note": "after 14", "id": "T1",
                "list": [14, 5, nil, "<serial>"],
            ]
        )
    }

    @Test func `a captured value keeps its type where it stands alone`() throws {
        let template = try JSONTemplate(["a": "${id}", "b": "n${id}"], in: try Self.scope(nil))
        let captured = [SlotValue(12), SlotValue("x")].compactMap(\.self)[...]
        #expect(template.filled(values: captured, Self.generated) == ["a": 12, "b": "n12"])
        #expect(SlotValue(.null) == nil)
    }

    @Test func `a value without places is constant`() throws {
        let body: JSONValue = ["a": [1, "x", ["b": "${timeout}"]]]
        let template = try JSONTemplate(body, in: try Self.scope(14))
        #expect(template.constant == ["a": [1, "x", ["b": 14]]])
    }
}
