extension Simulation {
    /// Why a run came back.
    package enum Pause: Sendable, Equatable {
        /// Nothing is scheduled any more.
        case exhausted
        /// The next event lies behind the limit; the clock stands at the limit.
        case limit
        /// The condition held after an event.
        case condition
    }

    /// Lets everything happen that is due up to and including `limit`.
    ///
    /// `condition` is asked after every event; the run pauses at the first for which it holds.
    package func run(
        until limit: Int64 = .max,
        orUntil condition: (() -> Bool)? = nil
    ) -> Pause {
        precondition(owner == .current, "a simulation is run by the thread that created it")
        if let condition {
            while step(notAfter: limit) {
                if condition() { return .condition }
            }
        } else {
            while step(notAfter: limit) {}
        }
        guard calendar.nextTime() != nil else {
            return .exhausted
        }
        if case .wall(let wallTime) = pacing { wallTime.wait(until: limit) }
        now = max(now, limit)
        return .limit
    }

    /// Lets the next event happen, and all that it makes runnable.
    ///
    /// Returns false, without moving the clock, when there is none up to and including `limit`.
    package func step(notAfter limit: Int64 = .max) -> Bool {
        if case .wall(let wallTime) = pacing {
            guard let next = calendar.nextTime(), next <= limit else { return false }
            wallTime.wait(until: next)
        }
        guard let (time, action) = calendar.popNext(notAfter: limit) else { return false }
        now = time
        eventCount &+= 1
        fingerprint.combine(time: time, code: action.code, argument: action.argument)
        if let observer {
            observer.observe(time: time, code: action.code, argument: action.argument)
        }
        context = 0
        action.handler?.handle(code: action.code, argument: action.argument)
        if runnable != nil { drain() }
        return true
    }

    /// Runs what the present event made runnable until nothing is.
    private func drain() {
        while let job = runnable {
            runnable = nil
            unsafe job.runSynchronously(on: asUnownedSerialExecutor())
        }
        tasks.current = nil
    }
}
