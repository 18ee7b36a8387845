import SimulationKernel
import Testing

/// A real clock that notes what it was asked to wait for, and does not.
private final class FakeWallTime: WallTime, @unchecked Sendable {
    var instants: [Int64] = []

    func wait(until instant: Int64) {
        instants.append(instant)
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
        _ = run(.wall(wallTime))
        #expect(wallTime.instants == [0, 10, 20, 30])
    }

    @Test func `a pause waits for its limit, and nothing behind it`() {
        let wallTime = FakeWallTime()
        let simulation = run(.wall(wallTime), until: 15)
        #expect(wallTime.instants == [0, 10, 15])
        #expect(simulation.now == 15)
    }

    @Test func `the pace changes nothing that happens`() {
        #expect(run(.wall(FakeWallTime())).fingerprint == run(.virtual).fingerprint)
    }

    @Test func `an instant that has passed is not waited for, whatever the speed`() {
        MachineTime(speed: .infinity).wait(until: .max)
        MachineTime(speed: 1e300).wait(until: .max)
        MachineTime(speed: 1e-300).wait(until: 0)
        MachineTime(speed: 1e-300).wait(until: -1)
    }

    @Test func `time has to pass`() async {
        await #expect(processExitsWith: .failure) { _ = MachineTime(speed: 0) }
        await #expect(processExitsWith: .failure) { _ = MachineTime(speed: .nan) }
    }
}
