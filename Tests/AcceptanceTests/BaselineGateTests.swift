import Measurement
import Reporting
import Scenarios
import Testing

/// A gate that never cries wolf and misses nothing.
@Suite struct BaselineGateTests {
    private static func scenario(latency: String) throws -> Scenario {
        let text = """
            {
              "version": 1, "name": "gate", "seed": 5, "warmUp": "2s", "duration": "20s",
              "infrastructure": { "broker": { "latency": "300us", "concurrency": 8 } },
              "systems": { "provisioning": {
                "profile": "task", "workers": { "count": 3, "prefetch": 4 },
                "configurationService": { "latency": "\(latency)" } } },
              "load": { "l": {
                "executor": "constant-arrival-rate", "rate": 8, "arrivals": "poisson",
                "flow": "submit" } }
            }
            """
        let reading = ScenarioReader.read(
            bytes: Array(text.utf8),
            file: "gate.json",
            systems: SystemCatalogue.entries
        )
        return try #require(reading.scenario)
    }

    private static func run(_ latency: String) throws -> RunResult {
        let runner = ScenarioRunner(
            try scenario(latency: latency),
            tool: ("test", "0"),
            withSeries: false
        )
        return runner.run().result
    }

    /// What a check finds in a run, against the baseline as it is read from its file.
    private static func check(_ result: RunResult, _ file: String) throws -> ResultComparison {
        let reader = ResultReader(metrics: SystemCatalogue.metrics)
        let baseline = try reader.readBaseline(Array(file.utf8), file: "gate.json")
        return ResultComparison(
            ComparedResult(baseline),
            ComparedResult(result),
            metrics: SystemCatalogue.metrics
        )
    }

    @Test func `an unchanged model passes a hundred times`() throws {
        let file = Baseline(try Self.run("1s")).text
        for _ in 1...100 {
            let comparison = try Self.check(try Self.run("1s"), file)
            #expect(comparison.changes.isEmpty && comparison.onlyNew.isEmpty)
        }
    }

    @Test func `one percent more fails and is named`() throws {
        let file = Baseline(try Self.run("1s")).text
        let comparison = try Self.check(try Self.run("1.01s"), file)
        let worse = comparison.changes.filter { $0.direction == .worse }
        #expect(worse.contains { $0.key.description == "task_duration" })
        let report = BaselineReport(comparison, file: "gate.json", baseline: "Baselines/gate.json")
        #expect(report.complaint.contains("task_duration"))
    }

    @Test func `less is an improvement`() throws {
        let file = Baseline(try Self.run("1s")).text
        let comparison = try Self.check(try Self.run("0.99s"), file)
        #expect(comparison.count(.worse) == 0 && comparison.count(.better) > 0)
    }
}
