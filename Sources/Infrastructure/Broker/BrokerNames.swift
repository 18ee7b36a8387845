/// The name of a queue; the default exchange routes to it by this name.
package typealias QueueName = String

/// The name of an exchange; the empty name is the default exchange.
package typealias ExchangeName = String

/// The name of a consumer on its channel.
package typealias ConsumerTag = String

/// How an exchange chooses among its bindings (RabbitMQ, "Exchange Types").
package enum ExchangeKind: String, Sendable, CaseIterable {
    /// The binding key equals the routing key.
    case direct
    /// Every binding.
    case fanout
    /// Words between dots; `*` stands for one, `#` for any number of them.
    case topic
}

/// What a queue is declared with.
package struct QueueOptions: Sendable, Equatable {
    /// True when the queue survives a restart of the broker.
    package var isDurable: Bool

    package init(isDurable: Bool = false) {
        self.isDurable = isDurable
    }
}

/// What a declaration says about a queue.
package struct QueueStatus: Sendable, Equatable {
    /// Messages that are ready for delivery; those given out and not settled do not count.
    package let messages: Int
    package let consumers: Int

    package init(messages: Int, consumers: Int) {
        self.messages = messages
        self.consumers = consumers
    }
}

/// How a consumer takes messages.
package struct ConsumerOptions: Sendable {
    /// How many messages it may hold unsettled; nil is without limit (`basic.qos` 0).
    package var prefetch: Int?

    /// True when it works on one message at a time and keeps the others in a buffer of its own.
    package var isSequential: Bool

    package init(prefetch: Int?, isSequential: Bool = false) {
        self.prefetch = prefetch
        self.isSequential = isSequential
    }
}

/// Where a published message went.
package enum PublishOutcome: Sendable, Equatable {
    /// The broker confirmed it: it is in every queue that it was routed to, possibly in none.
    case confirmed
    /// It was mandatory, no queue was found for it, and it came back (`basic.return`, 312).
    case returned
}

/// An error of the broker, with the code and the text of RabbitMQ.
package struct BrokerError: Error, Equatable, Sendable {
    /// The reply code of AMQP 0-9-1, section 1.2; 0 when the caller was cancelled.
    package let code: Int
    package let text: String

    package init(code: Int, text: String) {
        self.code = code
        self.text = text
    }

    /// The calling task was cancelled while it waited for the broker.
    package static let cancelled = BrokerError(code: 0, text: "the caller was cancelled")
}
