import Infrastructure
import JSON
import Testing

struct PayloadTests {
    private static let object: JSONValue = ["b": 1, "a": [true, nil, "ä"]]

    @Test(
        arguments: [
            (Payload.empty, ""), (.text("a b"), "a b"), (.json(1), "1"),
            (.json(object), #"{"b":1,"a":[true,null,"ä"]}"#),
        ]
    )
    func `a payload as text`(_ payload: Payload, _ text: String) {
        #expect(payload.text == text)
    }

    @Test(
        arguments: [
            (Payload.empty, JSONValue?.none), (.text("{"), nil), (.text(""), nil),
            (.text(" [1] "), .array([1])), (.json(object), object),
        ]
    )
    func `a payload as JSON`(_ payload: Payload, _ value: JSONValue?) {
        #expect(payload.json == value)
    }

    @Test(
        arguments: [
            (Payload.empty, Payload.empty, true), (.empty, .text(""), true),
            (.text("1"), .json(1), true), (.json(1), .json(1), true), (.json(1), .json(2), false),
            (.text("[1 ]"), .json([1]), false), (.text("a"), .text("b"), false),
        ]
    )
    func `payloads are equal when their texts are`(_ left: Payload, _ right: Payload, _ same: Bool)
    {
        #expect((left == right) == same)
        #expect((right == left) == same)
    }
}
