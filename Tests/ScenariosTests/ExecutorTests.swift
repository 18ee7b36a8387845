import Measurement
import Scenarios
import Testing

/// Loads of every executor, from the file to the result.
struct ExecutorTests {
    private static func file(_ loads: String, duration: String? = "10s") -> String {
        let duration = duration.map { "\"duration\": \"\($0)\"," } ?? ""
        return """
            { "version": 1, "name": "x", \(duration)
              "infrastructure": { "http": { "latency": "100ms" } },
              "systems": { "provisioning": { "profile": "task",
                "configurationService": { "latency": "10ms" } } },
              "load": { \(loads) } }
            """
    }

    private static func read(_ text: String) throws -> Scenario {
        let reading = ScenarioReader.read(
            bytes: Array(text.utf8),
            file: "f",
            systems: SystemCatalogue.entries
        )
        #expect(reading.diagnostics.isEmpty, "\(reading.diagnostics.map(\.description))")
        return try #require(reading.scenario)
    }

    private static func run(_ text: String) throws -> RunResult {
        ScenarioRunner(try read(text), tool: ("rehearsal", "0")).run().result
    }

    private static func load(_ keys: String) -> String {
        "\"l\": { \"flow\": \"submit\", \(keys) }"
    }

    @Test(
        arguments: [
            (#""executor": "constant-arrival-rate", "rate": 3"#, 30),
            (
                #""executor": "ramping-arrival-rate", "startRate": 2.5, "stages": [{"duration": "4s", "target": 7.5}, {"duration": "4s", "target": 0}]"#,
                35
            ),
            (
                #""executor": "ramping-arrival-rate", "timeUnit": "1m", "stages": [{"duration": "10s", "target": 60}]"#,
                5
            ),
            (#""executor": "constant-vus", "vus": 3"#, 300),
            (#""executor": "constant-vus", "vus": 3, "startTime": "5s", "duration": "1s""#, 30),
            (
                #""executor": "ramping-vus", "startVUs": 0, "stages": [{"duration": "10s", "target": 10}]"#,
                450
            ),
            (#""executor": "per-vu-iterations", "vus": 3, "iterations": 7"#, 21),
            (#""executor": "shared-iterations", "vus": 3, "iterations": 7"#, 7),
            (#""executor": "trace", "times": ["0s", "1s", "1s", "9.5s"]"#, 4),
        ] as [(String, Int64)]
    )
    func `each executor makes the iterations that it should`(keys: String, tasks: Int64) throws {
        let result = try Self.run(Self.file(Self.load(keys)))
        #expect(result.tasks.submitted == tasks)
        #expect(result.tasks.completed == tasks)
        let broken = result.invariants.filter { !$0.held }
        #expect(broken.isEmpty)
    }

    @Test func `loads that know their end need no duration of the scenario`() throws {
        let loads = """
            "a": { "flow": "submit", "executor": "ramping-vus", "startTime": "3s",
                   "stages": [{ "duration": "4s", "target": 2 }] },
            "b": { "flow": "submit", "executor": "trace", "times": ["5s", "6s"] },
            "c": { "flow": "submit", "executor": "constant-vus", "vus": 1, "duration": "2s" }
            """
        let scenario = try Self.read(Self.file(loads, duration: nil))
        #expect(scenario.duration == 7_000_000_000)
        let open = Self.file(
            Self.load(#""executor": "shared-iterations", "vus": 1, "iterations": 1"#),
            duration: nil
        )
        let reading = ScenarioReader.read(
            bytes: Array(open.utf8),
            file: "f",
            systems: SystemCatalogue.entries
        )
        let messages = reading.diagnostics.map(\.message)
        #expect(messages == ["missing key \"duration\""])
    }

    @Test func `tags tell the figures of loads apart`() throws {
        let loads = """
            "a": { "flow": "submit", "executor": "constant-arrival-rate", "rate": 2,
                   "tags": { "tier": "gold", "kind": "open" } },
            "b": { "flow": "submit", "executor": "trace", "times": ["0s"],
                   "tags": { "tier": "free" } },
            "c": { "flow": "submit", "executor": "trace", "times": ["0s", "1s"] }
            """
        let text = Self.file(loads).replacing(
            "\"load\":",
            with: """
                "thresholds": {
                  "http_req_duration{tier:gold}": ["count==20"],
                  "task_duration{tier:free}": ["max<1s"],
                  "tasks_completed{kind:open,tier:gold}": ["count==20"] },
                "load":
                """
        )
        let result = try Self.run(text)
        #expect(result.verdict == .passed)
        for (key, count) in [
            ("iterations", 23), ("iterations{tier:gold}", 20), ("iterations{tier:free}", 1),
            ("iterations{kind:open}", 20), ("tasks_completed", 23),
        ] as [(String, Int64)] {
            #expect(
                result.metrics.first { $0.key.description == key }?.counter?.count == count,
                "\(key)"
            )
        }
        let duration = result.metrics
            .first { $0.key.description == "http_req_duration{name:submit}" }?.trend
        #expect(duration?.count == 23)
    }

    @Test(arguments: [
        ("http_reqs{teir:gold}", #"unknown tag "teir" of http_reqs; did you mean "tier"?"#),
        ("http_reqs{tier:glod}", #"unknown tier "glod"; did you mean "gold"?"#),
        ("tasks_rejected{tier:gold}", #"unknown tag "tier" of tasks_rejected; it has no tags"#),
    ])
    func `a tag that no load has is told`(key: String, message: String) {
        let load = Self.load(
            #""executor": "constant-vus", "vus": 1, "tags": {"tier": "gold"}"#
        )
        let text = Self.file(load).replacing(
            "\"load\":",
            with: "\"thresholds\": { \"\(key)\": [\"count<1\"] }, \"load\":"
        )
        let reading = ScenarioReader.read(
            bytes: Array(text.utf8),
            file: "f",
            systems: SystemCatalogue.entries
        )
        #expect(reading.diagnostics.count == 1)
        #expect(reading.diagnostics.first?.description.hasSuffix(message) == true)
    }
}
