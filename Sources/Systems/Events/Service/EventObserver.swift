package import Infrastructure

/// How a message left a service.
package enum EventOutcome: Int, Sendable, CaseIterable {
    /// All handlers ran; acknowledged.
    case handled
    /// No handler is registered for it; acknowledged.
    case ignored
    /// Refused, and lost.
    case rejected
    /// Refused, and kept in the queue for such.
    case deadLettered
    /// Put off; it will come back.
    case retried
}

/// Follows the messages of one instance of a service, each by its delivery tag.
///
/// It hears nothing of what a crashed instance still does.
package protocol EventObserver: AnyObject, Sendable {
    func delivered(_ delivery: Delivery)

    /// One more message is worked on, or one less; the latter also when a crash ended the work.
    func working(_ change: Int)

    /// A handler, by its place in the order of registration, gets the message now.
    func called(_ handler: Int, with tag: DeliveryTag)

    /// A handler returned something to publish.
    func answered(_ tag: DeliveryTag)

    /// The broker took what a handler returned.
    func published(_ tag: DeliveryTag)

    /// The message is settled.
    func settled(_ tag: DeliveryTag, as outcome: EventOutcome)
}

/// Ignores everything.
final class NoEventObserver: EventObserver {
    func delivered(_ delivery: Delivery) {}
    func working(_ change: Int) {}
    func called(_ handler: Int, with tag: DeliveryTag) {}
    func answered(_ tag: DeliveryTag) {}
    func published(_ tag: DeliveryTag) {}
    func settled(_ tag: DeliveryTag, as outcome: EventOutcome) {}
}
