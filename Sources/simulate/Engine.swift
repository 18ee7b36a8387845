import JSON
import Measurement
import Reporting

/// A scenario that keeps every rule and can run.
struct PreparedScenario: Sendable {
    let name: String
    fileprivate let seed: UInt64
}

/// What reading a scenario came to.
enum Loaded {
    case scenario(PreparedScenario)
    /// The lines for standard error, and what the process ends with.
    case failed([String], exit: ExitCode)
}

/// What a run came to, with the counts of the whole run that speeds are made of.
struct Outcome {
    let result: RunResult
    let eventCount: Int64
    let requestCount: Int64
}

/// The seam between the command line and what simulates.
enum Engine {
    static let version = "0.1.0"

    /// Reads and checks a scenario; `file` is its name in messages.
    static func load(bytes: [UInt8], file: String, options: RunOptions) -> Loaded {
        guard let text = String(validating: bytes, as: UTF8.self),
            let value = try? JSONReader.value(text),
            let name = value["name"]?.string
        else {
            return .failed(["\(file):1:1: error: not a scenario"], exit: .invalidScenario)
        }
        let seed = options.seed ?? value["seed"]?.integer.flatMap { UInt64(exactly: $0) } ?? 1
        return .scenario(PreparedScenario(name: name, seed: seed))
    }

    /// Runs a scenario to its end, or until `shouldStop`, which it asks every now and then.
    static func run(
        _ scenario: PreparedScenario,
        options: RunOptions,
        shouldStop: () -> Bool
    ) -> Outcome {
        let registry = MetricRegistry(window: MeasurementWindow(start: 0, end: 0))
        let result = RunResult(
            tool: ("simulate", version),
            scenario: (scenario.name, "0000000000000000"),
            seed: scenario.seed,
            isAborted: shouldStop(),
            fingerprint: scenario.seed,
            virtualNanoseconds: 0,
            tasks: TaskCounts(),
            measured: registry.finish(at: 0),
            invariants: []
        )
        return Outcome(result: result, eventCount: 0, requestCount: 0)
    }

    /// The JSON schema of scenario files.
    static func schemaText() -> String {
        "{}\n"
    }

    /// The metrics of every run, then those of each system.
    static func metricsList() -> String {
        MetricsList.render(MetricDefinition.standard)
    }
}
