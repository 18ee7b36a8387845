import Measurement
import Scenarios
import Testing

/// What happens at the same time, and what outlives what it belongs to.
struct ProcessesRaceTests {
    private static let definitions = """
        [{"id": "level", "processes": [
            {"id": "high", "module": "criteria", "settings":
              {"criteria": [{"reading": "t", "above": 100}]}}],
          "links": [{"from": "high", "to": "end"}]},
         {"id": "other", "processes": [
            {"id": "high", "module": "criteria", "settings":
              {"criteria": [{"reading": "t", "above": 100}]}}],
          "links": [{"from": "high", "to": "end"}]},
         {"id": "part", "processes": [{"id": "ask", "module": "human",
            "settings": {"role": "clerk"}}], "links": [{"from": "ask", "to": "end"}]},
         {"id": "whole", "processes": [{"id": "part", "module": "process", "deadline": "10m",
            "settings": {"definition": "part"}}],
          "links": [{"from": "part", "to": "end"},
            {"from": "part", "outcome": "expired", "to": "end", "result": "late"}]},
         {"id": "loop", "processes": [{"id": "ask", "module": "human", "kind": "scenario",
            "visits": 1, "outcomes": ["again", "good"], "deadline": "10m", "start": true,
            "settings": {"role": "clerk"}}],
          "links": [{"from": "ask", "outcome": "again", "to": "ask"},
            {"from": "ask", "outcome": "good", "to": "end"},
            {"from": "ask", "outcome": "expired", "to": "end", "result": "late"}]}]
        """

    /// Runs a journey; a check that fails, or a broken invariant, fails the test.
    private func run(
        _ steps: String...,
        iterations: Int = 1,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> RunResult {
        let text = """
            {"version": 1, "name": "processes-races", "duration": "1h", "drain": "1m",
              "infrastructure": {"broker": {"latency": "1ms"}, "store": {"latency": "20ms"}},
              "systems": {"processes": {"definitions": \(Self.definitions)}},
              "flows": {"journey": [\(steps.joined(separator: ", "))]},
              "load": {"journey": {"executor": "shared-iterations", "vus": 10,
                "iterations": \(iterations), "flow": "journey"}}}
            """
        let reading = ScenarioReader.read(
            bytes: Array(text.utf8),
            file: "races.json",
            systems: SystemCatalogue.entries
        )
        let scenario = try #require(reading.scenario, "\(reading.diagnostics)")
        let result = ScenarioRunner(scenario, tool: ("test", "0"), withSeries: false).run().result
        let broken = result.invariants.filter { !$0.held }
        #expect(broken.isEmpty, sourceLocation: sourceLocation)
        #expect(result.count("checks_failed") == 0, sourceLocation: sourceLocation)
        return result
    }

    private static func request(_ method: String, _ path: String, _ body: String = "{}") -> String {
        let part = method == "GET" ? "" : ", \"body\": \(body)"
        return "{\"request\": {\"method\": \"\(method)\", "
            + "\"path\": \"http://localhost:8004\(path)\"\(part)}}"
    }

    private static func expect(_ status: Int, _ body: String = "{}") -> String {
        "{\"expect\": {\"status\": \(status), \"body\": \(body)}}"
    }

    private static func event(_ id: String, _ readings: String) -> String {
        "{\"publish\": {\"queue\": \"processes.events\", \"body\": {\"id\": \"\(id)\", "
            + "\"definition\": \"level\", \"key\": \"k${iteration}\", \"readings\": \(readings)}}}"
    }

    @Test func `an event that comes while a criterion is looked at is not lost`() throws {
        let result = try run(
            #"{"pause": "2s"}"#,
            Self.event("${uuid}", #"{"t": 50}"#),
            #"{"pause": "5s"}"#,
            Self.event("${uuid}", #"{"u": 1}"#),
            Self.event("${uuid}", #"{"t": 200}"#),
            iterations: 200
        )
        #expect(result.count("processes_instances{status:completed}") == 200)
    }

    @Test func `a request that comes before the engine is up waits for it`() throws {
        let result = try run(
            Self.request("POST", "/events", #"{"id": "e", "definition": "part"}"#),
            Self.expect(200, #"{"$.instance": "e", "$.started": true}"#)
        )
        #expect(result.count("checks") == 1)
    }

    @Test func `an id belongs to one definition, and its key stays free for others`() throws {
        func event(_ id: String, _ definition: String) -> String {
            Self.request(
                "POST",
                "/events",
                "{\"id\": \"\(id)\", \"definition\": \"\(definition)\", \"key\": \"k\"}"
            )
        }
        _ = try run(
            event("E1", "level"),
            Self.expect(200, #"{"$.started": true}"#),
            event("E1", "other"),
            Self.expect(409),
            event("E2", "other"),
            Self.expect(200, #"{"$.instance": "E2", "$.started": true}"#),
            event("E2", "other"),
            // Given again, it has the same answer and does nothing.
            Self.expect(200, #"{"$.instance": "E2", "$.started": true}"#)
        )
    }

    @Test func `a sub-process ends with the step that it is`() throws {
        let nobody = [
            Self.request("GET", "/tasks?status=open"), Self.expect(200, #"{"$.total": 0}"#),
        ]
        let pause = #"{"pause": "2s"}"#
        let result = try run(
            Self.request("POST", "/instances", #"{"definition": "whole", "id": "p1"}"#),
            pause,
            Self.request("GET", "/tasks?status=open"),
            Self.expect(200, #"{"$.total": 1}"#),
            Self.request("POST", "/instances/p1/cancel"),
            pause,
            nobody[0],
            nobody[1],
            Self.request("POST", "/instances", #"{"definition": "whole", "id": "p2"}"#),
            #"{"pause": "11m"}"#,
            nobody[0],
            nobody[1]
        )
        #expect(result.count("processes_instances{status:cancelled}") == 3)
    }

    @Test func `a step that was mended has its deadline`() throws {
        let pause = #"{"pause": "2s"}"#
        _ = try run(
            Self.request("POST", "/instances", #"{"definition": "loop", "id": "l"}"#),
            pause,
            Self.request(
                "POST",
                "/tasks/l:ask:0/decision",
                #"{"outcome": "again", "author": "x"}"#
            ),
            Self.expect(200),
            pause,
            Self.request("POST", "/incidents/l:ask:1/retry"),
            Self.expect(200),
            #"{"pause": "30m"}"#,
            Self.request("GET", "/instances/l"),
            Self.expect(200, #"{"$.status": "completed", "$.result": "late"}"#)
        )
    }
}
