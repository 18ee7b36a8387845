/// The machine's clock, played at `speed` times its pace; it starts when it is first asked.
package final class MachineTime: WallTime, @unchecked Sendable {
    /// The longest that a wait goes on without a question whether it shall.
    private static let patience = Duration.milliseconds(20)

    private let speed: Double
    private let sleeper: any RealSleeper

    /// The real instant at which the run began; the loop's thread alone asks for it.
    private var start: ContinuousClock.Instant?

    /// `speed` is how many virtual seconds pass in a real one, above 0.
    package init(speed: Double = 1, sleeper: any RealSleeper = ThreadSleeper()) {
        precondition(speed > 0, "time has to pass")
        self.speed = speed
        self.sleeper = sleeper
    }

    package var now: Int64 {
        let start = begin()
        let real = (sleeper.now - start).wholeNanoseconds
        // Not to be multiplied: 0 × ∞ is no number.
        guard real > 0 else { return 0 }
        let passed = Double(real) * speed
        return passed >= Double(Distribution.longest) ? Distribution.longest : Int64(passed)
    }

    package func wait(until instant: Int64, while goesOn: () -> Bool) -> Bool {
        let start = begin()
        guard instant > 0 else { return true }
        let real = min(Double(instant) / speed, Double(Distribution.longest))
        let due = start + .nanoseconds(Int64(real))
        while true {
            let left = due - sleeper.now
            guard left > .zero else { return true }
            guard goesOn() else { return false }
            sleeper.sleep(for: min(left, Self.patience))
        }
    }

    private func begin() -> ContinuousClock.Instant {
        if let start { return start }
        let now = sleeper.now
        start = now
        return now
    }
}

/// What blocks a thread; tests have one that does not.
package protocol RealSleeper: Sendable {
    var now: ContinuousClock.Instant { get }

    /// Blocks for a while, at most `duration`; a signal may end it before.
    func sleep(for duration: Duration)
}

/// Blocks the calling thread.
package struct ThreadSleeper: RealSleeper {
    package init() {}

    package var now: ContinuousClock.Instant { .now }

    package func sleep(for duration: Duration) { RealSleep.block(for: duration) }
}
