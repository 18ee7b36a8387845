extension Simulation {
    /// Why a run came back.
    package enum Pause: Sendable, Equatable {
        /// Nothing is scheduled any more.
        case exhausted
        /// The next event lies behind the limit; the clock stands at the limit.
        case limit
        /// The condition held after an event.
        case condition
        /// The wait for a real clock was ended; the clock stands at the last event.
        case stopped
    }

    /// Lets everything happen that is due up to and including `limit`.
    ///
    /// `condition` is asked after every event; the run pauses at the first for which it holds.
    package func run(
        until limit: Int64 = .max,
        orUntil condition: () -> Bool = { false }
    ) -> Pause {
        precondition(owner == .current, "a simulation is run by the thread that created it")
        hasPaused = false
        horizon = limit
        withoutActuallyEscaping(condition) { condition in
            pauseCondition = condition
            while step(notAfter: limit), !pauses() {}
            pauseCondition = nil
        }
        horizon = nil
        if hasPaused { return .condition }
        guard unsafe calendar.nextTime() != nil else {
            return .exhausted
        }
        guard wait(until: limit) else { return .stopped }
        clock = max(clock, limit)
        return .limit
    }

    /// Lets the next event happen, and all that it makes runnable.
    ///
    /// Returns false, without moving the clock, when there is none up to and including `limit`, or
    /// when the wait for it was ended.
    package func step(notAfter limit: Int64 = .max) -> Bool {
        guard handleNext(notAfter: limit) else { return false }
        if tasks.runnable != nil { drain() }
        return true
    }

    /// Goes on with the run in place of the loop, for a task that has nothing else to do.
    ///
    /// Returns when an event has given work to a task, or when the loop has to decide what is next.
    /// A task that begins what comes next itself spares two changes between tasks.
    func goOn() {
        guard !isPaced, let horizon, !hasPaused, !pauses() else { return }
        while handleNext(notAfter: horizon), tasks.current == nil, !pauses() {}
    }

    /// True when the run is to pause after the present event.
    private func pauses() -> Bool {
        if !hasPaused, let pauseCondition, pauseCondition() { hasPaused = true }
        return hasPaused
    }

    /// Handles the next event; what that makes runnable is yet to run.
    private func handleNext(notAfter limit: Int64) -> Bool {
        guard unsafe calendar.hasNext(notAfter: limit) else { return false }
        if isPaced, unsafe !wait(until: calendar.nextTime() ?? 0) { return false }
        let event = unsafe calendar.removeNext()
        clock = event.time
        if isRealTime { catchUp() }
        steps &+= 1
        digest.combine(time: event.time, code: event.code, argument: event.argument)
        if let watcher {
            watcher.observe(time: event.time, code: event.code, argument: event.argument)
        }
        tasks.context = 0
        event.handler.handle(code: event.code, argument: event.argument)
        return true
    }

    /// Waits for a real clock, where there is one; false when the wait was ended.
    private func wait(until instant: Int64) -> Bool {
        // What is due at the end of a run happens, however late it is.
        guard let wallTime, !tasks.isEnding else { return true }
        return wallTime.wait(until: instant, while: goesOn)
    }

    /// The clock shows real time, which never goes back.
    private func catchUp() {
        if let wallTime, !tasks.isEnding { latest = max(latest, wallTime.now) }
        clock = max(clock, latest)
    }

    /// Runs what the present event made runnable until nothing is.
    private func drain() {
        while let job = tasks.runnable {
            tasks.runnable = nil
            unsafe job.runSynchronously(on: asUnownedSerialExecutor())
        }
        tasks.leave()
    }
}
