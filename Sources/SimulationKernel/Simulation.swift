/// One run: its calendar, its present instant, its chance and the digest of all that happened.
///
/// The loop takes exactly one event from the calendar, lets what it woke run until nothing is
/// runnable, and takes the next. Nobody wakes a task directly: every wake-up, start, message and
/// timer is an event. Hence the order of everything follows from the calendar alone, whatever the
/// optimiser does to hops between actors.
///
/// A simulation belongs to the thread that created it. All actors of a run use it as their
/// executor; a job that arrives from another thread has escaped from virtual time and traps.
package final class Simulation: @unchecked Sendable {
    /// The seed that all chance of this run comes from.
    package let seed: UInt64

    /// The streams of random numbers of this run.
    package let random: RandomStreams

    /// Nanoseconds of virtual time since the start of the run.
    package var now: Int64 { clock }

    /// How much time has passed, also while the loop waits for a real clock.
    package var passed: Int64 { max(clock, wallTime?.now ?? 0) }

    /// What the event or task that runs now belongs to; new tasks and messages inherit it.
    ///
    /// The kernel only carries the number. 0 means that nothing in particular is meant.
    package var context: Int32 {
        get { tasks.context }
        set { tasks.context = newValue }
    }

    /// Every event that ran, in order, as one number.
    package var fingerprint: Fingerprint { digest }

    /// Sees every event as it runs; nil, the default, costs nothing.
    package var observer: (any TraceObserver)? {
        get { watcher }
        set { watcher = newValue }
    }

    /// The number of events that have run.
    package var eventCount: Int { steps }

    // What the loop touches is stored as internal: whole-module optimisation drops the checks for
    // overlapping accesses, which took 40 % of an event, for nothing that other modules can see.
    var clock: Int64 = 0
    var digest = Fingerprint()
    var watcher: (any TraceObserver)?
    var steps = 0

    /// The real instant that was read last.
    var latest: Int64 = 0
    /// The calendar calls nothing that could come back here.
    @exclusivity(unchecked) var calendar = EventQueue()
    /// How far the present `run` goes and what ends it; nil between runs.
    var horizon: Int64?
    var pauseCondition: (() -> Bool)?
    var hasPaused = false
    let owner = ThreadIdentity.current
    let wallTime: (any WallTime)?
    /// True when the loop waits for a real clock.
    package let isPaced: Bool
    /// True when the clock shows real time.
    package let isRealTime: Bool

    /// Asked while the loop waits for a real clock; no ends the wait, and the step with it.
    package var goesOn: () -> Bool = { true }
    let tasks = TaskPool()

    package init(seed: UInt64, pacing: Pacing = .virtual) {
        self.seed = seed
        wallTime =
            switch pacing {
            case .virtual: nil
            case .paced(let time), .wall(let time): time
            }
        isPaced = wallTime != nil
        if case .wall = pacing { isRealTime = true } else { isRealTime = false }
        random = RandomStreams(seed: seed)
        tasks.serve(self)
    }

    /// Adds an event `delay` nanoseconds from now; negative delays count as 0.
    @discardableResult
    package func schedule(
        after delay: Int64 = 0,
        _ handler: any EventHandler,
        code: Int32,
        argument: Int = 0
    ) -> EventToken {
        schedule(at: instant(after: delay), handler, code: code, argument: argument)
    }

    /// Adds an event at an instant, which must not lie in the past.
    ///
    /// Urgent events go before all others of their instant: cancellations are urgent, so that who
    /// is cancelled and served at once is cancelled.
    @discardableResult
    package func schedule(
        at time: Int64,
        urgent: Bool = false,
        _ handler: any EventHandler,
        code: Int32,
        argument: Int = 0
    ) -> EventToken {
        precondition(time >= clock, "an event was scheduled in the past")
        return unsafe calendar.insert(
            at: time,
            now: clock,
            urgent: urgent,
            handler: handler,
            code: code,
            argument: argument
        )
    }

    /// The instant `delay` nanoseconds from now; negative delays count as 0.
    func instant(after delay: Int64) -> Int64 {
        delay > 0 ? clock.addingSaturating(delay) : clock
    }

    /// Takes an event out of the calendar; false when it has already happened.
    @discardableResult
    package func cancel(_ token: EventToken) -> Bool {
        unsafe calendar.cancel(token)
    }

    /// The time of the next event, or nil when nothing is scheduled.
    package var nextEventTime: Int64? { unsafe calendar.nextTime() }
}

extension Int64 {
    /// The sum, or the nearest number where the sum would not fit.
    package func addingSaturating(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        guard overflow else { return sum }
        return other < 0 ? .min : .max
    }
}
