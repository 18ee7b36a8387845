import SimulationKernel
import Testing

struct TimeoutTests {
    private let simulation = Simulation(seed: 1)

    /// Notes how a time-out ends.
    private func outcome(
        _ duration: Int64,
        _ name: String,
        _ journal: Journal,
        _ body: () async throws -> String
    ) async {
        do {
            journal.note("\(name): \(try await simulation.withTimeout(duration, body))")
        } catch {
            journal.note("\(name): \(error)")
        }
    }

    private func run(_ body: @escaping @Sendable (Journal) async -> Void) -> [String] {
        let journal = Journal(simulation)
        simulation.spawn("task") { await body(journal) }
        #expect(simulation.run() == .exhausted)
        #expect(simulation.nextEventTime == nil)
        #expect(simulation.finish() == [])
        return journal.lines
    }

    @Test func `work that is done in time is not touched, and leaves no event behind`() {
        let lines = run { journal in
            await outcome(10, "a", journal) {
                try await simulation.sleep(for: 9)
                return "done"
            }
        }
        #expect(lines == ["9 a: done"])
        #expect(simulation.now == 9)
    }

    @Test(arguments: [10, 11, .max] as [Int64])
    func `work that is not done before the instant times out`(_ work: Int64) {
        let lines = run { journal in
            await outcome(10, "a", journal) {
                try await simulation.sleep(for: work)
                return "done"
            }
            await journal.sleep(5, "afterwards")
        }
        #expect(lines == ["10 a: TimeoutError()", "15 afterwards slept"])
    }

    @Test(arguments: [0, -5] as [Int64])
    func `no time at all is enough for work that does not wait`(_ duration: Int64) {
        let lines = run { journal in
            await outcome(duration, "a", journal) { "done" }
            await outcome(duration, "b", journal) {
                try await simulation.sleep(for: 0)
                return "done"
            }
        }
        #expect(lines == ["0 a: done", "0 b: TimeoutError()"])
    }

    @Test func `an inner time-out that expires leaves the outer one as it was`() {
        let lines = run { journal in
            await outcome(10, "outer", journal) {
                await outcome(3, "inner", journal) {
                    try await simulation.sleep(for: 5)
                    return "done"
                }
                try await simulation.sleep(for: 5)
                return "done"
            }
            await journal.sleep(20, "afterwards")
        }
        #expect(lines == ["3 inner: TimeoutError()", "8 outer: done", "28 afterwards slept"])
    }

    @Test func `an inner time-out that is passed on closes the outer one`() {
        let lines = run { journal in
            await outcome(10, "outer", journal) {
                try await simulation.withTimeout(3) {
                    try await simulation.sleep(for: 5)
                    return "done"
                }
            }
            await journal.sleep(20, "afterwards")
        }
        #expect(lines == ["3 outer: TimeoutError()", "23 afterwards slept"])
    }

    @Test func `an outer time-out cancels the inner work`() {
        let lines = run { journal in
            await outcome(3, "outer", journal) {
                await outcome(10, "inner", journal) {
                    try await simulation.sleep(for: 5)
                    return "done"
                }
                await journal.sleep(1, "between")
                return "done"
            }
            await journal.sleep(20, "afterwards")
        }
        #expect(
            lines == [
                "3 inner: CancellationError()", "3 between was cancelled",
                "3 outer: TimeoutError()", "23 afterwards slept",
            ]
        )
    }

    @Test func `both of one instant: the outer one counts`() {
        let lines = run { journal in
            await outcome(3, "outer", journal) {
                await outcome(3, "inner", journal) {
                    try await simulation.sleep(for: 5)
                    return "done"
                }
                return "done"
            }
        }
        #expect(lines == ["3 inner: CancellationError()", "3 outer: TimeoutError()"])
    }

    @Test func `work that swallows its cancellation has timed out nevertheless`() {
        let lines = run { journal in
            await outcome(3, "a", journal) {
                await journal.sleep(5, "work")
                await journal.sleep(5, "more work")
                return "done"
            }
        }
        #expect(
            lines == ["3 work was cancelled", "3 more work was cancelled", "3 a: TimeoutError()"]
        )
    }

    @Test func `an error of the work itself passes through`() {
        struct Mishap: Error {}
        let lines = run { journal in
            await outcome(3, "a", journal) { throw Mishap() }
            await journal.sleep(5, "afterwards")
        }
        #expect(lines == ["0 a: Mishap()", "5 afterwards slept"])
    }

    @Test func `a cancelled task is told so, and not of the time`() {
        let journal = Journal(simulation)
        let simulation = simulation
        let task = simulation.spawn("task") {
            await outcome(10, "a", journal) {
                try await simulation.sleep(for: 20)
                return "done"
            }
        }
        simulation.spawn("canceller", after: 4) { task.cancel() }
        #expect(simulation.run() == .exhausted)
        #expect(journal.lines == ["4 a: CancellationError()"])
        #expect(simulation.now == 4)
    }

    @Test func `a time-out ends a wait for a place`() {
        let resource = Resource("clerk", capacity: 1, simulation: simulation, code: 100)
        let lines = run { journal in
            simulation.spawn("first") { try? await resource.serve(50) }
            await journal.sleep(1, "second")
            await outcome(10, "second", journal) {
                try await resource.serve(5)
                return "served"
            }
            #expect(resource.waiting == 0)
        }
        #expect(lines == ["1 second slept", "11 second: TimeoutError()"])
    }
}
