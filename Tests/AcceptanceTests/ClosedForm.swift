import Measurement
import Scenarios
import Testing

/// A scenario that queueing theory has exact figures for: infrastructure that takes no time, so
/// many workers with one task each, and a service of a given law.
struct ClosedForm: Sendable, CustomTestStringConvertible {
    /// A figure of a result, by key and aggregate, and what it is exactly.
    struct Figure: Sendable {
        enum Aggregate: Sendable {
            case mean, p50, p95, p99
        }

        let key: String
        let aggregate: Aggregate
        let exact: Double

        init(_ key: String, _ exact: Double) {
            self.init(key, .mean, exact)
        }

        init(_ key: String, _ aggregate: Aggregate, _ exact: Double) {
            self.key = key
            self.aggregate = aggregate
            self.exact = exact
        }

        /// Nil where the run has no sample.
        func value(in result: RunResult) -> Double? {
            let metric = result.metrics.first { $0.key.description == key }
            if let gauge = metric?.gauge { return gauge.statistics?.mean }
            guard let statistics = metric?.trend?.statistics else { return nil }
            return switch aggregate {
            case .mean: statistics.mean
            case .p50: statistics.med
            case .p95: statistics.p95
            case .p99: statistics.p99
            }
        }
    }

    static let wait = "queue_wait{queue:tasks}"
    static let sojourn = "task_duration"
    static let level = "tasks_in_flight"

    /// The row in the table of known values, and the system in Kendall's notation.
    let testDescription: String
    var arrivals = "poisson"
    /// `rate` arrivals in each of so many seconds, which keeps it exact.
    let rate: Int
    var every = 1
    /// JSON; the mean is 1 s but for row 9.
    let latency: String
    let servers: Int
    /// Tasks of a replication of full size, in thousands.
    let thousands: Int
    let figures: [Figure]

    /// The scenario with so many tasks behind a warm-up of a fifth of that, of 400 to 20,000.
    func text(tasks: Int) -> String {
        let microseconds = tasks * every * 1_000_000 / rate
        let warmUp = max(400, min(tasks / 5, 20_000)) * every * 1_000_000 / rate
        return """
            {
              "version": 1, "name": "closed-form", "drain": "8760h",
              "warmUp": "\(warmUp)us", "duration": "\(microseconds)us",
              "systems": { "provisioning": {
                "profile": "task", "workers": { "count": \(servers), "prefetch": 1 },
                "deadline": "87600h", "resultTTL": "1ns",
                "configurationService": { "latency": \(latency) } } },
              "load": { "tasks": {
                "executor": "constant-arrival-rate", "rate": \(rate), "timeUnit": "\(every)s",
                "arrivals": "\(arrivals)", "flow": "submit" } }
            }
            """
    }

    func run(tasks: Int, seed: UInt64) throws -> RunResult {
        let reading = ScenarioReader.read(
            bytes: Array(text(tasks: tasks).utf8),
            file: "closed-form.json",
            seed: seed,
            systems: SystemCatalogue.entries
        )
        let scenario = try #require(reading.scenario, "\(reading.diagnostics)")
        let runner = ScenarioRunner(scenario, tool: ("test", "0"), withSeries: false)
        let result = runner.run().result
        #expect(result.verdict == .passed)
        return result
    }
}
