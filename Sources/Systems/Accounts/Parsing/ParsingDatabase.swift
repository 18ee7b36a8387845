import Infrastructure
import Synchronization

/// The parsing service's database; it outlives the service's crashes.
///
/// Beside each task that is not final it keeps what its work goes on with.
final class ParsingDatabase: Sendable {
    private struct State: Sendable {
        var table = ParsingTable()
        /// By row; nil where the task is final.
        var suspended: [(any SuspendedTask)?] = []
    }

    private let state = Mutex(State())
    private let environment: SystemEnvironment

    init(_ environment: SystemEnvironment) {
        self.environment = environment
    }

    private var now: Timestamp { environment.clock.now }

    /// Takes the tasks of one request on.
    func add(_ tasks: [(id: String, link: String)], _ order: ParsingTask.Order) {
        let now = now
        let suspended = tasks.map { _ in environment.clock.suspend() }
        state.withLock { state in
            state.table.add(tasks, order, at: now)
            for one in suspended { state.suspended.append(one) }
        }
    }

    func read<Result: Sendable>(_ look: (ParsingTable) -> Result) -> Result {
        state.withLock { look($0.table) }
    }

    /// The task of an id, whoever's it is.
    func task(_ id: String) -> (row: Int, task: ParsingTask)? {
        state.withLock { state in
            guard let row = state.table.row(of: id), let task = state.table[row] else { return nil }
            return (row, task)
        }
    }

    func update(_ row: Int, _ change: (inout ParsingTask) -> Void) {
        let now = now
        state.withLock { $0.table.update(row, at: now, change) }
    }

    func claim(exceptUsers users: [Int64]) -> (row: Int, task: ParsingTask)? {
        state.withLock { state in
            guard let row = state.table.claim(exceptUsers: users), let task = state.table[row]
            else { return nil }
            return (row, task)
        }
    }

    func unclaim(_ row: Int) { state.withLock { $0.table.unclaim(row) } }

    /// Begins the work on a task that was claimed, with an account; false where it is no longer
    /// pending.
    func start(_ row: Int, on account: String, _ work: @escaping @Sendable () async -> Void) -> Bool
    {
        let now = now
        let suspended = state.withLock { state -> (any SuspendedTask)? in
            state.table.unclaim(row)
            guard state.table[row]?.status == .pending else { return nil }
            state.table.update(row, at: now) { task in
                task.status = .running
                task.account = account
            }
            defer { state.suspended[row] = nil }
            return state.suspended[row]
        }
        guard let suspended else { return false }
        suspended.resume("parsing task") {
            self.keep(row)
            await work()
        }
        return true
    }

    /// Writes down, in the task's own context, that it goes on whatever becomes of the process.
    private func keep(_ row: Int) {
        let suspended = environment.clock.suspend()
        state.withLock { $0.suspended[row] = suspended }
    }

    /// Tells that the work on a task begins, once for each request.
    func begin(_ row: Int) {
        let isBegin = state.withLock { $0.table.begin(row) }
        if isBegin { environment.telemetry.taskBegan() }
    }

    /// Writes the end of a task down that runs at present.
    func finish(_ row: Int, error: String?) {
        let now = now
        let (outcome, suspended) = state.withLock { state in
            state.table.update(row, at: now) { task in
                task.status = error == nil ? .completed : .failed
                if error == nil { task.progress = 100 }
                task.completedAt = now
                task.error = error
            }
            let outcome = state.table.close(row, isFailure: error != nil)
            defer { state.suspended[row] = nil }
            return (outcome, state.suspended[row])
        }
        if let outcome { environment.telemetry.taskFinished(outcome) }
        suspended?.drop()
    }

    /// Deletes a task; one that is not final counts as failed.
    func delete(_ row: Int) {
        let (outcome, suspended) = state.withLock { state in
            var outcome: TaskOutcome?
            if let task = state.table[row], !task.status.isFinal {
                outcome = state.table.close(row, isFailure: true)
            }
            state.table.remove(row)
            defer { state.suspended[row] = nil }
            return (outcome, state.suspended[row])
        }
        guard let suspended else { return }
        guard let outcome else { return suspended.drop() }
        let telemetry = environment.telemetry
        suspended.resume("end of a deleted task") { telemetry.taskFinished(outcome) }
    }

    /// Puts back what a process had begun that is gone.
    func recover() {
        let now = now
        state.withLock { state in
            for row in state.table.all {
                state.table.unclaim(row)
                guard state.table[row]?.status == .running else { continue }
                state.table.update(row, at: now) { $0.status = .pending }
            }
        }
    }
}
