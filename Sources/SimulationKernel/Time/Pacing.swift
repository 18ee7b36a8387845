/// How fast virtual time passes.
package enum Pacing: Sendable {
    /// As fast as the machine can: the clock jumps from event to event.
    case virtual
    /// Against a real clock: an event waits until its instant has come.
    case wall(any WallTime)
}

/// A real clock that the loop can wait for.
package protocol WallTime: Sendable {
    /// Blocks until `instant` nanoseconds of the run have passed; returns at once when it has.
    func wait(until instant: Int64)
}

/// The machine's clock, started when the value is made and played at `speed` times its pace.
package struct MachineTime: WallTime {
    private let start = ContinuousClock.now
    private let speed: Double

    /// `speed` is how many virtual seconds pass in a real one, above 0.
    package init(speed: Double = 1) {
        precondition(speed > 0, "time has to pass")
        self.speed = speed
    }

    package func wait(until instant: Int64) {
        guard instant > 0 else { return }
        let real = min(Double(instant) / speed, Double(Distribution.longest))
        RealSleep.block(until: start + .nanoseconds(Int64(real)))
    }
}
