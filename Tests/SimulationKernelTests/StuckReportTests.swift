import SimulationKernel
import Testing

struct StuckReportTests {
    private let simulation = Simulation(seed: 1)

    @Test func `it says who waits for what, in the order of spawning`() {
        let simulation = simulation
        let resource = Resource("broker", capacity: 1, simulation: simulation, code: 100)
        let sleeper = simulation.spawn("sleeper") { try? await simulation.sleep(for: 1000) }
        simulation.spawn("customer") { try? await resource.serve(500) }
        simulation.spawn("joiner") { try? await sleeper.join() }
        simulation.spawn("late", after: 900) {}
        #expect(simulation.run(until: 100) == .limit)
        #expect(
            simulation.waitingTasks.map(\.description) == [
                "task 1 (sleeper) waits for an instant to come",
                "task 2 (customer) waits for a place at broker",
                "task 3 (joiner) waits for the end of task 1 (sleeper)",
                "task 4 (late) waits for its start",
            ]
        )
        #expect(simulation.finish() == [])
        #expect(simulation.liveTaskCount == 0)
        #expect(simulation.nextEventTime == nil)
        #expect(simulation.now == 100)
    }

    @Test func `tasks that wait for each other are named`() {
        let simulation = simulation
        nonisolated(unsafe) var second: TaskHandle?
        let first = simulation.spawn("first") { try? await unsafe second?.join() }
        unsafe second = simulation.spawn("second") { try? await first.join() }
        #expect(simulation.run() == .exhausted)
        #expect(simulation.waitingTasks.map(\.number) == [1, 2])
        #expect(simulation.finish() == [])
    }

    @Test func `a task that ignores its cancellation is stuck, and does not hang the run`() {
        let simulation = simulation
        simulation.spawn("stubborn") {
            while true { try? await simulation.sleep(for: 10) }
        }
        #expect(simulation.run(until: 100) == .limit)
        #expect(
            simulation.finish().map(\.description) == [
                "task 1 (stubborn) waits for nothing, and ignores its cancellation"
            ]
        )
    }

    @Test func `a time-out that is ignored for ever is stuck too`() {
        let simulation = simulation
        simulation.spawn("stubborn") {
            try? await simulation.withTimeout(50) {
                while true { try? await simulation.sleep(for: 10) }
            }
        }
        #expect(simulation.run() == .exhausted)
        #expect(simulation.now == 50)
        #expect(simulation.finish().map(\.number) == [1])
    }

    @Test func `cleaning up may refuse many waits and spawn`() {
        let journal = Journal(simulation)
        let simulation = simulation
        simulation.spawn("tidy") {
            try? await simulation.sleep(for: 1000)
            for _ in 0..<1000 { try? await simulation.sleep(for: 1) }
            simulation.spawn("heir") { journal.note("heir") }
        }
        #expect(simulation.run(until: 10) == .limit)
        #expect(simulation.finish() == [])
        #expect(journal.lines == ["10 heir"])
    }

    @Test func `a simulation that has finished spawns nothing`() async {
        await #expect(processExitsWith: .failure) {
            let simulation = Simulation(seed: 1)
            _ = simulation.finish()
            simulation.spawn("late") {}
        }
    }
}
