import Infrastructure
import SimulationKernel
import Synchronization
import Testing

@testable import InMemoryInfrastructure

struct TaskLedgerTests {
    private let bench = Bench()
    private var ledger: TaskLedger { bench.world.ledger }

    init() {
        ledger.observer = bench
    }

    @Test func `a task is final once`() {
        let context = bench.open(entity: 1)
        ledger.accept(context)
        ledger.accept(context)
        ledger.finish(context, .completed)
        ledger.finish(context, .failed)
        ledger.release(context)
        let end = TaskEnd.finished(.completed)
        #expect(
            bench.journal == ["0 accepted, 1 in flight", "0 \(end) from 0 and 0, 0 in flight"]
        )
        #expect(ledger.inFlight == 0)
    }

    @Test func `a task is lost at the event at which nothing carries it any more`() {
        let (bench, ledger) = (bench, ledger)
        let context = bench.open(entity: 1)
        bench.task(at: 10) {
            ledger.accept(context)
            ledger.retain(context)
        }
        bench.task(at: 20) { ledger.release(context) }
        bench.task(at: 30) {
            bench.note("releases")
            ledger.release(context)
            bench.note("released")
        }
        #expect(
            bench.run() == [
                "10 accepted, 1 in flight", "30 releases", "30 lost from 0 and 10, 0 in flight",
                "30 released",
            ]
        )
    }

    @Test func `work in the background keeps a task alive`() {
        let bench = bench
        let clock = SimulatedSystemClock(world: bench.world)
        let context = bench.open(entity: 1)
        ledger.accept(context)
        bench.task(context: context) {
            clock.spawn("background") { try? await clock.sleep(for: .nanoseconds(70)) }
            bench.world.ledger.release(context)
        }
        #expect(
            bench.run() == ["0 accepted, 1 in flight", "70 lost from 0 and 0, 0 in flight"]
        )
    }

    @Test func `a suspended task is kept until somebody goes on with it`() {
        let bench = bench
        let clock = SimulatedSystemClock(world: bench.world)
        let context = bench.open(entity: 1)
        let table = Mutex<(any SuspendedTask)?>(nil)
        bench.task(context: context) {
            bench.world.ledger.accept(context)
            table.withLock { $0 = clock.suspend() }
            bench.world.ledger.release(context)
        }
        bench.task(at: 50) {
            let task = table.withLock { $0 }
            task?.resume("the rest") {
                bench.note("goes on as \(bench.simulation.context)")
                try? await clock.sleep(for: .nanoseconds(20))
                bench.world.ledger.finish(bench.simulation.context, .completed)
            }
            task?.drop()
        }
        #expect(
            bench.run() == [
                "0 accepted, 1 in flight", "50 goes on as \(context)",
                "70 \(TaskEnd.finished(.completed)) from 0 and 0, 0 in flight",
            ]
        )
    }

    @Test func `a suspended task that is dropped is lost, once`() {
        let bench = bench
        let clock = SimulatedSystemClock(world: bench.world)
        let context = bench.open(entity: 1)
        bench.task(context: context) {
            bench.world.ledger.accept(context)
            let task = clock.suspend()
            bench.world.ledger.release(context)
            try await clock.sleep(for: .nanoseconds(5))
            task.drop()
            task.drop()
        }
        #expect(
            bench.run() == ["0 accepted, 1 in flight", "5 lost from 0 and 0, 0 in flight"]
        )
    }

    @Test func `what a crashed process suspends, resumes or drops has no effect`() {
        let bench = bench
        let clock = SimulatedSystemClock(world: bench.world)
        let context = bench.open(entity: 1)
        ledger.accept(context)
        let zombie = bench.task(context: context) {
            let task = clock.suspend()
            try? await clock.sleep(for: .seconds(1))
            task.resume("the rest") { bench.note("goes on") }
            task.drop()
            _ = clock.suspend()
            bench.note("ends")
        }
        bench.task(at: 7) { zombie.cancel() }
        #expect(bench.run() == ["0 accepted, 1 in flight", "7 ends"])
        ledger.release(context)
        #expect(ledger.inFlight == 1)
    }

    @Test func `what was not accepted is never lost`() {
        let context = bench.open(entity: 1)
        ledger.reject()
        ledger.finish(context, .completed)
        ledger.release(context)
        #expect(bench.journal == ["0 rejected"])
    }

    @Test func `a task is duplicated at its second beginning, once`() {
        let context = bench.open(entity: 1)
        let attempts = (0..<4).map { _ in
            ledger.begin(context)
            return ledger.attempt(of: context).n
        }
        #expect(attempts == [0, 1, 2, 3])
        #expect(bench.journal == ["0 duplicated"])
    }

    @Test func `contexts are used again, without what the last owner left`() {
        let first = bench.open(entity: 1)
        ledger.begin(first)
        ledger.begin(first)
        _ = ledger.draw(for: first)
        ledger.accept(first)
        ledger.finish(first, .failed)
        ledger.release(first)
        let second = ledger.open(entity: 2, firstDraw: 5, intendedStart: 7)
        #expect(second == first)
        #expect(ledger.draw(for: second) == (2, 5))
        #expect(ledger.draw(for: second) == (2, 6))
        #expect(ledger.attempt(of: second) == (2, 0))
        #expect(ledger.intendedStart(of: second) == 7)
        ledger.accept(second)
        #expect(ledger.inFlight == 1)
    }

    @Test func `memory is that of the tasks in flight`() {
        var live: [Int32] = []
        var greatest: Int32 = 0
        for entity in UInt64(0)..<50_000 {
            live.append(ledger.open(entity: entity, firstDraw: 0, intendedStart: 0))
            greatest = max(greatest, live.last ?? 0)
            if live.count > 100 { ledger.release(live.removeFirst()) }
        }
        #expect(greatest == 101)
    }

    @Test func `what is in flight can be listed`() {
        for start in [Int64(3), 5, 9] {
            ledger.accept(ledger.open(entity: 1, firstDraw: 0, intendedStart: start))
        }
        ledger.finish(2, .deadLettered)
        _ = bench.open(entity: 4)
        #expect(ledger.open.map(\.intendedStart) == [3, 9])
    }

    @Test func `what belongs to no task counts for nobody`() {
        ledger.retain(0)
        ledger.release(0)
        ledger.accept(0)
        ledger.begin(0)
        ledger.finish(0, .completed)
        #expect(bench.journal == [])
        #expect(ledger.intendedStart(of: 0) == 0)
        // Its draws are all different.
        #expect(ledger.draw(for: 0) != ledger.draw(for: 0))
    }
}
