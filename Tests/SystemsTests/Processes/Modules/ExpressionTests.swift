import JSON
import Systems
import Testing

/// Expressions: what they give, and what they refuse.
struct ExpressionTests {
    private static let variables: JSONObject = [
        "heat": 85, "limit": 80.5, "pump": "p-17", "ok": true, "tags": ["a", "b"],
        "nested": ["list": [1, ["deep-key": "found"]]], "nothing": .null,
        "greatest": .integer(.max),
    ]

    private func value(_ text: String) throws -> JSONValue {
        try Expression(text).value(
            in: ExpressionScope(variables: Self.variables, instance: "i-1", visit: 2)
        )
    }

    static let values: [(String, JSONValue)] = [
        ("1 + 2 * 3", 7), ("(1 + 2) * 3", 9), ("2 - 3 - 4", -5), ("7 / 2", 3.5), ("8 / 2", 4),
        ("7 % 4", 3), ("-7 % 4", -3), ("7.5 % 2", 1.5), ("1 / 0", .null), ("1 % 0", .null),
        ("- -2", 2), ("-heat + 5", -80), ("greatest + 1", 9.223372036854775807e18),
        ("heat > limit", true), ("heat <= 85", true), ("limit >= 80.5", true),
        ("heat < 85", false), ("pump < 'p-2'", true), ("heat > 'text' or ok", true),
        ("heat == 85.0", true), ("pump != 'p-17'", false), ("nothing == null", true),
        ("missing == null", true), ("missing > 1", false), ("missing <= 1", false),
        ("not ok", false), ("not heat > 90", true), ("not missing", .null),
        ("ok and heat > 80 or missing", true), ("missing or false", .null),
        ("missing and false", false), ("missing or true", true), ("missing and true", .null),
        ("false and missing", false), ("pump in ['p-16', 'p-17']", true), ("1 in tags", false),
        ("'a' in tags", true), ("1 in heat", false), ("'ab' + 'c'", "abc"), ("pump + 1", .null),
        ("tags[1]", "b"), ("tags[2]", .null), ("nested.list[1]['deep-key']", "found"),
        ("nested['list'][0]", 1), ("heat.deeper", .null), ("variables.heat", 85),
        ("variables['pump']", "p-17"), ("instance + '!'", "i-1!"), ("visit + 1", 3),
        ("min(3, 1, 2)", 1), ("max(heat, limit)", 85), ("max(heat, missing)", .null),
        ("abs(-3)", 3), ("floor(2.7)", 2), ("ceil(2.1)", 3), ("round(2.5)", 3),
        ("round(-2.5)", -3), ("size(tags)", 2), ("size('añb')", 3), ("size(heat)", .null),
        ("defined(heat)", true), ("defined(missing)", false), ("\"it's\"", "it's"),
        ("'a\\'b\\n'", "a'b\n"),
    ]

    @Test(arguments: values)
    func `an expression has its value`(_ text: String, _ expected: JSONValue) throws {
        #expect(try value(text) == expected)
    }

    static let mistakes: [(String, Int, String)] = [
        ("", 1, "expected a value, found the end"),
        ("heat >", 7, "expected a value, found the end"),
        ("heat = 1", 6, "unknown sign \"=\""),
        ("heat && ok", 6, "unknown sign \"&\""),
        ("(1 + 2", 7, "expected \")\", found the end"),
        ("1 2", 3, "expected an operator or the end, found 2"),
        ("'open", 1, "the text that begins here has no end"),
        ("1 < 2 < 3", 7, "\"<\" cannot follow another comparison"),
        ("heat + 'a' * 2", 8, "\"*\" takes a number, and this is a text"),
        ("1 + 'a'", 3, "\"+\" takes two numbers or two texts, not a number and a text"),
        ("1 == 'a'", 3, "a number is never equal to a text"),
        ("ok and 1", 8, "\"and\" takes true or false, and this is a number"),
        ("not 5", 5, "\"not\" takes true or false, and this is a number"),
        ("-'a'", 2, "\"-\" takes a number, and this is a text"),
        ("'a' in 'abc'", 8, "\"in\" takes a list, and this is a text"),
        ("nosuch(1)", 1, "unknown function \"nosuch\""),
        ("abs()", 1, "abs takes one value, found 0"),
        ("min()", 1, "min takes one value or more, found 0"),
        ("heat.", 6, "expected a name, found the end"),
        ("tags[x]", 6, "expected a place or a key, found \"x\""),
        ("tags[1.5]", 6, "expected a place or a key, found 1.5"),
        ("01", 1, "a number has no leading zeros"),
        ("5s", 2, "a number ends before letters"),
        ("in", 1, "expected a value, found \"in\""),
        ("ok < true", 6, "\"<\" takes numbers or texts, and this is true or false"),
    ]

    @Test(arguments: mistakes)
    func `a mistake is told with its column`(_ text: String, _ column: Int, _ message: String) {
        do throws(ExpressionError) {
            _ = try Expression(text)
            Issue.record("there is no mistake")
        } catch {
            #expect(error.message == message)
            #expect(error.column == column)
        }
    }

    @Test
    func `what is too long or too deep is refused and never overflows the stack`() {
        let deep = String(repeating: "(", count: 900) + "1" + String(repeating: ")", count: 900)
        let many = Array(repeating: "1", count: 150).joined(separator: "+")
        let negations = String(repeating: "not ", count: 400) + "true"
        for text in [deep, many, negations, String(repeating: "-", count: 1500) + "1"] {
            #expect(throws: ExpressionError.self) { _ = try Expression(text) }
        }
        #expect(throws: ExpressionError.self) {
            _ = try Expression("'" + String(repeating: "x", count: 2000) + "'")
        }
    }

    @Test
    func `templates insert values`() throws {
        let scope = ExpressionScope(variables: Self.variables)
        let template = try ExpressionTemplate("{{{pump}}}: {heat} > {limit} {tags}{missing} {'}'}")
        #expect(template.text(in: scope) == "{p-17}: 85 > 80.5 [\"a\",\"b\"] }")
    }

    @Test(arguments: [("ab {", 4), ("ab }", 4), ("ab {heat +}", 11), ("{1 + 'a'}", 4)])
    func `a mistake of a template has its column in the whole text`(_ text: String, _ column: Int) {
        do throws(ExpressionError) {
            _ = try ExpressionTemplate(text)
            Issue.record("there is no mistake")
        } catch {
            #expect(error.column == column)
        }
    }
}
