/// The tasks of a simulation: those that live and those that wait to be used again.
///
/// A Swift task that has finished its work parks and takes the next piece: waking it costs half of
/// making one, and memory stays at the greatest number that lived at once.
final class TaskPool: @unchecked Sendable {
    /// The task that runs now; nil while an event handler runs.
    var current: SimulatedTask?

    /// The number of spawned tasks that have not ended.
    private(set) var liveCount = 0

    private unowned let simulation: Simulation
    private lazy var stage = TaskStage(simulation: simulation, pool: self)
    private lazy var gate = ParkingGate(pool: self)
    private var members: [SimulatedTask] = []
    private var idle: [SimulatedTask] = []
    private var spawned = 0
    private var nextTicket = 0
    private(set) var isClosing = false

    init(simulation: Simulation) {
        self.simulation = simulation
    }

    /// Makes a task whose work begins with an event at `time`.
    func spawn(
        _ name: StaticString,
        context: Int32,
        at time: Int64,
        _ body: @escaping @Sendable () async -> Void
    ) -> TaskHandle {
        let task = makeTask(name, context: context, body)
        task.timer = simulation.schedule(
            at: time,
            task,
            code: SimulatedTask.Code.start,
            argument: task.number
        )
        return TaskHandle(task: task, number: task.number)
    }

    /// Begins a task within the present event, which has woken nobody else.
    func start(
        _ name: StaticString,
        context: Int32,
        _ body: @escaping @Sendable () async -> Void
    ) {
        begin(makeTask(name, context: context, body))
    }

    private func makeTask(
        _ name: StaticString,
        context: Int32,
        _ body: @escaping @Sendable () async -> Void
    ) -> SimulatedTask {
        precondition(!isClosing, "a simulation that has finished spawns nothing")
        let task: SimulatedTask
        if let used = idle.popLast() {
            task = used
        } else {
            task = SimulatedTask(pool: self)
            task.seat = members.count
            members.append(task)
        }
        spawned += 1
        liveCount += 1
        task.number = spawned
        task.name = name
        task.context = context
        task.body = body
        return task
    }

    /// Runs the first stretch of a task, when the present event is over.
    func begin(_ task: SimulatedTask) {
        enter(task)
        task.timer = nil
        task.hasStarted = true
        task.refusals = 0
        if let job = task.job {
            task.job = nil
            simulation.runnable = job
        } else {
            let stage = stage
            task.swiftTask = stage.assumeIsolated { $0.launch(task) }
        }
    }

    /// Lets a parked task go on, when the present event is over.
    func resume(_ task: SimulatedTask) {
        enter(task)
        guard let job = task.job else {
            preconditionFailure("task \(task.number) (\(task.name)) was woken while it ran")
        }
        task.job = nil
        simulation.runnable = job
    }

    private func enter(_ task: SimulatedTask) {
        precondition(current == nil && simulation.runnable == nil, "one event woke two tasks")
        current = task
        simulation.activeContext = task.context
    }

    /// The present event is over: its task has parked or ended.
    ///
    /// A task that did neither went on elsewhere, and would come back at an instant that depends
    /// on the machine. One way there is a closure with a capture list, which compilers before
    /// 6.3.2 run outside of their caller's executor (swiftlang/swift#87097).
    func leave() {
        if let task = current, task.job == nil, task.number != 0 {
            preconditionFailure(
                """
                task \(task.number) (\(task.name)) left the simulation: it waited for something else \
                than the kernel, or its closure has a capture list
                """
            )
        }
        current = nil
    }

    /// The Swift task behind `task` has done its work.
    func finish(_ task: SimulatedTask) {
        precondition(task.scopes.isEmpty, "a time-out outlived its task")
        task.hasStarted = false
        end(task)
        if task.isUsedUp {
            forget(task)
        } else {
            idle.append(task)
        }
    }

    /// Ends a task that has not started.
    func drop(_ task: SimulatedTask) {
        if let start = task.timer { simulation.cancel(start) }
        task.timer = nil
        end(task)
        idle.append(task)
    }

    private func end(_ task: SimulatedTask) {
        task.number = 0
        task.body = nil
        liveCount -= 1
        guard !task.joiners.isEmpty else { return }
        let joiners = task.joiners
        task.joiners = []
        for joiner in joiners { wake(joiner) }
    }

    /// Lets go of an object that is of no further use; another takes its seat.
    private func forget(_ task: SimulatedTask) {
        let last = members.removeLast()
        guard last !== task else { return }
        members[task.seat] = last
        last.seat = task.seat
    }
}

// MARK: - Waiting

extension TaskPool {
    /// Announces that the running task is about to wait, and says how to wake it.
    ///
    /// Call `park()` next, with nothing in between that waits. With a `deadline` the wait ends
    /// there as timed out.
    func prepareToPark(
        at point: (any Waitpoint)?,
        deadline: Int64? = nil
    ) throws(CancellationError) -> TaskReference {
        guard let task = current else {
            preconditionFailure("only a task that the simulation spawned can wait in virtual time")
        }
        if task.isInterrupted { return try refuse(task) }
        task.refusals = 0
        nextTicket += 1
        task.ticket = nextTicket
        task.waitpoint = point
        task.wake = .resumed
        if let deadline {
            task.timer = simulation.schedule(
                at: max(deadline, simulation.now),
                task,
                code: point == nil ? SimulatedTask.Code.wake : SimulatedTask.Code.deadline,
                argument: nextTicket
            )
        }
        return TaskReference(task: task, ticket: nextTicket)
    }

    /// Ends a wait of a cancelled task before it begins.
    ///
    /// A task that asks for ever more waits would never give the thread back; in the end it gets
    /// one that nobody can wake it from, and is reported as stuck.
    private func refuse(_ task: SimulatedTask) throws(CancellationError) -> TaskReference {
        task.refusals += 1
        guard task.ignoresCancellation else { throw CancellationError() }
        return TaskReference(task: task, ticket: -1)
    }

    /// Keeps the job of the running task until its next event.
    func file(_ job: UnownedJob) {
        guard let task = current, task.job == nil else {
            preconditionFailure("a task that the simulation did not spawn waited")
        }
        task.job = job
    }

    /// Waits until somebody wakes the running task, and says why it was woken.
    func park() async -> Wake {
        guard let task = current else {
            preconditionFailure("a wait was not prepared")
        }
        await gate.pass()
        precondition(current === task, "a task went on without its event")
        return task.wake
    }

    /// Waits, after its work is done, until there is new work for `task` or the pool closes.
    func rest(_ task: SimulatedTask) async {
        precondition(current === task, "a task ended out of its turn")
        await gate.pass()
    }

    /// Wakes a parked task by an event at the present instant.
    ///
    /// Returns false when the task no longer waits there.
    @discardableResult
    func wake(_ reference: TaskReference, as wake: Wake = .resumed) -> Bool {
        let task = reference.task
        guard task.ticket == reference.ticket, !task.isWaking else { return false }
        leave(task, as: wake)
        simulation.schedule(
            task,
            code: SimulatedTask.Code.wake,
            argument: reference.ticket
        )
        return true
    }

    /// Lets a parked task go on within the present event, which has woken nobody else.
    @discardableResult
    func resume(_ reference: TaskReference, as wake: Wake = .resumed) -> Bool {
        let task = reference.task
        guard task.ticket == reference.ticket, !task.isWaking else { return false }
        leave(task, as: wake)
        task.isWaking = false
        task.ticket = 0
        resume(task)
        return true
    }

    /// Ends the wait of a task, if it waits, before everything else that is due now.
    func interrupt(_ task: SimulatedTask) {
        guard task.ticket != 0, !task.isWaking, task !== current else { return }
        let reference = TaskReference(task: task, ticket: task.ticket)
        task.waitpoint?.abandon(reference)
        leave(task, as: .cancelled)
        simulation.schedule(
            at: simulation.now,
            urgent: true,
            task,
            code: SimulatedTask.Code.wake,
            argument: task.ticket
        )
    }

    private func leave(_ task: SimulatedTask, as wake: Wake) {
        if let timer = task.timer {
            simulation.cancel(timer)
            task.timer = nil
        }
        task.waitpoint = nil
        task.wake = wake
        task.isWaking = true
    }
}

// MARK: - The end

extension TaskPool {
    /// The tasks that have not ended, in the order in which they were spawned.
    var live: [SimulatedTask] {
        members.filter { $0.number != 0 }.sorted { $0.number < $1.number }
    }

    /// Ends the Swift tasks that wait to be used again; afterwards nothing can be spawned.
    func close() {
        isClosing = true
        let waiting = idle
        idle = []
        for task in waiting {
            guard let job = task.job else { continue }
            task.job = nil
            unsafe job.runSynchronously(on: simulation.asUnownedSerialExecutor())
        }
        members = members.filter { $0.number != 0 }
    }
}
