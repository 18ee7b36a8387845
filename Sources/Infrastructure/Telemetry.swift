/// What systems and stand-ins tell about their work; the only source of measurement beside the
/// kernel's events.
///
/// A call is about the task of the present context: contexts travel with requests and messages,
/// as trace contexts do (W3C Trace Context), so nobody has to pass identifiers on for measurement.
package protocol Telemetry: AnyObject, Sendable {
    /// A service promised to carry out a task, under this identifier.
    func taskAccepted(_ identifier: String)

    /// A service refused a task, or could not take it on.
    func taskRejected()

    /// The service that does the actual work began with the task, for the first or a further time.
    func taskBegan()

    /// The task reached a final state, which a client can read from now on.
    func taskFinished(_ outcome: TaskOutcome)

    /// The task was given up without a trace: it is lost, whatever of it is still on its way.
    func taskLost()

    /// A gauge of how many of a system's own servers are busy; `capacity` nil is without limit.
    func utilization(of resource: String, capacity: Int?) -> any BusyGauge

    /// A count of the system's own, by a name that its description declares; ask once, keep it.
    func counter(
        _ metric: String,
        tags: [(name: String, value: String)]
    ) -> any EventCounter

    /// Durations of the system's own.
    func trend(
        _ metric: String,
        tags: [(name: String, value: String)]
    ) -> any DurationTrend

    /// A level of the system's own; those of one name are summed over their tags.
    func gauge(
        _ metric: String,
        tags: [(name: String, value: String)]
    ) -> any LevelGauge
}

/// The final state of a task.
package enum TaskOutcome: Sendable, Equatable {
    case completed
    case failed
    case deadLettered
}

/// How many servers of something are busy.
package protocol BusyGauge: AnyObject, Sendable {
    /// One more, or one less, is busy.
    func add(_ change: Int)
}

/// Counts something that happens.
package protocol EventCounter: AnyObject, Sendable {
    /// `count`, which is not negative, of it happened now.
    func add(_ count: Int)
}

extension EventCounter {
    /// It happened once.
    package func add() { add(1) }
}

/// Takes the durations of something.
package protocol DurationTrend: AnyObject, Sendable {
    /// Something that is over now took this long, for the task of the present context.
    func record(_ duration: Duration)
}

/// A number that goes up and down.
package protocol LevelGauge: AnyObject, Sendable {
    /// It is this from now on.
    func set(_ level: Int)
}
