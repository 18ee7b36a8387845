import Measurement
import Scenarios
import Testing

/// Users who think and ask, M/M/c//N: as many in the system as there are, whatever its speed.
struct ClosedModelTests {
    struct Model: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let users: Int
        let places: Int
        let warmUp: Int
        let seconds: Int
    }

    private static let thinkSeconds = 100.0
    private static let serviceSeconds = 0.15

    #if DEBUG
    private static let replications: UInt64 = 12
    private static let models = [
        Model(testDescription: "M/M/2//1000", users: 1_000, places: 2, warmUp: 10, seconds: 40)
    ]
    #else
    private static let replications: UInt64 = 20
    private static let models = [
        Model(testDescription: "M/M/2//1000", users: 1_000, places: 2, warmUp: 20, seconds: 4_000),
        Model(
            testDescription: "row 27: M/M/200//100000",
            users: 100_000,
            places: 200,
            warmUp: 2,
            seconds: 20
        ),
    ]
    #endif

    /// Answers a second and the mean time of one, from the chances of n users being served or
    /// waiting: `p(n) / p(n-1) = (N - n + 1) z / (min(n, c) μ)`.
    private static func exact(users: Int, places: Int) -> (perSecond: Double, mean: Double) {
        let asking = 1 / thinkSeconds
        var weight = 1.0
        var sum = 1.0
        var busy = 0.0
        var present = 0.0
        for number in 1...users {
            let served = Double(min(number, places))
            weight *= Double(users - number + 1) * asking * serviceSeconds / served
            sum += weight
            busy += weight * served
            present += weight * Double(number)
            // Long before numbers grow too large, all weights are made smaller together.
            guard weight > 1e200 else { continue }
            (weight, sum) = (weight / 1e200, sum / 1e200)
            (busy, present) = (busy / 1e200, present / 1e200)
        }
        let perSecond = busy / sum / serviceSeconds
        return (perSecond, present / sum / perSecond)
    }

    @Test func `the formula gives the known values`() {
        let (perSecond, mean) = Self.exact(users: 100_000, places: 200)
        #expect(abs(perSecond - 998.502245) < 1e-6)
        #expect(abs(mean - 0.150000163) < 1e-9)
    }

    @Test(arguments: models)
    func `users get as many answers, and as fast, as the closed form says`(model: Model) throws {
        let results = try (1...Self.replications).map { try run(model, seed: $0) }
        let (perSecond, mean) = Self.exact(users: model.users, places: model.places)
        let rates = results.compactMap { metric("http_reqs", in: $0)?.counter?.rate }
        let times = results.compactMap {
            metric("http_req_duration", in: $0)?.trend?.statistics?.mean
        }
        try expect(rates, perSecond, "answers a second")
        try expect(times, mean, "time of an answer")
    }

    private func metric(_ key: String, in result: RunResult) -> MeasuredMetric? {
        result.metrics.first { $0.key.description == key }
    }

    /// Within 3.5 standard errors, and in full size with an interval of at most ± 2 %.
    private func expect(_ values: [Double], _ exact: Double, _ name: Comment) throws {
        let figure = try #require(ReplicatedFigure(values))
        let error = try #require(figure.standardError)
        #expect(values.count == Int(Self.replications) && error > 0, name)
        #expect(abs(figure.mean - exact) <= 3.5 * error, "\(name): \(figure), exactly \(exact)")
        #if !DEBUG
        let halfWidth = try #require(figure.relativeHalfWidth)
        #expect(halfWidth <= 0.02, "\(name): \(figure)")
        #endif
    }

    private func run(_ model: Model, seed: UInt64) throws -> RunResult {
        let text = """
            {
              "version": 1, "name": "closed-model", "drain": "10s",
              "warmUp": "\(model.warmUp)s", "duration": "\(model.seconds)s",
              "infrastructure": { "http": {
                "latency": { "distribution": "exponential", "mean": "150ms" },
                "concurrency": \(model.places), "timeout": "1h" } },
              "systems": { "provisioning": { "profile": "task" } },
              "flows": { "ask": [
                { "pause": { "distribution": "exponential", "mean": "100s" } },
                { "request": { "method": "GET", "path": "/nothing" } } ] },
              "load": { "users": {
                "executor": "constant-vus", "vus": \(model.users), "flow": "ask" } }
            }
            """
        let reading = ScenarioReader.read(
            bytes: Array(text.utf8),
            file: "closed-model.json",
            seed: seed,
            systems: SystemCatalogue.entries
        )
        let scenario = try #require(reading.scenario, "\(reading.diagnostics)")
        let runner = ScenarioRunner(scenario, tool: ("test", "0"), withSeries: false)
        return runner.run().result
    }
}
