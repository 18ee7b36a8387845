package import Infrastructure
package import SimulationKernel

/// The tasks of a run: which are live, which are final, which were lost.
///
/// Every request of the load opens a context. A context is *live* while a request, a running
/// handler, a message, a call or a timer carries it; the stand-ins retain and release it. A task
/// that was accepted and stops being live without a final state is lost at that event. What is kept
/// about a context goes when it is no longer live.
package final class TaskLedger: @unchecked Sendable {
    /// What the run knows of one context.
    private struct Entry {
        var entity: UInt64
        var nextDraw: UInt64
        var intendedStart: Int64
        var acceptedAt: Int64
        var holders: Int32
        var began: Int32
        var request: Int32
        var state: State
        var isMessage: Bool
    }

    /// How many draws a request of a journey has for itself.
    package static let drawsOfRequest: UInt64 = 4096

    private enum State: UInt8 {
        case none, accepted, final
    }

    /// Told of all that happens to tasks.
    package var observer: (any TaskObserver)? {
        get { watcher }
        set { watcher = newValue }
    }

    /// Tasks that are accepted and not final.
    package var inFlight: Int { flight }

    // Stored as private: the optimiser then drops the checks for overlapping accesses.
    private var watcher: (any TaskObserver)?
    private var flight = 0
    private let simulation: Simulation
    private let entries = SlotTable<Entry>()
    private var unownedDraws: UInt64 = 0

    package init(simulation: Simulation) {
        self.simulation = simulation
    }

    /// Opens a context with one holder.
    ///
    /// `entity` keys all chance that the context meets, from its draw number `firstDraw` on; each
    /// request of a journey has a block of draws, whose number tells its tasks apart. Nobody knows
    /// of a message whether it asks for a task until a service takes one on.
    package func open(
        entity: UInt64,
        firstDraw: UInt64,
        intendedStart: Int64,
        isMessage: Bool = false
    ) -> Int32 {
        let entry = Entry(
            entity: entity,
            nextDraw: firstDraw,
            intendedStart: intendedStart,
            acceptedAt: 0,
            holders: 1,
            began: 0,
            request: Int32(truncatingIfNeeded: firstDraw / Self.drawsOfRequest),
            state: .none,
            isMessage: isMessage
        )
        return Int32(entries.insert(entry) + 1)
    }

    /// Adds a holder; context 0 has none.
    package func retain(_ context: Int32) {
        guard context > 0 else { return }
        entries[Int(context) - 1].holders += 1
    }

    /// Takes a holder away; after the last one, the context is gone.
    package func release(_ context: Int32) {
        guard context > 0 else { return }
        let slot = Int(context) - 1
        entries[slot].holders -= 1
        guard entries[slot].holders == 0 else { return }
        if entries[slot].state == .accepted {
            leaveFlight(slot, .lost)
        }
        watcher?.contextClosed(context)
        entries.free(slot)
    }

    /// The intended arrival of the request that opened a context.
    package func intendedStart(of context: Int32) -> Int64 {
        context > 0 ? entries[Int(context) - 1].intendedStart : simulation.now
    }

    /// What keys the chance of a context; 0 for none.
    package func entity(of context: Int32) -> UInt64 {
        context > 0 ? entries[Int(context) - 1].entity : 0
    }

    /// The entity and the number of the next draw of a context.
    package func draw(for context: Int32) -> (entity: UInt64, n: UInt64) {
        guard context > 0 else {
            unownedDraws += 1
            return (0, unownedDraws)
        }
        let slot = Int(context) - 1
        let n = entries[slot].nextDraw
        entries[slot].nextDraw = n + 1
        return (entries[slot].entity, n)
    }

    /// The entity of a context, and how often its task was begun before this time.
    package func attempt(of context: Int32) -> (entity: UInt64, n: UInt64) {
        guard context > 0 else { return draw(for: 0) }
        let slot = Int(context) - 1
        return (entries[slot].entity, UInt64(max(0, entries[slot].began - 1)))
    }

    /// What keys the chance of an attempt at the task of a context, whoever makes it.
    package func attempt(_ number: Int, of context: Int32) -> (entity: UInt64, n: UInt64) {
        guard context > 0 else { return draw(for: 0) }
        let entry = entries[Int(context) - 1]
        let first = UInt64(truncatingIfNeeded: entry.request) &* Self.drawsOfRequest
        return (entry.entity, first &+ UInt64(truncatingIfNeeded: number))
    }
}

// MARK: - What becomes of a task

extension TaskLedger {
    /// The task of a context was accepted.
    package func accept(_ context: Int32) {
        guard context > 0, entries[Int(context) - 1].state == .none else { return }
        entries[Int(context) - 1].state = .accepted
        entries[Int(context) - 1].acceptedAt = simulation.now
        flight += 1
        if entries[Int(context) - 1].isMessage { watcher?.taskArrived() }
        watcher?.taskAccepted(inFlight: flight)
    }

    /// The task of a context was refused.
    package func reject() {
        watcher?.taskRejected()
    }

    /// The actual work on a task began; a second time makes it a duplicate.
    package func begin(_ context: Int32) {
        guard context > 0 else { return }
        entries[Int(context) - 1].began += 1
        watcher?.taskBegan()
        if entries[Int(context) - 1].began == 2 { watcher?.taskDuplicated() }
    }

    /// The task of a context became final; only the first final state counts.
    package func finish(_ context: Int32, _ outcome: TaskOutcome) {
        guard context > 0, entries[Int(context) - 1].state == .accepted else { return }
        leaveFlight(Int(context) - 1, .finished(outcome))
    }

    /// The task of a context was given up, though something may still carry it.
    package func lose(_ context: Int32) {
        guard context > 0, entries[Int(context) - 1].state == .accepted else { return }
        leaveFlight(Int(context) - 1, .lost)
    }

    private func leaveFlight(_ slot: Int, _ end: TaskEnd) {
        entries[slot].state = .final
        flight -= 1
        watcher?.taskEnded(end, task(in: slot), inFlight: flight)
    }

    private func task(in slot: Int) -> LedgerTask {
        LedgerTask(
            context: Int32(slot + 1),
            entity: entries[slot].entity,
            request: entries[slot].request,
            intendedStart: entries[slot].intendedStart,
            acceptedAt: entries[slot].acceptedAt
        )
    }

    /// The tasks that are still in flight.
    package var open: [LedgerTask] {
        (0..<entries.count)
            .filter { entries[$0].holders > 0 && entries[$0].state == .accepted }
            .map(task)
    }
}

/// What the ledger knows of an accepted task.
package struct LedgerTask: Sendable {
    /// Under which the stand-ins carry the task.
    package let context: Int32
    /// Whose journey it belongs to.
    package let entity: UInt64
    /// The number of the request in that journey that asked for it, from 0.
    package let request: Int32
    package let intendedStart: Int64
    package let acceptedAt: Int64
}

/// How a task left the flight.
package enum TaskEnd: Sendable, Equatable {
    case finished(TaskOutcome)
    /// Nothing carries it any more, and it has no final state.
    case lost
}

/// Follows what becomes of tasks.
package protocol TaskObserver: AnyObject, Sendable {
    /// A service is about to take on a task that a message asked for.
    func taskArrived()
    func taskAccepted(inFlight: Int)
    func taskRejected()

    /// The actual work on a task began, for the first or a further time.
    func taskBegan()
    func taskDuplicated()
    func taskEnded(_ end: TaskEnd, _ task: LedgerTask, inFlight: Int)

    /// Nothing carries a context any more, and its number may be given to another.
    func contextClosed(_ context: Int32)
}

extension TaskObserver {
    package func taskArrived() {}
    package func taskBegan() {}
}
