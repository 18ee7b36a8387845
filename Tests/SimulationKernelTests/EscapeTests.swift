import SimulationKernel
import Testing

private final class Waker: EventHandler, Waitpoint, @unchecked Sendable {
    let simulation: Simulation
    var parked: [TaskReference] = []
    let waitDescription = "the waker"

    init(_ simulation: Simulation) {
        self.simulation = simulation
    }

    func handle(code: Int32, argument: Int) {
        for task in parked { simulation.resume(task) }
    }

    func abandon(_ task: TaskReference) {}
}

/// What leaves virtual time traps instead of making runs differ.
struct EscapeTests {
    @Test func `sleeping on the real clock traps`() async {
        await #expect(processExitsWith: .failure) {
            let simulation = Simulation(seed: 1)
            simulation.spawn("escape") { try? await Task.sleep(for: .seconds(3600)) }
            _ = simulation.run()
        }
    }

    @Test func `waiting for a detached task traps`() async {
        await #expect(processExitsWith: .failure) {
            let simulation = Simulation(seed: 1)
            simulation.spawn("escape") {
                let escaped = Task.detached { try? await Task.sleep(for: .seconds(3600)) }
                _ = await escaped.value
            }
            _ = simulation.run()
        }
    }

    @Test func `waiting in a task that the simulation did not spawn traps`() async {
        await #expect(processExitsWith: .failure) {
            let simulation = Simulation(seed: 1)
            _ = try? await simulation.sleep(for: 1)
        }
    }

    @Test func `waiting for another thread to resume traps`() async {
        await #expect(processExitsWith: .failure) {
            let simulation = Simulation(seed: 1)
            simulation.spawn("escape") {
                await withCheckedContinuation { (_: CheckedContinuation<Void, Never>) in }
            }
            _ = simulation.run()
        }
    }

    @Test func `an actor without the simulation's executor traps`() async {
        await #expect(processExitsWith: .failure) {
            actor Outsider {
                func visit() async { try? await Task.sleep(for: .seconds(3600)) }
            }
            let simulation = Simulation(seed: 1)
            let outsider = Outsider()
            simulation.spawn("escape") { await outsider.visit() }
            _ = simulation.run()
        }
    }

    @Test func `scheduling in the past traps`() async {
        await #expect(processExitsWith: .failure) {
            let simulation = Simulation(seed: 1)
            simulation.spawn("task", after: 10) {
                simulation.schedule(at: 9, Waker(simulation), code: 1)
            }
            _ = simulation.run()
        }
    }

    @Test func `one event that wakes two tasks traps`() async {
        await #expect(processExitsWith: .failure) {
            let simulation = Simulation(seed: 1)
            let waker = Waker(simulation)
            for _ in 0..<2 {
                simulation.spawn("sleeper") {
                    guard let reference = try? simulation.prepareToPark(at: waker) else { return }
                    waker.parked.append(reference)
                    _ = await simulation.park()
                }
            }
            simulation.schedule(after: 5, waker, code: 1)
            _ = simulation.run()
        }
    }

    @Test func `the same event that wakes one task does not trap`() async {
        await #expect(processExitsWith: .success) {
            let simulation = Simulation(seed: 1)
            let waker = Waker(simulation)
            simulation.spawn("sleeper") {
                guard let reference = try? simulation.prepareToPark(at: waker) else { return }
                waker.parked.append(reference)
                _ = await simulation.park()
            }
            simulation.schedule(after: 5, waker, code: 1)
            _ = simulation.run()
        }
    }
}
