import JSON
import Testing

/// A text that is not JSON, and where and how the reader says so.
struct BadText: Sendable, CustomTestStringConvertible {
    let text: String
    let position: String
    let message: String
    let hint: String?

    init(_ text: String, _ position: String, _ message: String, hint: String? = nil) {
        self.text = text
        self.position = position
        self.message = message
        self.hint = hint
    }

    var testDescription: String {
        text.debugDescription
    }
}

struct JSONSyntaxErrorTests {
    @Test(arguments: ends + literals + numbers + strings + structure + characters)
    func `bad texts are refused with a place, a reason and a hint`(bad: BadText) {
        let error = #expect(throws: JSONSyntaxError.self) { try JSONReader.read(bad.text) }
        guard let error else { return }
        #expect(error.position.description == bad.position, "\(error)")
        #expect(error.message.contains(bad.message), "\(error)")
        if let hint = bad.hint {
            #expect(error.hint?.contains(hint) == true, "\(error)")
        }
    }

    private static let ends = [
        BadText("", "1:1", "the file is empty", hint: "{}"),
        BadText(" \n ", "2:2", "only white space"),
        BadText("[", "1:2", "ends inside the array opened at line 1, column 1", hint: "with ]"),
        BadText("[1", "1:3", "ends inside the array opened at line 1, column 1"),
        BadText("[1,\n", "2:1", "ends inside the array opened at line 1, column 1"),
        BadText("{\n  \"a\": [{", "2:10", "the object opened at line 2, column 9", hint: "}]}"),
        BadText("{\"a\"", "1:5", "ends inside the object opened at line 1, column 1"),
        BadText("{\"a\":", "1:6", "ends inside the object opened at line 1, column 1"),
        BadText("{\"a\":1,", "1:8", "ends inside the object opened at line 1, column 1"),
        BadText("[\"ab", "1:5", "ends inside the string opened at line 1, column 2"),
        BadText("[\"ab\\", "1:6", "ends inside the string opened at line 1, column 2"),
        BadText("[\"\\u12", "1:7", "ends inside the string opened at line 1, column 2"),
        BadText("[-", "1:3", "ends inside the number at line 1, column 2"),
        BadText("1.", "1:3", "ends inside the number at line 1, column 1"),
        BadText("1e+", "1:4", "ends inside the number at line 1, column 1"),
        BadText("{} {}", "1:4", "there is more after the value", hint: "one value"),
        BadText("1, 2", "1:2", "there is more after the value", hint: "[…]"),
        BadText("[]]", "1:3", "nothing open that ']' could close"),
        BadText("}", "1:1", "nothing open that '}' could close"),
    ]

    private static let literals = [
        BadText("[True]", "1:2", "unknown word 'True'", hint: "write true"),
        BadText("FALSE", "1:1", "unknown word 'FALSE'", hint: "write false"),
        BadText("None", "1:1", "unknown word 'None'", hint: "write null"),
        BadText("undefined", "1:1", "unknown word 'undefined'", hint: "write null"),
        BadText("tru", "1:1", "unknown word 'tru'"),
        BadText("{\"a\": hello}", "1:7", "unknown word 'hello'", hint: "\"hello\""),
        BadText("été", "1:1", "unknown word 'été'", hint: "\"été\""),
        BadText("NaN", "1:1", "'NaN' is not a number in JSON", hint: "null"),
        BadText("+Infinity", "1:1", "'+Infinity' is not a number in JSON"),
        BadText("-Infinity", "1:1", "'-Infinity' is not a number", hint: "no infinity"),
    ]

    private static let numbers = [
        BadText("[01]", "1:2", "leading zero", hint: "octal"),
        BadText("-00", "1:1", "leading zero"),
        BadText("+1", "1:1", "plus sign", hint: "write 1"),
        BadText(".5", "1:1", "missing before the decimal point", hint: "write 0.5"),
        BadText("[1.]", "1:4", "missing after the decimal point"),
        BadText("1.e5", "1:3", "missing after the decimal point"),
        BadText("[-]", "1:3", "missing after the minus sign"),
        BadText("-.5", "1:2", "missing after the minus sign"),
        BadText("[1e]", "1:4", "missing in the exponent"),
        BadText("0x1F", "1:1", "'0x1F' is not a number", hint: "decimal"),
        BadText("1_000", "1:1", "'1_000' is not a number", hint: "underscores"),
        BadText("{\"d\": 10s}", "1:7", "'10s' is not a number", hint: "\"10s\""),
        BadText("[5µs]", "1:2", "'5µs' is not a number", hint: "\"5µs\""),
        BadText("0.1%", "1:1", "'0.1%' is not a number", hint: "\"0.1%\""),
        BadText("1.2.3", "1:1", "'1.2.3' is not a number"),
        BadText("2024-01-01", "1:1", "'2024-01-01' is not a number"),
    ]

    private static let strings = [
        BadText("\"a\nb\"", "1:3", "the line ends inside the string opened at line 1, column 1"),
        BadText("\"a\tb\"", "1:3", "a tab in a string", hint: "\\t"),
        BadText("\"a\u{1B}b\"", "1:3", "control character U+001B", hint: "\\u001B"),
        BadText("\"é\\x41\"", "1:3", "unknown escape \\x", hint: "\\\\"),
        BadText("\"\\'\"", "1:2", "unknown escape \\'", hint: "no backslash"),
        BadText("\"\\\n\"", "1:2", "a backslash before U+000A", hint: "\\n"),
        BadText("\"\\u12G4\"", "1:2", "four hexadecimal digits"),
        BadText("\"\\uD800\"", "1:2", "\\uD800 is one half of a surrogate pair"),
        BadText("\"\\uDC00\\uD800\"", "1:2", "\\uDC00 is one half of a surrogate pair"),
        BadText("\"\\uD800\\u0041\"", "1:2", "\\uD800 is one half of a surrogate pair"),
        BadText("{\"a\": \"say \"hi\" now\"}", "1:13", "found 'h'", hint: "\\\""),
    ]

    private static let structure = [
        BadText("[1, 2,\n]", "1:6", "a trailing comma", hint: "before the ]"),
        BadText("{\"a\": 1,}", "1:8", "a trailing comma", hint: "before the }"),
        BadText("[,1]", "1:2", "nothing stands before this comma"),
        BadText("[1,,2]", "1:4", "nothing stands before this comma"),
        BadText("{,}", "1:2", "nothing stands before this comma"),
        BadText("[1 2]", "1:4", "a comma is missing before '2'"),
        BadText("{\"a\": 1\n \"b\": 2}", "2:2", "a comma is missing before '\"'"),
        BadText("{a: 1}", "1:2", "a key needs double quotes", hint: "\"a\""),
        BadText("{1: 1}", "1:2", "a key needs double quotes", hint: "\"1\""),
        BadText("{[1]}", "1:2", "expected a key in double quotes, found '['"),
        BadText("{\"a\" 1}", "1:6", "expected a colon after the key \"a\", found '1'"),
        BadText("{\"a\" = 1}", "1:6", "found '='", hint: "colon"),
        BadText("{\"a\"}", "1:5", "expected a colon after the key \"a\", found '}'"),
        BadText("{\"a\":}", "1:6", "expected a value for the key \"a\", found '}'"),
        BadText("{\"a\":,}", "1:6", "expected a value for the key \"a\", found ','"),
        BadText("{\"a\":1]", "1:7", "']' cannot close the object opened at line 1, column 1"),
        BadText("[1}", "1:3", "'}' cannot close the array opened at line 1, column 1"),
        BadText("[\"a\": 1]", "1:5", "a colon in an array", hint: "{…}"),
        BadText("{\"a\":: 1}", "1:6", "expected a value for the key \"a\", found ':'"),
        BadText("e5", "1:1", "unknown word 'e5'"),
        BadText("(1)", "1:1", "expected a value, found '('"),
    ]

    private static let characters = [
        BadText("// x\n{}", "1:1", "no comments", hint: "remove"),
        BadText("{} /* x */", "1:4", "no comments"),
        BadText("[1, # one\n]", "1:5", "no comments"),
        BadText("{'a': 1}", "1:2", "a string needs double quotes"),
        BadText("['a']", "1:2", "a string needs double quotes"),
        BadText("[\u{201C}a\u{201D}]", "1:2", "typographic quotes", hint: "straight"),
        BadText("[1;2]", "1:3", "no semicolons", hint: "comma"),
        BadText("[\u{A0}1]", "1:2", "U+00A0", hint: "ordinary space"),
        BadText("[1\u{A0}]", "1:3", "U+00A0"),
        BadText("[\u{C}1]", "1:2", "U+000C"),
        BadText("[😀]", "1:2", "expected a value, found '😀'"),
        BadText("\u{FEFF}{}", "1:1", "byte order mark", hint: "UTF-8"),
        BadText("{\r\n\r\"é😀\": x}", "3:7", "unknown word 'x'"),
        BadText("[1,\u{0}]", "1:4", "NUL at byte offset 3"),
    ]
}
