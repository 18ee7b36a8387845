/// One strand of execution in virtual time, and the events that start and wake it.
///
/// Objects are used again for later tasks, together with the Swift task that they drive; `number`
/// tells the tasks apart.
final class SimulatedTask: EventHandler, @unchecked Sendable {
    /// What the kernel does with a task.
    enum Code {
        static let start: Int32 = 1
        static let wake: Int32 = 2
        static let deadline: Int32 = 3
        static let scope: Int32 = 4
    }

    var pool: TaskPool { unsafe owner }

    /// The pool keeps all its tasks, so it lives as long as any of them can be asked.
    private unowned(unsafe) let owner: TaskPool

    /// The task's place in the order of spawning, from 1; the entity of its events.
    var number = 0
    var name: StaticString = ""
    var context: Int32 = 0

    /// True when it was spawned for a context, and is no work in the background.
    var isOwned = false

    /// The tasks that end together; 0 for none.
    var group: Int32 = 0
    var body: (@Sendable () async -> Void)?

    /// The job that goes on where the task parked; nil while it runs.
    var job: UnownedJob?

    /// Names the present wait, so that a late wake-up finds nobody; 0 while the task does not wait.
    var ticket = 0
    var wake = Wake.resumed
    var waitpoint: (any Waitpoint)?

    /// Where the present wait stands at its waitpoint, for waitpoints that number their places.
    var place = 0

    /// The event that starts the task, ends its sleep, or ends its wait at a deadline.
    var timer: EventToken?

    /// False until the first stretch of the body begins.
    var hasStarted = false

    /// Set from the moment at which something wakes the task until it goes on.
    var isWaking = false
    var isCancelled = false

    // Each use is over at once, and checking it would take longer.
    @exclusivity(unchecked) var joiners: [TaskReference] = []
    @exclusivity(unchecked) var scopes: [TimeoutScope] = []

    /// How many of the scopes have expired.
    var expiredScopes = 0

    /// Waits in a row that a cancellation refused.
    var refusals = 0

    /// Where the pool keeps this object.
    var seat = 0

    /// Set when the Swift task behind it must not be used for another task.
    var isUsedUp = false
    var swiftTask: Task<Void, Never>?

    init(pool: TaskPool) {
        unsafe owner = pool
    }

    func handle(code: Int32, argument: Int) {
        switch code {
        case Code.start: pool.begin(self)
        case Code.scope: expire(scope: argument)
        case Code.deadline: meetDeadline(ticket: argument)
        default: goOn(ticket: argument)
        }
    }

    private func goOn(ticket: Int) {
        guard self.ticket == ticket else { return }
        self.ticket = 0
        timer = nil
        waitpoint = nil
        isWaking = false
        pool.resume(self)
    }

    private func meetDeadline(ticket: Int) {
        guard self.ticket == ticket, !isWaking else { return }
        waitpoint?.abandon(TaskReference(task: self, ticket: ticket))
        wake = .timedOut
        goOn(ticket: ticket)
    }

    /// Marks a time-out scope as expired and ends the wait inside it.
    private func expire(scope: Int) {
        guard unsafe scope < scopes.count else { return }
        unsafe scopes[scope].expired = true
        expiredScopes += 1
        pool.interrupt(self)
    }

    /// True when the task asked for wait after wait although it has been cancelled.
    var ignoresCancellation: Bool { refusals > 100_000 }

    /// True when a wait must not begin: the task or a scope around it has been cancelled.
    var isInterrupted: Bool {
        isCancelled || expiredScopes > 0
    }
}

/// A deadline that a stretch of a task's work is under.
struct TimeoutScope {
    var token: EventToken
    var expired = false
}

/// Why a parked task went on.
package enum Wake: Sendable, Equatable {
    /// What it waited for has happened.
    case resumed
    /// Its deadline came first.
    case timedOut
    /// It was cancelled, or a time-out around the wait expired.
    case cancelled
}

/// What tasks wait at: says what it is, and lets go of a task that no longer waits.
package protocol Waitpoint: AnyObject, Sendable {
    /// What a stuck task is waiting for, in the words of a report: "a place at broker".
    var waitDescription: String { get }

    /// Forgets a task that was cancelled while it waited here; the kernel wakes it.
    func abandon(_ task: TaskReference)
}
