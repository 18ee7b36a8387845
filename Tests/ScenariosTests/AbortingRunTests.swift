import Measurement
import Testing

@testable import Scenarios

/// Runs in which a threshold may end everything.
@Suite struct AbortingRunTests {
    private static func result(_ metric: String, _ threshold: String) throws -> RunResult {
        let text = """
            {
              "version": 1, "name": "early", "seed": 3, "warmUp": "5s", "duration": "60s",
              "systems": { "provisioning": {
                "profile": "task", "workers": { "count": 2, "prefetch": 4 },
                "configurationService": { "latency": {
                    "distribution": "exponential", "mean": "2s" }, "failure": "2%" } } },
              "load": { "l": {
                "executor": "constant-arrival-rate", "rate": 4, "arrivals": "poisson",
                "flow": "submit" } },
              "thresholds": { "\(metric)": [\(threshold)] }
            }
            """
        let reading = ScenarioReader.read(
            bytes: Array(text.utf8),
            file: "early.json",
            systems: SystemCatalogue.entries
        )
        let scenario = try #require(reading.scenario, "\(reading.diagnostics)")
        return ScenarioRunner(scenario, tool: ("test", "0")).run().result
    }

    @Test(
        arguments: [
            ("task_duration", "max<5s"), ("tasks_failed", "count<2"),
            ("queue_depth{queue:tasks}", "max<9"), ("tasks_failed", "rate<=0.02"),
        ]
    )
    func `the run ends at the very event`(metric: String, expression: String) throws {
        let whole = try Self.result(metric, #""\#(expression)""#)
        let cut = try Self.result(
            metric,
            #"{"threshold": "\#(expression)", "abortOnFail": true}"#
        )
        let breach = try #require(whole.thresholds.first?.firstBreachAt)
        #expect(cut.abortedBy == AbortRecord(metric: metric, expression: expression, at: breach))
        #expect(cut.virtualNanoseconds == breach && cut.verdict == .failed)
        #expect(cut.thresholds.first?.firstBreachAt == breach)
        #expect(cut.invariants.allSatisfy(\.held) && cut.tasks.isConserved)
        #expect(whole.virtualNanoseconds > breach && whole.abortedBy == nil)
    }

    @Test func `the run ends with the first window that fails`() throws {
        let result = try Self.result(
            "tasks_completed",
            #"{"threshold": "rate>=3", "window": "5s", "abortOnFail": true}"#
        )
        let whole = try Self.result(
            "tasks_completed",
            #"{"threshold": "rate>=3", "window": "5s"}"#
        )
        #expect(result.abortedBy?.at == whole.thresholds.first?.firstBreachAt)
        #expect(result.virtualNanoseconds % 5_000_000_000 == 0)
        #expect(result.verdict == .failed && result.measuredNanoseconds < 60_000_000_000)
    }

    @Test func `users whose message is on its way when the run ends begin nothing more`() throws {
        let text = """
            {
              "version": 1, "name": "early", "duration": "10s",
              "infrastructure": { "broker": { "latency": "5ms" } },
              "systems": { "provisioning": { "profile": "task" } },
              "flows": { "own": [{ "publish": { "queue": "results", "body": {} } }] },
              "load": { "l": { "executor": "constant-vus", "vus": 5, "flow": "own" } },
              "thresholds": {
                "iterations": [{ "threshold": "count<100", "abortOnFail": true }] }
            }
            """
        let reading = ScenarioReader.read(
            bytes: Array(text.utf8),
            file: "early.json",
            systems: SystemCatalogue.entries
        )
        let scenario = try #require(reading.scenario, "\(reading.diagnostics)")
        let result = ScenarioRunner(scenario, tool: ("test", "0")).run().result
        #expect(result.invariants.filter { !$0.held }.map(\.detail) == [])
        #expect(result.verdict == .failed && result.abortedBy?.metric == "iterations")
    }

    @Test func `what never breaks changes nothing`() throws {
        let plain = try Self.result("task_duration", #""max<1h""#)
        let watched = try Self.result(
            "task_duration",
            #"{"threshold": "max<1h", "window": "7s", "abortOnFail": true}"#
        )
        #expect(plain.fingerprint == watched.fingerprint && watched.abortedBy == nil)
        #expect(plain.verdict == .passed && watched.verdict == .passed)
    }
}
