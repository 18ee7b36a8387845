import JSON
import Testing

struct JSONWriterTests {
    private let value: JSONValue = [
        "b": [1, "two", [], [:]], "a": ["z": nil, "é": true, "y": 0.5], "A": "\u{1F}",
    ]

    @Test func `compact text keeps the order of the members`() {
        #expect(
            JSONWriter.compact(value)
                == #"{"b":[1,"two",[],{}],"a":{"z":null,"é":true,"y":0.5},"A":"\u001f"}"#
        )
    }

    @Test func `canonical text sorts members by their bytes`() {
        #expect(
            JSONWriter.canonical(value)
                == #"{"A":"\u001f","a":{"y":0.5,"z":null,"é":true},"b":[1,"two",[],{}]}"#
        )
    }

    @Test func `pretty text has a line for every item`() {
        #expect(
            JSONWriter.pretty(value) == """
                {
                  "A": "\\u001f",
                  "a": {
                    "y": 0.5,
                    "z": null,
                    "é": true
                  },
                  "b": [
                    1,
                    "two",
                    [],
                    {}
                  ]
                }

                """
        )
    }

    @Test func `strings escape what they must and nothing else`() {
        let string = "\"\\/\u{8}\u{C}\n\r\t\0\u{1}\u{7F}é€😀\u{2028}"
        #expect(
            JSONWriter.compact(.string(string))
                == "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u0001\u{7F}é€😀\u{2028}\""
        )
    }

    @Test func `pieces of one cluster are escaped apart`() {
        #expect(JSONWriter.compact("\r\n\u{301}\"\u{301}") == "\"\\r\\n\u{301}\\\"\u{301}\"")
    }
}
