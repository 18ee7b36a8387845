import Measurement
import Scenarios
import Testing

/// Flows of a file, from their steps to the result.
struct FlowRunTests {
    private static func file(_ steps: String, load: String = "", extra: String = "") -> String {
        """
        { "version": 1, "name": "x", "duration": "20s", \(extra)
          "infrastructure": { "http": { "latency": "10ms" }, "broker": { "latency": "1ms" } },
          "systems": { "provisioning": { "profile": "task",
            "configurationService": { "latency": "1s" } } },
          "flows": { "own": [\(steps)] },
          "load": { "l": { "executor": "per-vu-iterations", "vus": 2, "iterations": 2,
            "flow": "own"\(load) } } }
        """
    }

    private static func read(_ text: String, set: [String] = []) -> ScenarioReading {
        ScenarioReader.read(
            bytes: Array(text.utf8),
            file: "f",
            overrides: set.compactMap { ScenarioOverride($0) },
            systems: SystemCatalogue.entries
        )
    }

    private static func run(_ text: String, set: [String] = []) throws -> [String: Int64] {
        let reading = read(text, set: set)
        #expect(reading.diagnostics.map(\.description) == [])
        let scenario = try #require(reading.scenario)
        let result = ScenarioRunner(scenario, tool: ("rehearsal", "0")).run().result
        #expect(result.invariants.filter { !$0.held }.map(\.detail) == [])
        var counts: [String: Int64] = ["tasks": result.tasks.completed]
        for metric in result.metrics {
            counts[metric.key.description] =
                metric.counter?.count ?? metric.trend.map { Int64($0.count) }
        }
        return counts
    }

    private static let body = """
        {"timeoutInSeconds": "${timeout}", "parameters": {"username": "admin",
          "password": "${pick:a,b,c}", "vlan": 534, "interfaces": [1, 2, 3, 4]}}
        """

    private static let submit = """
        {"request": {"method": "POST", "path": "/api/v1/equipment/cpe/${serial}",
          "headers": {"x-user": "${vu}-${iteration}-${uuid}"}, "body": \(body)}},
        {"expect": {"status": 200, "body": {"$.code": 200}}},
        {"capture": {"taskId": "$.taskId"}}
        """

    private static let poll = """
        {"repeat": {"every": "${interval}", "atMost": 9,
          "until": {"status": 200, "body": {"$.code": 200}},
          "steps": [{"request": {"name": "poll",
            "path": "/api/v1/equipment/cpe/${serial}/task/${taskId}"}}]}}
        """

    @Test func `requests, checks, captures and repetitions work together`() throws {
        let counts = try Self.run(
            Self.file(
                "\(Self.submit), \(Self.poll), {\"pause\": \"1s\"}",
                load: #", "vars": {"interval": "300ms"}"#,
                extra: #""vars": {"timeout": 14},"#
            )
        )
        #expect(counts["tasks"] == 4)
        #expect(counts["iterations"] == 4)
        #expect(counts["tasks_submitted"] == 4)
        #expect(counts["checks_failed"] == 0)
        #expect(counts["checks"] == 8)
        // The service takes a second: polled after 0.3, 0.6, 0.9 and 1.2 s.
        #expect(counts["http_req_duration{name:poll}"] == counts["polls"])
        let name = "http_req_duration{name:POST /api/v1/equipment/cpe/:serial}"
        #expect(counts[name] == 4)
    }

    @Test(arguments: [
        (#""status": 404"#, 8), (#""status": 200"#, 4), (#""not": {"status": 200}"#, 8),
        (#""body": {"$.message": "Not Found"}"#, 8), (#""body": {"$.message": "Found"}"#, 4),
        (#""status": 404, "not": {"body": {"$.message": "Not Found"}}"#, 4),
    ])
    func `steps under a condition are done only when the reply is so`(
        condition: String,
        requests: Int64
    ) throws {
        let request = #"{"request": {"path": "/nowhere"}}"#
        let counts = try Self.run(
            Self.file("\(request), {\"when\": {\(condition), \"steps\": [\(request)]}}")
        )
        #expect(counts["http_reqs"] == requests)
        #expect(counts["checks"] == 0)
        #expect(counts["iterations"] == 4)
    }

    @Test func `a condition within a repetition, and what it captures, belong to the journey`()
        throws
    {
        let steps = """
            {"request": {"path": "/nowhere"}},
            {"repeat": {"atMost": 3, "every": "1s", "steps": [
              {"when": {"status": 404, "steps": [{"capture": {"text": "$.message"}},
                {"request": {"path": "/${text}"}},
                {"when": {"status": 200, "steps": [{"pause": "1h"}]}}]}}]}},
            {"expect": {"status": 404, "body": {"$.message": "${text}"}}}
            """
        let counts = try Self.run(Self.file(steps))
        #expect(counts["http_reqs"] == 16)
        #expect(counts["checks"] == 4)
        #expect(counts["checks_failed"] == 0)
    }

    @Test func `a condition without anything to look for is told`() {
        let reading = Self.read(Self.file(#"{"when": {"steps": [{"pause": "1s"}]}}"#))
        let messages = reading.diagnostics.map(\.description)
        #expect(
            messages.contains { $0.contains("flows.own[0].when: there is nothing to look for") }
        )
    }

    @Test func `--set reaches into flows`() throws {
        let text = Self.file(
            Self.submit,
            load: #", "vars": {"timeout": 14}"#
        )
        let counts = try Self.run(text, set: ["flows.own[1].expect.status=422"])
        #expect(counts["checks_failed"] == 4)
        let unknown = Self.read(text, set: ["flows.own[1].expect.statu=422"])
        #expect(unknown.hasUsageErrors)
        #expect(Self.read(text, set: ["flows.other=[]"]).hasUsageErrors)
    }

    @Test func `a value that is not there ends the iteration as a failed check`() throws {
        let steps = #"{"request": {"path": "/"}}, {"capture": {"a": "$.b[0]"}}, "#
        let counts = try Self.run(Self.file(steps + #"{"request": {"path": "/${a}"}}"#))
        #expect(counts["http_reqs"] == 4)
        #expect(counts["checks_failed"] == 4)
        #expect(counts["iterations"] == 4)
    }

    @Test func `repetitions within each other count by themselves`() throws {
        let inner = #"{"repeat": {"atMost": 3, "steps": [{"request": {"path": "/"}}]}}"#
        let counts = try Self.run(Self.file(#"{"repeat": {"atMost": 2, "steps": [\#(inner)]}}"#))
        #expect(counts["http_reqs"] == 24)
        #expect(counts["checks"] == 0)
    }

    @Test func `messages go through the broker and come back`() throws {
        // Results of no task, which the system's own consumer shares with those who wait.
        let send = """
            "flows": { "send": [{"pause": "1s"},
              {"publish": {"queue": "results", "headers": {"n": 1}, "body": {"id": "${vu}"}}}],
            """
        let load = """
            "load": { "s": { "executor": "per-vu-iterations", "vus": 4, "iterations": 1,
              "flow": "send" },
            """
        let text = Self.file(#"{"receive": {"queue": "results", "within": "2s"}}"#)
            .replacing(#""flows": {"#, with: send)
            .replacing(#""load": {"#, with: load)
        let counts = try Self.run(text)
        #expect(counts["iterations"] == 8)
        #expect(counts["checks"] == 4)
        let failed = try #require(counts["checks_failed"])
        #expect(failed < 4)
    }

    @Test func `a message that does not come in time is a failed check`() throws {
        let counts = try Self.run(Self.file(#"{"receive": {"queue": "tasks", "within": "2s"}}"#))
        #expect(counts["checks_failed"] == 4)
        #expect(counts["iterations"] == 4)
    }

    @Test func `who receives one message leaves all others to the system`() throws {
        let tasks = """
            "other": { "executor": "constant-arrival-rate", "rate": 2, "flow": "submit" },
            "l": { "executor"
            """
        let text = Self.file(#"{"receive": {"queue": "tasks", "within": "2s"}}"#)
            .replacing(#""l": { "executor""#, with: tasks)
            .replacing(#""vus": 2, "iterations": 2"#, with: #""vus": 1, "iterations": 1"#)
        let counts = try Self.run(text)
        #expect(counts["checks_failed"] == 0)
        // Of the 40 tasks, the one that the load took is nobody's any more.
        #expect(counts["tasks"] == 39)
        #expect(counts["tasks_lost"] == 1)
    }

    @Test func `a queue that is not there fails the check at once`() throws {
        let step = #"{"receive": {"queue": "none-${vu}", "within": "19s"}}"#
        let counts = try Self.run(Self.file(step))
        #expect(counts["checks_failed"] == 4)
        #expect(counts["dropped_iterations"] == 0)
    }

    @Test func `a message that is refused spoils no other one`() throws {
        let steps = """
            {"publish": {"exchange": "nowhere", "routingKey": "k", "body": 1}},
            {"publish": {"queue": "results", "body": 1}}
            """
        let text = Self.file(steps)
            .replacing("per-vu-iterations", with: "constant-arrival-rate")
            .replacing(#""vus": 2, "iterations": 2"#, with: #""rate": 300"#)
            .replacing(#""broker": { "latency": "1ms" }"#, with: #""broker": { "latency": "5ms" }"#)
        let counts = try Self.run(text)
        // Each of 6000 fails once, but for what the end of the load cuts off.
        let failed = try #require(counts["checks_failed"])
        #expect((5990...6000).contains(failed))
    }

    @Test func `an exchange that is not there fails the check and not the run`() throws {
        let counts = try Self.run(
            Self.file(#"{"publish": {"exchange": "nowhere", "routingKey": "k", "body": 1}}"#)
        )
        #expect(counts["checks_failed"] == 4)
    }

    @Test(arguments: [
        (#"{"request": {"path": "/", "service": "provisionin"}}"#, "provisioning"),
        (#"{"receive": {"queue": "task", "within": "1s"}}"#, "tasks"),
        (#"{"publish": {"queue": "reslts"}}"#, "results"),
        (#"{"request": {"path": "/${timout}"}}"#, "timeout"),
    ])
    func `names that nothing has are told with the nearest one`(step: String, name: String) {
        let text = Self.file(step, extra: #""vars": {"timeout": 14},"#)
        let messages = Self.read(text).diagnostics.map(\.description)
        #expect(messages.count == 1)
        #expect(messages.first?.hasSuffix("did you mean \"\(name)\"?") == true, "\(messages)")
    }

    @Test(arguments: [
        (#", "vars": {"interval": "soon"}"#, "load.l.vars.interval: the flow needs a duration"),
        (#", "vars": {"intervall": "1s"}"#, "unknown variable \"interval\"; did you mean"),
    ])
    func `variables of loads are checked with the flow`(load: String, message: String) {
        let text = Self.file(#"{"pause": "${interval}"}"#, load: load)
        let messages = Self.read(text).diagnostics.map(\.description)
        #expect(messages.contains { $0.contains(message) }, "\(messages)")
    }

    @Test func `users do not go round for ever in a flow without time`() {
        let text = Self.file(#"{"expect": {"status": 200}}"#)
            .replacing("per-vu-iterations", with: "constant-vus")
            .replacing(#", "iterations": 2"#, with: "")
        let messages = Self.read(text).diagnostics.map(\.message)
        #expect(messages == ["the flow own takes no time, so that users would go round for ever"])
    }

    @Test func `flows are a part of the fingerprint, where there are any`() throws {
        let text = Self.file(#"{"pause": "1s"}"#)
        let fingerprint = try #require(Self.read(text).scenario?.fingerprint)
        let spelt = text.replacing("\"pause\": \"1s\"", with: "\"pause\": \"1000ms\"")
        #expect(Self.read(spelt).scenario?.fingerprint == fingerprint)
        let other = text.replacing("\"pause\": \"1s\"", with: "\"pause\": \"2s\"")
        #expect(Self.read(other).scenario?.fingerprint != fingerprint)
    }
}
