/// How fast virtual time passes, and whether it is real.
package enum Pacing: Sendable {
    /// As fast as the machine can: the clock jumps from event to event.
    case virtual
    /// Against a real clock: an event waits until its instant has come, and then happens at it.
    ///
    /// However late the loop is, all that happens is what happens in virtual time.
    case paced(any WallTime)
    /// In real time: an event happens when its instant has come or later, as the clock then shows.
    case wall(any WallTime)
}

/// A real clock that the loop can wait for.
package protocol WallTime: Sendable {
    /// How many nanoseconds of the run have passed.
    var now: Int64 { get }

    /// Blocks until `instant` nanoseconds of the run have passed; returns true at once when they
    /// have.
    ///
    /// `goesOn` is asked every now and then; when it says no, the wait ends, and is false.
    func wait(until instant: Int64, while goesOn: () -> Bool) -> Bool
}
