import Measurement
import Scenarios
import Testing

@Suite struct BaselineThresholdTests {
    private static let file = """
        {
          "version": 1, "name": "first", "duration": "1m",
          "systems": { "provisioning": { "profile": "task" } },
          "load": { "l": {
            "executor": "constant-arrival-rate", "rate": 6, "flow": "submit" } },
          "thresholds": {
            "task_duration": ["p(99)<=baseline*1.05", "p(97)<baseline", "max<1h"]
          }
        }
        """

    private func scenario() throws -> Scenario {
        let reading = ScenarioReader.read(
            bytes: Array(Self.file.utf8),
            file: "first.json",
            systems: SystemCatalogue.entries,
            extraThresholds: ["tasks_failed=count<=baseline"]
        )
        return try #require(reading.scenario, "\(reading.diagnostics)")
    }

    @Test func `limits come from the baseline, and what it lacks is told with its place`() throws {
        var scenario = try scenario()
        #expect(scenario.needsBaseline)
        let problems = scenario.resolveBaseline(
            file: "first.json",
            baseline: "Baselines/first.json"
        ) { key, aggregate in
            switch "\(key) \(aggregate)" {
            case "task_duration p(99)": (2, true)
            case "tasks_failed count": (7, false)
            default: nil
            }
        }
        let limits = scenario.thresholds.map { $0.threshold.expression.limit?.shown }
        #expect(limits == [2.1, nil, 3600, 7])
        #expect(problems.count == 1)
        #expect(
            problems.first?.description.hasPrefix(
                "first.json:7:47: error: thresholds.task_duration: "
                    + "Baselines/first.json does not have p(97); "
            ) == true
        )
    }

    @Test func `a threshold without its baseline is not judged`() throws {
        let result = ScenarioRunner(try scenario(), tool: ("test", "0")).run().result
        #expect(result.thresholds.map(\.expression) == ["max<1h"])
    }
}
