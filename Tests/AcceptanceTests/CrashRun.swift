import Measurement
import Scenarios
import SimulationKernel
import Testing

/// Short runs of provisioning in which processes crash, and what their traces have to say.
struct CrashRun {
    var profile = "task"
    var workers = 2
    var latency = "10s"
    var rate = 1
    /// The elements of `faults`, as a file has them.
    var faults: [String] = []
    var seed: UInt64 = 1

    /// The scenario: infrastructure without latency, so that instants are whole seconds.
    var text: String {
        """
        {
          "version": 1, "name": "crash", "seed": \(seed), "duration": "30s", "drain": "1h",
          "systems": { "provisioning": {
            "profile": "\(profile)", "workers": { "count": \(workers), "prefetch": 20 },
            "configurationService": { "latency": "\(latency)", "failure": 0 } } },
          "load": { "tasks": {
            "executor": "constant-arrival-rate", "rate": \(rate), "flow": "submit",
            "vars": { "timeoutInSeconds": 60 } } },
          "faults": [\(faults.joined(separator: ", "))]
        }
        """
    }

    func scenario() throws -> Scenario {
        let reading = ScenarioReader.read(
            bytes: Array(text.utf8),
            file: "crash.json",
            systems: SystemCatalogue.entries
        )
        return try #require(reading.scenario, "\(reading.diagnostics)")
    }

    /// Runs it; a run whose books do not agree fails the test.
    func result() throws -> RunResult {
        let runner = ScenarioRunner(try scenario(), tool: ("test", "0"), withSeries: false)
        let result = runner.run().result
        let broken = result.invariants.filter { !$0.held }
        #expect(broken.isEmpty)
        #expect(result.verdict != .invalid)
        return result
    }

    /// A crash as a file has it.
    static func crash(_ target: String, at: String, for duration: String? = nil) -> String {
        let end = duration.map { ", \"for\": \"\($0)\"" } ?? ""
        return "{\"at\": \(at), \"kind\": \"crash\", \"target\": \"\(target)\"\(end)}"
    }
}
