import LoadGeneration
import Measurement
import Scenarios
import SimulationKernel
import Testing

/// A whole run of provisioning as a queueing system: Poisson arrivals, exponential Service A, and
/// `servers` workers with one task each, on infrastructure that takes no time.
struct QueueingRun {
    /// Means in nanoseconds.
    let interarrival: Int64
    let service: Int64
    let servers: Int
    let seed: UInt64

    /// The waits of the first `count` tasks in the task queue, in the order of their arrival.
    func waits(_ count: Int) throws -> [Int64] {
        let reading = ScenarioReader.read(
            bytes: Array(text(tasks: count).utf8),
            file: "queueing.json",
            systems: SystemCatalogue.entries
        )
        let scenario = try #require(reading.scenario, "\(reading.diagnostics)")
        let sink = Waits(count)
        let runner = ScenarioRunner(
            scenario,
            tool: ("test", "0"),
            withSeries: false,
            sinks: RunSinks(samples: sink)
        )
        let (result, _) = runner.run()
        let broken = result.invariants.filter { !$0.held }
        #expect(broken.isEmpty)
        #expect(result.tasks.completed >= Int64(count))
        return sink.waits
    }

    /// What Kiefer and Wolfowitz say the waits are, from the same draws.
    ///
    /// A customer waits for the server that is free first: the recursion keeps the instants at
    /// which the servers are free, sorted, and knows nothing of events.
    func expectedWaits(_ count: Int) -> [Int64] {
        let random = Simulation(seed: seed).random
        let services = random.stream("machine.configurationService.latency")
        let law = Distribution.exponential(mean: Double(service))
        var arrivals = ArrivalProcess(
            .poisson(random.stream("load.tasks.arrivals")),
            arrivals: 1,
            per: interarrival
        )
        var free = [Int64](repeating: 0, count: servers)
        return (0..<count).map { number in
            let arrival = arrivals.next()
            let start = max(arrival, free[0])
            free[0] = start + law.sample(services, entity: UInt64(number))
            free.sort()
            return start - arrival
        }
    }

    /// The scenario, long enough for `tasks` arrivals and a tenth more.
    private func text(tasks: Int) -> String {
        let duration = Int64(tasks) * interarrival / 10 * 11 + 100 * interarrival
        return """
            {
              "version": 1, "name": "queueing", "seed": \(seed),
              "duration": "\(duration)ns", "drain": "8760h",
              "systems": { "provisioning": {
                "profile": "task", "workers": { "count": \(servers), "prefetch": 1 },
                "deadline": "87600h", "resultTTL": "1ns",
                "configurationService": {
                  "latency": { "distribution": "exponential", "mean": "\(service)ns" } } } },
              "load": { "tasks": {
                "executor": "constant-arrival-rate", "rate": 1, "timeUnit": "\(interarrival)ns",
                "arrivals": "poisson", "flow": "submit" } }
            }
            """
    }
}

/// Keeps the waits in the task queue.
private final class Waits: SampleSink, @unchecked Sendable {
    private(set) var waits: [Int64]
    private let key = MetricKey("queue_wait", tags: [("queue", "tasks")])

    init(_ count: Int) {
        waits = [Int64](repeating: -1, count: count)
    }

    func sample(_ series: MetricKey, _ value: Int64, entity: UInt64, at now: Int64) {
        guard series == key, entity < waits.count else { return }
        waits[Int(entity)] = value
    }
}
