import Measurement
import Reporting
import Scenarios
import TestSupport
import Testing

/// A scenario file of the package.
struct ShippedScenario: CustomTestStringConvertible, Sendable {
    let name: String

    var testDescription: String { name }

    /// Every file of `Scenarios/`, by name.
    static let all: [ShippedScenario] = {
        let paths = (try? PackageFiles.scenarios()) ?? []
        return paths.map { ShippedScenario(name: String($0.dropFirst(10).dropLast(5))) }
    }()

    /// Those that are small enough for a debug build: fewer than 10,000 tasks.
    static let small = all.filter { scenario in
        guard let tasks = try? scenario.load().plannedTasks else { return true }
        return tasks < 10_000
    }

    /// Reads the file, which has to be valid.
    func load(seed: UInt64? = nil) throws -> Scenario {
        let file = "Scenarios/\(name).json"
        let reading = ScenarioReader.read(
            bytes: Array(try PackageFiles.text(file).utf8),
            file: file,
            seed: seed,
            systems: SystemCatalogue.entries
        )
        return try #require(reading.scenario, "\(reading.diagnostics)")
    }

    /// Runs it and returns the result with its bytes, as `--out json` without series writes them.
    func run(seed: UInt64? = nil) throws -> (result: RunResult, bytes: String) {
        let runner = ScenarioRunner(
            try load(seed: seed),
            tool: ("rehearsal", "0.1.0"),
            withSeries: false
        )
        let result = runner.run().result
        return (result, JSONReport.render(result, includeSeries: false, includeHost: false))
    }
}

extension Scenario {
    /// How many tasks the loads offer, about.
    var plannedTasks: Int {
        loads.reduce(0) { sum, load in
            guard case .constantArrivalRate(let rate) = load.executor else { return sum }
            let duration = load.duration ?? loadEnd - load.startTime
            let arrivals = Double(duration) * Double(rate.numerator) / Double(rate.denominator)
            return sum + Int(arrivals)
        }
    }
}
