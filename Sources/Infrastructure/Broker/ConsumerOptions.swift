package import JSON

/// Who settles a delivery.
package enum AcknowledgementMode: Sendable {
    /// Whoever got it, by its tag.
    case manual
    /// Nobody: it is settled as it is given out (`no-ack`).
    case automatic
}

/// How a consumer takes messages.
package struct ConsumerOptions: Sendable {
    /// How many messages it may hold unsettled; nil is what the channel's `basic.qos` says.
    package var prefetch: Int?

    /// How many messages it works on at once, and keeps the others in a buffer of its own; nil is
    /// without limit.
    package var concurrency: Int?

    package var mode: AcknowledgementMode

    /// True when nobody else may consume from the queue.
    package var isExclusive: Bool

    /// The consumer's name; nil lets the broker make one.
    package var tag: ConsumerTag?

    /// Further arguments by their AMQP names, `x-priority` among them.
    package var arguments: JSONObject

    package init(
        prefetch: Int? = nil,
        isSequential: Bool = false,
        concurrency: Int? = nil,
        mode: AcknowledgementMode = .manual,
        isExclusive: Bool = false,
        tag: ConsumerTag? = nil,
        arguments: JSONObject = JSONObject()
    ) {
        self.prefetch = prefetch
        self.concurrency = isSequential ? 1 : concurrency
        self.mode = mode
        self.isExclusive = isExclusive
        self.tag = tag
        self.arguments = arguments
    }
}

/// What a limit of unsettled messages is about (`basic.qos`, `global`).
package enum PrefetchScope: Sendable {
    /// Each consumer that the channel begins from now on, by itself.
    case consumer
    /// All consumers of the channel together, at once.
    case channel
}
