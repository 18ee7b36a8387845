import SimulationKernel
import Testing

struct TaskHandleTests {
    private let simulation = Simulation(seed: 1)

    /// Runs to the end; nothing may be left.
    private func run() {
        #expect(simulation.run() == .exhausted)
        #expect(simulation.nextEventTime == nil)
        #expect(simulation.liveTaskCount == 0)
        #expect(simulation.finish() == [])
    }

    /// Lets `body` happen at an instant, in a task of its own.
    private func at(_ instant: Int64, _ body: @escaping @Sendable () -> Void) {
        simulation.spawn("actor", after: instant) { body() }
    }

    @Test func `joining waits for the end, and not at all for what has ended`() {
        let journal = Journal(simulation)
        let simulation = simulation
        simulation.spawn("parent") {
            let child = simulation.spawn("child") { await journal.sleep(10, "child") }
            #expect(child.isLive)
            try? await child.join()
            #expect(!child.isLive)
            journal.note("joined")
            try? await child.join()
            journal.note("joined again")
        }
        run()
        #expect(journal.lines == ["10 child slept", "10 joined", "10 joined again"])
    }

    @Test func `those who join go on in the order in which they came`() {
        let journal = Journal(simulation)
        let child = simulation.spawn("child") { await journal.sleep(10, "child") }
        for name in ["a", "b", "c"] {
            simulation.spawn("joiner") {
                try? await child.join()
                journal.note(name)
            }
        }
        run()
        #expect(journal.lines == ["10 child slept", "10 a", "10 b", "10 c"])
    }

    @Test func `a handle means its task even when the object has been used again`() {
        let journal = Journal(simulation)
        let simulation = simulation
        let first = simulation.spawn("first") {}
        simulation.spawn("later", after: 5) {
            let second = simulation.spawn("second") { await journal.sleep(10, "second") }
            #expect(!first.isLive)
            first.cancel()
            try? await first.join()
            #expect(second.isLive)
        }
        run()
        #expect(journal.lines == ["15 second slept"])
    }

    @Test(arguments: [0, 7] as [Int64])
    func `a task that is cancelled before its start never runs`(_ delay: Int64) {
        let journal = Journal(simulation)
        let simulation = simulation
        simulation.spawn("early") {}
        at(2) {
            // One object is fresh, the other has been used by the task "early".
            let handles = (0..<2).map { _ in
                simulation.spawn("late", after: delay) { journal.note("ran") }
            }
            for handle in handles {
                simulation.spawn("joiner") {
                    try? await handle.join()
                    journal.note("joined \(handle.isLive)")
                }
            }
            at(0) { for handle in handles { handle.cancel() } }
            if delay == 0 { for handle in handles { handle.cancel() } }
        }
        at(20) { simulation.spawn("next") { journal.note("next") } }
        run()
        #expect(journal.lines == ["2 joined false", "2 joined false", "20 next"])
    }

    @Test func `a cancelled sleep ends at once and before all else of its instant`() {
        let journal = Journal(simulation)
        let sleeper = simulation.spawn("sleeper") { await journal.sleep(100, "sleeper") }
        at(5) {
            simulation.spawn("other") { journal.note("other") }
            sleeper.cancel()
            sleeper.cancel()
        }
        run()
        #expect(journal.lines == ["5 sleeper was cancelled", "5 other"])
        #expect(simulation.now == 5)
    }

    @Test func `a sleep cancelled at the instant of its end is cancelled`() {
        let journal = Journal(simulation)
        let simulation = simulation
        nonisolated(unsafe) var sleeper: TaskHandle?
        simulation.spawn("canceller") {
            try? await simulation.sleep(for: 5)
            unsafe sleeper?.cancel()
        }
        unsafe sleeper = simulation.spawn("sleeper") { await journal.sleep(5, "sleeper") }
        run()
        #expect(journal.lines == ["5 sleeper was cancelled"])
    }

    @Test func `every later wait of a cancelled task ends at once`() {
        let journal = Journal(simulation)
        let simulation = simulation
        let task = simulation.spawn("task") {
            await journal.sleep(10, "first")
            await journal.sleep(10, "second")
            #expect(Task.isCancelled)
        }
        at(5) { task.cancel() }
        run()
        #expect(journal.lines == ["5 first was cancelled", "5 second was cancelled"])
    }

    @Test func `a task that cancels itself goes on to its next wait`() {
        let journal = Journal(simulation)
        let simulation = simulation
        nonisolated(unsafe) var itself: TaskHandle?
        unsafe itself = simulation.spawn("task") {
            unsafe itself?.cancel()
            journal.note("still here")
            #expect(Task.isCancelled)
            await journal.sleep(10, "task")
        }
        run()
        #expect(journal.lines == ["0 still here", "0 task was cancelled"])
    }

    @Test func `a cancelled join ends, and the joined task does not notice`() {
        let journal = Journal(simulation)
        let child = simulation.spawn("child") { await journal.sleep(10, "child") }
        let joiner = simulation.spawn("joiner") {
            do {
                try await child.join()
            } catch {
                journal.note("join was cancelled")
            }
        }
        at(5) { joiner.cancel() }
        run()
        #expect(journal.lines == ["5 join was cancelled", "10 child slept"])
    }

    @Test func `joining a cancelled task waits until it has ended`() {
        let journal = Journal(simulation)
        let simulation = simulation
        let child = simulation.spawn("child") {
            await journal.sleep(10, "child")
            journal.note("cleaned up")
        }
        simulation.spawn("parent") {
            try? await simulation.sleep(for: 3)
            child.cancel()
            try? await child.join()
            journal.note("joined")
        }
        run()
        #expect(journal.lines == ["3 child was cancelled", "3 cleaned up", "3 joined"])
    }

    @Test func `memory of cancelled tasks does not pile up`() {
        final class Watched: Sendable {}
        let simulation = simulation
        nonisolated(unsafe) weak var last: Watched?
        simulation.spawn("spawner") {
            for _ in 0..<1000 {
                let watched = Watched()
                unsafe last = watched
                let handle = simulation.spawn("victim") {
                    try? await simulation.sleep(for: 100)
                    _ = watched
                }
                try? await simulation.sleep(for: 1)
                handle.cancel()
            }
        }
        run()
        let isGone = unsafe last == nil
        #expect(isGone)
    }
}
