/// The tasks of a simulation: those that live and those that wait to be used again.
///
/// A Swift task that has finished its work parks and takes the next piece: waking it costs half of
/// making one, and memory stays at the greatest number that lived at once.
final class TaskPool: @unchecked Sendable {
    /// The task that runs now; nil while an event handler runs.
    var current: SimulatedTask?

    /// The number of spawned tasks that have not ended.
    private(set) var liveCount = 0

    /// How many of them were spawned for a context.
    private(set) var ownedCount = 0

    /// What the present event or task belongs to.
    var context: Int32 = 0

    /// The job that the present event made runnable; never more than one.
    var runnable: UnownedJob?

    /// The task without work that handles the events at present.
    private var leader: SimulatedTask?

    /// The task without work that is about to wait for some.
    private(set) var resting: SimulatedTask?

    private lazy var stage = TaskStage(simulation: simulation, pool: self)
    let gate = ParkingGate()
    // Each use is over at once, and checking it would take longer.
    @exclusivity(unchecked) private var members: [SimulatedTask] = []
    @exclusivity(unchecked) private var idle: [SimulatedTask] = []
    private var spawned = 0
    var nextTicket = 0
    private(set) var isClosing = false

    /// Set when all that is left is to end the tasks, for which no clock is waited.
    var isEnding = false

    /// The simulation keeps its pool; set as soon as both are made.
    private unowned(unsafe) var owner: Simulation?

    var simulation: Simulation {
        guard let owner = unsafe owner else {
            preconditionFailure("a pool of tasks serves no simulation")
        }
        return owner
    }

    /// Says whose tasks these are.
    func serve(_ simulation: Simulation) {
        unsafe owner = simulation
        gate.serve(self)
    }

    /// Makes a task whose work begins with an event at `time`.
    func spawn(
        _ name: StaticString,
        context: Int32,
        group: Int32,
        at time: Int64,
        _ body: @escaping @Sendable () async -> Void
    ) -> TaskHandle {
        let task = makeTask(name, context: context, group: group, body)
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
        group: Int32,
        _ body: @escaping @Sendable () async -> Void
    ) {
        begin(makeTask(name, context: context, group: group, body))
    }

    private func makeTask(
        _ name: StaticString,
        context: Int32,
        group: Int32,
        _ body: @escaping @Sendable () async -> Void
    ) -> SimulatedTask {
        precondition(!isClosing, "a simulation that has finished spawns nothing")
        let task: SimulatedTask
        if let used = unsafe idle.popLast() {
            task = used
        } else {
            task = SimulatedTask(pool: self)
            task.seat = unsafe members.count
            unsafe members.append(task)
        }
        spawned += 1
        liveCount += 1
        task.isOwned = context != 0
        if task.isOwned { ownedCount += 1 }
        task.number = spawned
        task.name = name
        task.context = context
        task.group = group
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
            runnable = job
        } else if task !== leader {
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
        runnable = job
    }

    private func enter(_ task: SimulatedTask) {
        precondition(current == nil && runnable == nil, "one event woke two tasks")
        current = task
        context = task.context
    }

    /// The present event is over: its task has parked or ended.
    ///
    /// A task that did neither went on elsewhere, and would come back at an instant that depends
    /// on the machine. One way there is a closure with a capture list, which Swift 6.3.1 runs
    /// outside of their caller's executor (swiftlang/swift#87097).
    func leave() {
        if let task = current, task.job == nil, task.number != 0 {
            preconditionFailure(
                """
                task \(task.number) (\(task.name)) left the simulation: it waited for something \
                else than the kernel, or its closure has a capture list
                """
            )
        }
        current = nil
    }

    /// The Swift task behind `task` has done its work.
    func finish(_ task: SimulatedTask) {
        precondition(unsafe task.scopes.isEmpty, "a time-out outlived its task")
        task.hasStarted = false
        end(task)
        if task.isUsedUp {
            forget(task)
        } else {
            unsafe idle.append(task)
        }
    }

    /// Ends a task that has not started.
    func drop(_ task: SimulatedTask) {
        if let start = task.timer { simulation.cancel(start) }
        task.timer = nil
        end(task)
        unsafe idle.append(task)
    }

    /// Lets events happen until one has work; true when that is for `task` itself.
    func goOn(_ task: SimulatedTask) -> Bool {
        precondition(current === task, "a task ended out of its turn")
        leader = task
        current = nil
        simulation.goOn()
        leader = nil
        guard current !== task else { return true }
        resting = task
        return false
    }

    /// Keeps the job of the task that waits: of one without work, or of the running one.
    func file(_ job: UnownedJob) {
        if let task = resting {
            resting = nil
            task.job = job
            return
        }
        guard let task = current, task.job == nil else {
            preconditionFailure("a task that the simulation did not spawn waited")
        }
        task.job = job
    }

    private func end(_ task: SimulatedTask) {
        task.number = 0
        task.body = nil
        liveCount -= 1
        if task.isOwned { ownedCount -= 1 }
        guard unsafe !task.joiners.isEmpty else { return }
        let joiners = unsafe task.joiners
        unsafe task.joiners = []
        for joiner in joiners { wake(joiner) }
    }

    /// Lets go of an object that is of no further use; another takes its seat.
    private func forget(_ task: SimulatedTask) {
        let last = unsafe members.removeLast()
        guard last !== task else { return }
        unsafe members[task.seat] = last
        last.seat = task.seat
    }
}

extension TaskPool {
    /// The tasks that have not ended, in the order in which they were spawned.
    var live: [SimulatedTask] {
        unsafe members.filter { $0.number != 0 }.sorted { $0.number < $1.number }
    }

    /// Ends the Swift tasks that wait to be used again; afterwards nothing can be spawned.
    func close() {
        isClosing = true
        let waiting = unsafe idle
        unsafe idle = []
        for task in waiting {
            guard let job = task.job else { continue }
            task.job = nil
            unsafe job.runSynchronously(on: simulation.asUnownedSerialExecutor())
        }
        unsafe members = members.filter { $0.number != 0 }
    }
}
