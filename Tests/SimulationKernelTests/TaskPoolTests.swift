import SimulationKernel
import Testing

/// A place where tasks wait until the test wakes them.
private final class Bench: Waitpoint, @unchecked Sendable {
    var seated: [TaskReference] = []
    var left: [TaskReference] = []
    var first: TaskReference?
    var waitDescription: String { "a bench" }

    func abandon(_ task: TaskReference) {
        left.append(task)
        seated.removeAll { $0 == task }
    }

    /// Waits here, and notes how the wait ended.
    func sit(_ simulation: Simulation, until deadline: Int64? = nil, _ journal: Journal) async {
        do {
            let reference = try simulation.prepareToPark(at: self, deadline: deadline)
            seated.append(reference)
            first = first ?? reference
            journal.note("\(await simulation.park())")
        } catch {
            journal.note("refused")
        }
    }
}

struct TaskPoolTests {
    private let simulation = Simulation(seed: 1)
    private let bench = Bench()

    private func run() {
        #expect(simulation.run() == .exhausted)
        #expect(simulation.nextEventTime == nil)
    }

    @Test func `tasks of one instant run in the order in which they were spawned`() {
        let journal = Journal(simulation)
        let simulation = simulation
        for name in ["a", "b", "c"] {
            simulation.spawn("outer") {
                journal.note(name)
                simulation.spawn("inner") { journal.note("\(name)1") }
                simulation.spawn("inner", after: -3) { journal.note("\(name)2") }
                journal.note("\(name).")
            }
        }
        run()
        #expect(
            journal.lines == [
                "0 a", "0 a.", "0 b", "0 b.", "0 c", "0 c.",
                "0 a1", "0 a2", "0 b1", "0 b2", "0 c1", "0 c2",
            ]
        )
        #expect(simulation.finish() == [])
    }

    @Test func `sleeps that end at one instant end in the order in which they began`() {
        let journal = Journal(simulation)
        let simulation = simulation
        for (name, start) in [("a", 3), ("b", 1), ("c", 2)] as [(String, Int64)] {
            simulation.spawn("sleeper", after: start) { await journal.sleep(10 - start, name) }
        }
        run()
        #expect(journal.lines == ["10 b slept", "10 c slept", "10 a slept"])
        #expect(simulation.finish() == [])
    }

    @Test func `a sleep of nothing lets the others of its instant go first`() {
        let journal = Journal(simulation)
        let simulation = simulation
        simulation.spawn("a") {
            await journal.sleep(0, "a")
            try? await simulation.sleep(until: -5)
            journal.note("a again")
        }
        simulation.spawn("b") { journal.note("b") }
        run()
        #expect(journal.lines == ["0 b", "0 a slept", "0 a again"])
        #expect(simulation.finish() == [])
    }

    @Test func `a hundred thousand tasks sleep at once`() {
        let simulation = simulation
        nonisolated(unsafe) var awake = 0
        for number in 0..<100_000 as Range<Int64> {
            simulation.spawn("sleeper") {
                try? await simulation.sleep(for: 1000 + number % 17)
                unsafe awake += 1
            }
        }
        #expect(simulation.run(until: 999) == .limit)
        #expect(simulation.liveTaskCount == 100_000)
        run()
        let woken = unsafe awake
        #expect(woken == 100_000)
        #expect(simulation.liveTaskCount == 0)
        #expect(simulation.finish() == [])
    }

    @Test func `a deadline ends a wait, and the waitpoint lets go`() {
        let journal = Journal(simulation)
        simulation.spawn("sitter") { await bench.sit(simulation, until: 7, journal) }
        run()
        #expect(journal.lines == ["7 timedOut"])
        #expect(bench.left.count == 1)
        #expect(simulation.finish() == [])
    }

    @Test func `who is woken at the instant of the deadline, but before it, is not late`() {
        let journal = Journal(simulation)
        simulation.spawn("waker", after: 7) { bench.seated.forEach { simulation.wake($0) } }
        simulation.spawn("sitter") { await bench.sit(simulation, until: 7, journal) }
        run()
        #expect(journal.lines == ["7 resumed"])
        #expect(bench.left.isEmpty)
        #expect(simulation.finish() == [])
    }

    @Test func `a deadline that has passed ends the wait at the present instant`() {
        let journal = Journal(simulation)
        simulation.spawn("sitter", after: 9) { await bench.sit(simulation, until: 3, journal) }
        run()
        #expect(journal.lines == ["9 timedOut"])
    }

    @Test func `only the first to wake a task wakes it`() {
        let journal = Journal(simulation)
        simulation.spawn("sitter") { await bench.sit(simulation, until: 50, journal) }
        simulation.spawn("waker", after: 7) {
            let sitter = bench.seated[0]
            journal.note("\(simulation.wake(sitter, as: .timedOut))")
            journal.note("\(simulation.wake(sitter))")
        }
        run()
        #expect(journal.lines == ["7 true", "7 false", "7 timedOut"])
        #expect(simulation.now == 7)
        #expect(simulation.finish() == [])
    }

    @Test func `an old reference wakes nobody: running, asleep, at rest or used again`() {
        let journal = Journal(simulation)
        let wake: @Sendable () -> Void = {
            guard let sitter = bench.first else { return }
            journal.note("\(simulation.wake(sitter)) \(simulation.resume(sitter))")
        }
        simulation.spawn("sitter") {
            await bench.sit(simulation, until: 5, journal)
            wake()
            try? await simulation.sleep(for: 5)
        }
        for instant in [8, 12, 16] as [Int64] { simulation.spawn("waker", after: instant, wake) }
        simulation.spawn("spawner", after: 14) {
            simulation.spawn("successor", after: 10) { journal.note("successor") }
        }
        run()
        #expect(
            journal.lines == [
                "5 timedOut", "5 false false", "8 false false", "12 false false",
                "16 false false", "24 successor",
            ]
        )
        #expect(simulation.finish() == [])
    }

    @Test func `a cancelled task leaves its waitpoint once and is refused the next`() {
        let journal = Journal(simulation)
        let sitter = simulation.spawn("sitter") {
            await bench.sit(simulation, journal)
            await bench.sit(simulation, journal)
        }
        simulation.spawn("canceller", after: 4) { sitter.cancel() }
        run()
        #expect(journal.lines == ["4 cancelled", "4 refused"])
        #expect(bench.left.count == 1)
        #expect(simulation.finish() == [])
    }

    @Test func `who was woken is not cancelled in the same instant`() {
        let journal = Journal(simulation)
        let sitter = simulation.spawn("sitter") { await bench.sit(simulation, journal) }
        simulation.spawn("waker", after: 4) {
            bench.seated.forEach { simulation.wake($0) }
            sitter.cancel()
        }
        run()
        #expect(journal.lines == ["4 resumed"])
        #expect(bench.left.isEmpty)
    }
}
