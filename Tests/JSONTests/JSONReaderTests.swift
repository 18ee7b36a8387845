import JSON
import Testing

struct JSONReaderTests {
    private static let texts: [(String, JSONValue)] = [
        ("null", JSONValue.null),
        (" true\n", true),
        ("false", false),
        ("0", 0),
        ("-0", 0),
        ("-12", -12),
        ("9223372036854775807", .integer(.max)),
        ("-9223372036854775808", .integer(.min)),
        ("1.5", 1.5),
        ("-2.5e-3", -0.0025),
        ("1E2", 100),
        ("1e+2", 100),
        ("\"\"", ""),
        ("\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "a\"\\/\u{8}\u{C}\n\r\t"),
        ("\"\\u00e9\\u20AC\\uD83D\\uDE00 \\u0000x\"", "é€😀 \0x"),
        ("\"é€😀\u{7F}\u{2028}\"", "é€😀\u{7F}\u{2028}"),
        ("[]", []),
        ("[ ]", []),
        ("{}", [:]),
        ("{\r\n}", [:]),
        ("[1,\t2 ,[3]]", [1, 2, [3]]),
        ("{\"a\":{\"b\":[null]},\"\":1}", ["a": ["b": [nil]], "": 1]),
    ]

    @Test(arguments: texts)
    func `valid texts are read as their value`(text: String, value: JSONValue) throws {
        #expect(try JSONReader.value(text) == value)
    }

    @Test func `members keep their order`() throws {
        let object = try JSONReader.value("{\"b\": 1, \"a\": 2, \"c\": 3}").object
        #expect(object?.members.map(\.key) == ["b", "a", "c"])
    }

    @Test func `as a plain value, the last of several members with one key counts`() throws {
        #expect(try JSONReader.value("{\"a\": 1, \"b\": 2, \"a\": 3}") == ["b": 2, "a": 3])
    }

    @Test func `numbers beyond every double become the greatest one`() throws {
        let greatest = Double.greatestFiniteMagnitude
        #expect(try JSONReader.value("[1e999, -1e999]") == [.number(greatest), .number(-greatest)])
    }

    @Test func `arrays nest as deep as the limit and no deeper`() throws {
        let nested = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        #expect(throws: Never.self) { try JSONReader.read(nested) }
        let error = #expect(throws: JSONSyntaxError.self) {
            try JSONReader.read("[" + nested + "]")
        }
        #expect(error?.position == JSONPosition(line: 1, column: 65))
        #expect(error?.message == "arrays and objects nest more than 64 deep")
    }

    @Test func `a depth limit has a limit itself`() throws {
        let deepest = JSONReader.deepestLimit
        let text = { (depth: Int) in
            String(repeating: "{\"a\":[", count: depth / 2)
                + String(repeating: "]}", count: depth / 2)
        }
        let document = try JSONReader.read(text(deepest), depthLimit: .max)
        #expect(JSONWriter.compact(document.root.jsonValue()) == text(deepest))
        #expect(throws: JSONSyntaxError.self) {
            try JSONReader.read(text(deepest + 2), depthLimit: .max)
        }
    }

    @Test func `ten million open brackets are refused`() {
        let bytes = [UInt8](repeating: 0x5B, count: 10_000_000)
        #expect(throws: JSONSyntaxError.self) { try JSONReader.read(bytes) }
    }

    @Test func `an object of many keys is read without comparing each with each`() throws {
        let members = (0..<20_000).map { "\"key \($0)\": \($0)" }.joined(separator: ",")
        let document = try JSONReader.read("{" + members + ",\"key 7\": null}")
        #expect(document.duplicateKeys.map(\.path) == ["key 7"])
        #expect(document.root.jsonValue().object?.count == 20_000)
    }
}
