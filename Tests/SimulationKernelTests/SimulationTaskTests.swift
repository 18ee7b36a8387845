import SimulationKernel
import Testing

struct SimulationTaskTests {
    @Test func `tasks for a context are counted apart from work in the background`() {
        let simulation = Simulation(seed: 1)
        for (context, time) in [(Int32(0), Int64(5)), (3, 7), (3, 9)] {
            simulation.spawn("sleeper", context: context) {
                try? await simulation.sleep(for: time)
            }
        }
        #expect(simulation.ownedTaskCount == 2)
        _ = simulation.run(until: 8)
        #expect(simulation.ownedTaskCount == 1)
        #expect(simulation.liveTaskCount == 1)
        _ = simulation.run()
        #expect(simulation.ownedTaskCount == 0)
    }

    @Test func `tasks that sleep wake in the order of their instants`() {
        let simulation = Simulation(seed: 1)
        let journal = Journal(simulation)
        for delay in [30, 10, 20] as [Int64] {
            simulation.spawn("sleeper") {
                try? await simulation.sleep(for: delay)
                journal.note("slept \(delay)")
            }
        }
        #expect(simulation.run() == .exhausted)
        #expect(journal.lines == ["10 slept 10", "20 slept 20", "30 slept 30"])
        #expect(simulation.finish() == [])
    }

    @Test func `a sleep of an hour cancelled at five seconds ends at five seconds`() {
        let simulation = Simulation(seed: 1)
        let journal = Journal(simulation)
        let sleeper = simulation.spawn("sleeper") {
            do {
                try await SimulationClock(simulation).sleep(for: .seconds(3600))
            } catch {
                journal.note("cancelled")
            }
        }
        simulation.spawn("canceller") {
            try? await simulation.sleep(for: 5_000_000_000)
            sleeper.cancel()
        }
        #expect(simulation.run() == .exhausted)
        #expect(journal.lines == ["5000000000 cancelled"])
        #expect(simulation.now == 5_000_000_000)
        #expect(simulation.nextEventTime == nil)
        #expect(simulation.liveTaskCount == 0)
        #expect(simulation.finish() == [])
    }

    @Test func `generic code on any clock comes back to the simulation`() {
        let simulation = Simulation(seed: 1)
        let journal = Journal(simulation)
        let clock: any Clock<Duration> = SimulationClock(simulation)
        simulation.spawn("generic") {
            await withTaskExecutorPreference(simulation) {
                try? await clock.sleep(for: .seconds(1))
                journal.note("slept")
            }
        }
        #expect(simulation.run() == .exhausted)
        #expect(journal.lines == ["1000000000 slept"])
        #expect(simulation.finish() == [])
    }
}
