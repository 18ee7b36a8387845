package import Infrastructure

/// What a handler has of the service that it works for.
package final class EventContext: Sendable {
    /// The queue of the service, which is its scope.
    package let queue: QueueName

    package let clock: any SystemClock
    package let chance: any Chance
    package let telemetry: any Telemetry

    init(queue: QueueName, environment: SystemEnvironment) {
        self.queue = queue
        clock = environment.clock
        chance = environment.chance
        telemetry = environment.telemetry
    }
}

/// A handler behind its middleware: takes an event whose body nobody has read, and gives what is to
/// be published; nil for nothing.
package typealias EventResponder =
    @Sendable (Event<Payload>, EventContext) async throws -> Payload?
