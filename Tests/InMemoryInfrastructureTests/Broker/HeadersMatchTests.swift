import Infrastructure
import JSON
import Testing

@testable import InMemoryInfrastructure

/// Rule B1.10, against the definition (RabbitMQ docs, "Headers Exchange").
struct HeadersMatchTests {
    private static let values: [JSONValue?] = [nil, .null, 1, "1", true, 1.5, .number(1)]

    /// All tables of the fields `a`, `b` and `x-c`.
    private static let tables: [JSONObject] = values.flatMap { a in
        values.flatMap { b in
            [nil, .null, 1, 2].map { (c: JSONValue?) in
                var table = JSONObject()
                table["a"] = a
                table["b"] = b
                table["x-c"] = c
                return table
            }
        }
    }

    /// The rule as it is written down.
    private static func oracle(_ mode: String?, _ wanted: JSONObject, _ got: JSONObject) -> Bool {
        var results: [Bool] = []
        for field in ["a", "b", "x-c"] {
            guard let want = wanted[field] else { continue }
            if field == "x-c", mode?.hasSuffix("-with-x") != true { continue }
            switch (want, got[field]) {
            case (_, nil): results.append(false)
            case (.null, _): results.append(true)
            case (.integer(let left), .integer(let right)?): results.append(left == right)
            case (.number(let left), .number(let right)?): results.append(left == right)
            case (.integer(let whole), .number(let number)?),
                (.number(let number), .integer(let whole)?):
                results.append(Double(whole) == number)
            case (.string(let left), .string(let right)?): results.append(left == right)
            case (.bool(let left), .bool(let right)?): results.append(left == right)
            default: results.append(false)
            }
        }
        return mode?.hasPrefix("any") == true ? results.contains(true) : !results.contains(false)
    }

    @Test(arguments: [nil, "all", "any", "all-with-x", "any-with-x"])
    func `every small binding fits every small message as the oracle says`(_ mode: String?) {
        var wrong: [String] = []
        for wanted in Self.tables {
            var arguments = wanted
            arguments["x-match"] = mode.map(JSONValue.string)
            let match = HeadersMatch(arguments)
            for got in Self.tables where match.matches(got) != Self.oracle(mode, wanted, got) {
                wrong.append("\(wanted) \(got)")
            }
        }
        #expect(wrong == [])
    }
}
