import SimulationKernel
import Testing

/// A real clock that notes what it was asked to wait for, and does not.
private final class FakeWallTime: WallTime, @unchecked Sendable {
    var instants: [Int64] = []

    /// How much later than its instant each event comes.
    let delay: Int64

    init(delay: Int64 = 0) {
        self.delay = delay
    }

    var now: Int64 { (instants.last ?? 0) + delay }

    func wait(until instant: Int64, while goesOn: () -> Bool) -> Bool {
        guard goesOn() else { return false }
        instants.append(instant)
        return true
    }
}

struct PacingTests {
    private func run(_ pacing: Pacing, until limit: Int64 = .max) -> Simulation {
        let simulation = Simulation(seed: 1, pacing: pacing)
        simulation.spawn("task") {
            for _ in 0..<3 { try? await simulation.sleep(for: 10) }
        }
        _ = simulation.run(until: limit)
        return simulation
    }

    @Test func `every event waits for its instant on the real clock`() {
        let wallTime = FakeWallTime()
        _ = run(.paced(wallTime))
        #expect(wallTime.instants == [0, 10, 20, 30])
    }

    @Test func `a pause waits for its limit, and nothing behind it`() {
        let wallTime = FakeWallTime()
        let simulation = run(.paced(wallTime), until: 15)
        #expect(wallTime.instants == [0, 10, 15])
        #expect(simulation.now == 15)
    }

    @Test func `the pace changes nothing that happens, however late the loop is`() {
        let late = run(.paced(FakeWallTime(delay: 7)))
        #expect(late.fingerprint == run(.virtual).fingerprint)
        #expect(late.now == 30)
    }

    @Test func `in real time the clock shows how late it is, and waits begin there`() {
        let wallTime = FakeWallTime(delay: 7)
        let simulation = run(.wall(wallTime))
        #expect(wallTime.instants == [0, 17, 34, 51])
        #expect(simulation.now == 58)
    }

    @Test func `real time never goes back`() {
        let simulation = Simulation(seed: 1, pacing: .wall(FakeWallTime(delay: 100)))
        let recorder = InstantRecorder(simulation)
        for instant: Int64 in [0, 10, 20] {
            simulation.schedule(at: instant, recorder, code: 1)
        }
        _ = simulation.run()
        #expect(recorder.instants == [100, 110, 120])
        let still = Simulation(seed: 1, pacing: .wall(FakeWallTime(delay: -5)))
        let other = InstantRecorder(still)
        still.schedule(at: 10, other, code: 1)
        _ = still.run()
        #expect(other.instants == [10])
    }

    @Test(arguments: [true, false])
    func `a wait that is ended ends the run where it is`(isReal: Bool) {
        let wallTime = FakeWallTime()
        let pacing: Pacing = isReal ? .wall(wallTime) : .paced(wallTime)
        let simulation = Simulation(seed: 1, pacing: pacing)
        simulation.spawn("task") {
            for _ in 0..<3 { try? await simulation.sleep(for: 10) }
        }
        simulation.goesOn = { wallTime.instants.count < 2 }
        #expect(simulation.run(until: 15) == .stopped)
        #expect(simulation.now == 10)
        #expect(simulation.nextEventTime == 20)
        // What is left is ended without a wait.
        #expect(simulation.finish().isEmpty)
        #expect(wallTime.instants == [0, 10])
    }
}

/// Notes when its events happen.
private final class InstantRecorder: EventHandler, @unchecked Sendable {
    private let simulation: Simulation
    private(set) var instants: [Int64] = []

    init(_ simulation: Simulation) {
        self.simulation = simulation
    }

    func handle(code: Int32, argument: Int) {
        instants.append(simulation.now)
    }
}
