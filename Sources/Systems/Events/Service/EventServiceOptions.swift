package import Infrastructure

/// How a service takes messages, and what it does with those that fail.
package struct EventServiceOptions: Sendable {
    /// How many messages an instance holds at once.
    package var prefetch = 100

    /// How many of them it works on at once; nil is all of them.
    package var concurrency: Int?

    package var matching = EventMatching.header

    /// What becomes of messages that no handler is registered for.
    package var unknownRoute = UnknownRoute.acknowledge

    /// Where rejected messages go; nil loses them, as the source does.
    package var deadLetterQueue: QueueName?

    /// How often a message whose handler failed is tried again; nil rejects it at once.
    package var retry: EventRetry?

    /// How long the service waits before it turns to a broker again that gave an error.
    package var reconnectDelay = Duration.seconds(1)

    package init() {}

    /// How many handlers of an instance can be at work.
    var slots: Int { min(concurrency ?? prefetch, prefetch) }
}

/// What becomes of messages that no handler is registered for.
package enum UnknownRoute: String, Sendable, CaseIterable {
    case acknowledge
    /// Dropped, or dead-lettered where the service has a queue for that.
    case reject
}

/// A message that failed is put off and comes back, so many times; then it is rejected.
package struct EventRetry: Sendable, Equatable {
    package var attempts: Int
    package var delay: Duration

    package init(attempts: Int, delay: Duration) {
        self.attempts = attempts
        self.delay = delay
    }
}

/// Where results go.
package enum EventDestination: Sendable, Equatable {
    /// A queue, which the service declares.
    case queue(QueueName)
    /// A topic: an exchange that somebody else declares, and the key.
    case topic(ExchangeName, key: String)
}
