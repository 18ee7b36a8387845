import Measurement
import Scenarios
import SimulationKernel
import Testing

/// A machine on which everything takes no time, but for delays at some instants.
private final class FakeMachine: WallTime, @unchecked Sendable {
    private var time: Int64 = 0
    private let delays: [(from: Int64, delay: Int64)]

    init(delays: [(from: Int64, delay: Int64)] = []) {
        self.delays = delays
    }

    /// An instant that is waited for comes late by the last delay that has begun.
    var now: Int64 {
        time + (delays.last { $0.from <= time }?.delay ?? 0)
    }

    func wait(until instant: Int64, while goesOn: () -> Bool) -> Bool {
        guard instant > time else { return true }
        guard goesOn() else { return false }
        time = instant
        return true
    }
}

struct WallClockTests {
    private static let second: Int64 = 1_000_000_000

    private func run(
        _ pacing: Pacing,
        faults: [String] = [],
        shouldStop: @escaping (RunStatus?) -> Bool = { _ in false }
    ) throws -> RunResult {
        let scenario = try CrashRun(rate: 5, faults: faults).scenario()
        var status: RunStatus?
        return ScenarioRunner(scenario, tool: ("test", "0"), pacing: pacing)
            .run(watch: { status = $0 }, shouldStop: { shouldStop(status) }).result
    }

    private func lag(_ result: RunResult) -> TrendSummary.Statistics? {
        let metric = result.metrics.first { $0.key.description == "arrival_lag" }
        guard case .trend(let trend)? = metric?.value else { return nil }
        return trend.statistics
    }

    @Test func `a machine that keeps up gives a valid result in real time`() throws {
        let result = try run(.wall(FakeMachine()))
        #expect(result.clock == "wall")
        #expect(result.verdict == .passed)
        #expect(result.tasks.completed == 150)
        #expect(lag(result)?.max == 0)
        let schedule = result.invariants.first { $0.name == "arrivals-on-time" }
        #expect(schedule?.held == true)
        #expect(schedule?.detail == "the 99th percentile of arrival_lag is 0.0 ms, at most 5.0 ms")
    }

    @Test func `a generator that is late is invalid, whatever the thresholds say`() throws {
        let machine = FakeMachine(delays: [(from: 0, delay: 6_000_000)])
        let result = try run(.wall(machine))
        #expect(result.verdict == .invalid)
        #expect(result.invariants.filter { !$0.held }.map(\.name) == ["arrivals-on-time"])
        #expect(lag(result)?.min == 0.006)
        // Latency counts from the arrival that was meant, so that no delay is left out.
        let duration = result.metrics.first { $0.key.description == "task_duration" }
        guard case .trend(let trend)? = duration?.value else { return #expect(Bool(false)) }
        #expect(trend.statistics?.min ?? 0 >= 10.006)
    }

    @Test func `one arrival in a hundred may be late`() throws {
        let machine = FakeMachine(delays: [
            (from: 0, delay: 0), (from: 10 * Self.second, delay: 150_000_000),
            (from: 10 * Self.second + 1, delay: 0),
        ])
        let result = try run(.wall(machine))
        #expect(result.verdict == .passed)
        #expect(lag(result)?.max == 0.15)
    }

    /// A slow open load beside a closed one of many iterations.
    private func mixed(_ machine: FakeMachine) throws -> RunResult {
        let text = """
            {
              "version": 1, "name": "mixed", "duration": "10s",
              "infrastructure": { "http": { "latency": "10ms" } },
              "systems": { "provisioning": { "profile": "task" } },
              "flows": { "get": [{ "request": { "path": "/" } }] },
              "load": {
                "closed": { "executor": "constant-vus", "vus": 20, "flow": "get",
                  "duration": "9s" },
                "open": { "executor": "constant-arrival-rate", "rate": 5, "flow": "get" } }
            }
            """
        let reading = ScenarioReader.read(
            bytes: Array(text.utf8),
            file: "mixed.json",
            systems: SystemCatalogue.entries
        )
        let scenario = try #require(reading.scenario, "\(reading.diagnostics)")
        return ScenarioRunner(scenario, tool: ("test", "0"), pacing: .wall(machine)).run().result
    }

    @Test func `users who have no schedule do not hide that the others' is not kept`() throws {
        let late = try mixed(FakeMachine(delays: [(from: 0, delay: 50_000_000)]))
        #expect(late.verdict == .invalid)
        #expect(late.invariants.filter { !$0.held }.map(\.name) == ["arrivals-on-time"])
    }

    @Test func `arrivals that are late beyond the end of load are made up for`() throws {
        let delays = [(from: 95 * Self.second / 10, delay: Self.second)]
        let result = try mixed(FakeMachine(delays: delays))
        let lag = result.metrics.first { $0.key.description == "arrival_lag" }
        #expect(lag?.trend?.count == 50)
    }

    @Test func `the books agree in real time, also when processes crash`() throws {
        let machine = FakeMachine(delays: [(from: 7 * Self.second, delay: 2 * Self.second)])
        let crash = CrashRun.crash("workers[0]", at: #""9s""#, for: "3s")
        let result = try run(.wall(machine), faults: [crash])
        #expect(result.invariants.filter { !$0.held }.map(\.name) == ["arrivals-on-time"])
        #expect(result.faults.count == 1)
        #expect(result.tasks.lost == 0)
    }

    @Test func `a pace changes nothing of the result`() throws {
        let plain = try run(.virtual)
        let paced = try run(.paced(FakeMachine(delays: [(from: 0, delay: Self.second)])))
        #expect(paced.clock == "virtual")
        #expect(paced.fingerprint == plain.fingerprint)
        #expect(paced.verdict == plain.verdict)
        #expect(paced.metrics.map(\.key) == plain.metrics.map(\.key))
    }

    @Test(arguments: [true, false])
    func `a run that waits can be stopped at every event`(isReal: Bool) throws {
        let machine = FakeMachine()
        let result = try run(isReal ? .wall(machine) : .paced(machine)) { status in
            (status?.now ?? 0) >= 4 * Self.second
        }
        #expect(result.verdict == .aborted)
        #expect(result.virtualNanoseconds == 4 * Self.second)
        let broken = result.invariants.filter { !$0.held }
        #expect(broken.isEmpty)
    }
}
