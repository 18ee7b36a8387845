/// All that a system has of the world: everything it does goes through one of these.
///
/// A system gets its environment when it is made and keeps no other reference to anything that
/// runs, so it cannot know whether it is simulated. An object, so that a waiting handler keeps one
/// reference instead of eight. What it gives is objects, too: values behind a protocol are copied
/// by whoever calls them and waits.
package final class SystemEnvironment: Sendable {
    package let clock: any SystemClock
    package let broker: any MessageBroker
    package let store: any KeyValueStore
    package let http: any HTTPClient
    package let identifiers: any IdentifierGenerator
    package let chance: any Chance
    package let telemetry: any Telemetry
    package let supervisor: any Supervisor

    package init(
        clock: any SystemClock,
        broker: any MessageBroker,
        store: any KeyValueStore,
        http: any HTTPClient,
        identifiers: any IdentifierGenerator,
        chance: any Chance,
        telemetry: any Telemetry,
        supervisor: any Supervisor = SimpleSupervisor()
    ) {
        self.clock = clock
        self.broker = broker
        self.store = store
        self.http = http
        self.identifiers = identifiers
        self.chance = chance
        self.telemetry = telemetry
        self.supervisor = supervisor
    }
}

/// Time, and work beside the present one.
package protocol SystemClock: AnyObject, Sendable {
    var now: Timestamp { get }

    /// Waits; throws when the task has been cancelled.
    func sleep(for duration: Duration) async throws(CancellationError)

    /// Does work that waits `duration` at most: then its wait ends, and `TimedOut` is thrown.
    ///
    /// What does not wait is not interrupted.
    func withTimeout<Value>(
        _ duration: Duration,
        _ work: () async throws -> Value
    ) async throws -> Value

    /// Starts work that goes on beside the caller's; `name` appears in reports.
    func spawn(_ name: StaticString, _ work: @escaping @Sendable () async -> Void)

    /// Keeps the present task from being lost while it is only written down in a table.
    func suspend() -> any SuspendedTask
}

/// The time that a piece of work was given ran out.
package struct TimedOut: Error, Equatable {
    package init() {}
}

/// A task that nobody works on now, and that somebody will go on with.
///
/// It belongs to no process, as a row of a database does: a crash does not end it. What a crashed
/// process still does with it has no effect.
package protocol SuspendedTask: AnyObject, Sendable {
    /// Goes on with the task beside the caller's work, and lets go of it: at most once.
    func resume(_ name: StaticString, _ work: @escaping @Sendable () async -> Void)

    /// The same, but the work belongs to the process that suspended the task, not to the caller's:
    /// it goes on when the caller's process crashes, and ends when its own does.
    func resumeAtHome(_ name: StaticString, _ work: @escaping @Sendable () async -> Void)

    /// Tells that the task reached a final state, as `Telemetry` would, and lets go of it.
    ///
    /// For whoever ends a task of somebody else's: the present context may be of another one.
    func finish(_ outcome: TaskOutcome)

    /// Lets go of the task, which is lost if it is not final and nothing else carries it.
    ///
    /// Does nothing when it was let go of before.
    func drop()
}

/// Makes identifiers that no two callers share.
package protocol IdentifierGenerator: AnyObject, Sendable {
    /// A random identifier: UUID version 4, lower case, as `xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx`.
    func uuid() -> String
}

/// Outcomes that depend on luck.
package protocol Chance: AnyObject, Sendable {
    /// True with the probability that the run gives `outcome`, drawn for the present task.
    func happens(_ outcome: String) -> Bool

    /// The same for the `attempt`-th time, from 0, that the present task is worked on.
    ///
    /// Whoever works on it draws the same; a task that was interrupted draws nothing new.
    func happens(_ outcome: String, attempt: Int) -> Bool

    /// A duration of the law that the run gives `name`, for an attempt at the present task.
    func duration(_ name: String, attempt: Int) -> Duration

    /// True with the probability of `outcome`, drawn for the `n`-th time of an entity of its own.
    ///
    /// The same entity and number draw the same, whatever happens around them: keyed by an account
    /// and its calls, another account changes nothing.
    func happens(_ outcome: String, entity: UInt64, n: UInt64) -> Bool

    /// A duration of the law that the run gives `name`, drawn in the same way; zero without one.
    func duration(_ name: String, entity: UInt64, n: UInt64) -> Duration
}
