import Measurement
import Scenarios
import Testing

/// The least number of slots of a slow service, as `simulate capacity` searches for it.
struct CapacityTests {
    #if DEBUG
    private static let serviceSeconds = 1
    #else
    private static let serviceSeconds = 6
    #endif
    private static let rate = 100
    /// What queueing theory calls the offered load: arrivals a second times seconds of service.
    private static let offered = rate * serviceSeconds

    /// Searches from a quarter above half of the offered load to twice that.
    private func leastSlots(
        arrivals: String,
        limit: String
    ) throws -> (slots: Int, runs: Int, isMonotone: Bool) {
        let least = Self.offered * 5 / 8
        var search = CapacitySearch(count: Self.offered * 2 - least + 1, wantsLargest: false)
        while !search.next.isEmpty {
            for place in search.next {
                let passed = try passes(least + place, arrivals: arrivals, limit: limit)
                search.record(place, passed: passed)
            }
        }
        guard case .found(let passing, let failing) = search.outcome else {
            Issue.record("\(search.outcome)")
            return (0, 0, false)
        }
        #expect(failing == passing - 1)
        return (least + passing, search.tried.count, search.contradictions.isEmpty)
    }

    private func passes(_ slots: Int, arrivals: String, limit: String) throws -> Bool {
        let text = """
            {
              "version": 1, "name": "capacity", "warmUp": "\(2 * Self.serviceSeconds)s",
              "duration": "\(8 * Self.serviceSeconds)s",
              "systems": { "provisioning": {
                "profile": "task", "workers": { "count": 1, "prefetch": 1 },
                "configurationService": { "latency": "\(Self.serviceSeconds)s" } } },
              "load": { "tasks": {
                "executor": "constant-arrival-rate", "rate": \(Self.rate),
                "arrivals": "\(arrivals)", "flow": "submit" } },
              "thresholds": { "task_duration": ["p(99)<\(limit)"] }
            }
            """
        let path = "systems.provisioning.workers.prefetch"
        let reading = ScenarioReader.read(
            bytes: Array(text.utf8),
            file: "capacity.json",
            overrides: [ScenarioOverride(path: path, value: "\(slots)")],
            systems: SystemCatalogue.entries
        )
        let scenario = try #require(reading.scenario, "\(reading.diagnostics)")
        let runner = ScenarioRunner(scenario, tool: ("test", "0"), withSeries: false)
        return runner.run().result.verdict == .passed
    }

    @Test func `arrivals at equal distances need the offered load, and not one slot more`() throws {
        let limit = "\(Self.serviceSeconds * 1_000 + 1)ms"
        let (slots, runs, isMonotone) = try leastSlots(arrivals: "uniform", limit: limit)
        #expect(slots == Self.offered)
        #expect(runs < 20 && isMonotone)
    }

    @Test func `random arrivals need more, but no more than those with slots without end use`()
        throws
    {
        let limit = "\(Self.serviceSeconds * 1_000 + 20)ms"
        let (slots, runs, _) = try leastSlots(arrivals: "poisson", limit: limit)
        // With slots for all, so many are busy as Poisson has it: mean a, deviation √a. Where fewer
        // than 1 % of arrivals find all slots taken, the 99th percentile has no wait in it; three
        // deviations allow for a run as short as this one.
        let most = Double(Self.offered) + 3 * Double(Self.offered).squareRoot()
        #expect(slots > Self.offered && Double(slots) <= most)
        #expect(runs < 20)
    }
}
