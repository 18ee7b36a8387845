import JSON
import Measurement
import Reporting
import TestSupport
import Testing

/// Results against the schema that is shipped.
@Suite struct ResultSchemaTests {
    private static let path = "Sources/Scenarios/Resources/result.schema.json"

    private func problems(in value: JSONValue) throws -> [String] {
        let schema = try JSONReader.value(PackageFiles.text(Self.path))
        return SchemaCheck(schema).problems(in: value)
    }

    @Test func `results of every kind keep it`() throws {
        for result in [
            try Example.passed(), try Example.failed(), Example.invalid(), try Example.hostile(),
            Example.short(),
        ] {
            var result = result
            result.host = Example.host
            result.diagrams = [Example.diagram]
            let value = JSONReport.value(result, includeSeries: true, includeHost: true)
            #expect(try problems(in: value) == [])
        }
    }

    @Test func `the results of the shipped scenarios keep it`() throws {
        let paths = try PackageFiles.paths(under: "Reports", ending: "/result.json")
        #expect(!paths.isEmpty)
        for path in paths {
            #expect(try problems(in: JSONReader.value(PackageFiles.text(path))) == [], "\(path)")
        }
    }

    @Test(
        arguments: [
            ("verdict", "good", "$.verdict: enum"),
            ("fingerprint", "XYZ", "$.fingerprint: pattern"),
            ("schemaVersion", 2, "$.schemaVersion: const"), ("seed", "1", "$.seed: type"),
            ("tasks", ["lost": -1], "$.tasks.lost: minimum"),
            ("slowest", [["task": 1]], "$.slowest[0].task: type"),
            ("metrics", ["a": ["kind": "sum"]], "$.metrics.a.kind: enum"),
        ] as [(String, JSONValue, String)]
    )
    func `what breaks it is noticed`(key: String, value: JSONValue, problem: String) throws {
        var result =
            JSONReport.value(try Example.passed(), includeSeries: true, includeHost: false)
            .object ?? JSONObject()
        result[key] = value
        #expect(try problems(in: .object(result)).contains(problem))
    }

    @Test func `a member that is missing is noticed`() throws {
        let all = JSONReport.value(try Example.passed(), includeSeries: false, includeHost: false)
        for member in all.object?.members ?? [] where member.key != "series" {
            let rest = (all.object?.members ?? []).filter { $0.key != member.key }
            let problems = try problems(in: .object(JSONObject(rest.map { ($0.key, $0.value) })))
            #expect(problems == ["$.\(member.key): missing"])
        }
    }
}
