package import JSON

/// What a queue is declared with.
package struct QueueOptions: Sendable, Equatable {
    /// True when the queue survives a restart of the broker.
    package var isDurable: Bool

    /// True when only the connection that declared it may use it, and it goes with that.
    package var isExclusive: Bool

    /// True when the queue goes with its last consumer.
    package var isAutoDelete: Bool

    /// Further arguments by their AMQP names, as a client sends them; the broker checks them.
    package var arguments: JSONObject

    package init(
        isDurable: Bool = false,
        isExclusive: Bool = false,
        isAutoDelete: Bool = false,
        arguments: JSONObject = JSONObject()
    ) {
        self.isDurable = isDurable
        self.isExclusive = isExclusive
        self.isAutoDelete = isAutoDelete
        self.arguments = arguments
    }
}

/// What a declaration says about a queue.
package struct QueueStatus: Sendable, Equatable {
    /// The queue's name, which the broker made when the declaration left it empty.
    package let name: QueueName

    /// Messages that are ready for delivery; those given out and not settled do not count.
    package let messages: Int
    package let consumers: Int

    package init(name: QueueName, messages: Int, consumers: Int) {
        self.name = name
        self.messages = messages
        self.consumers = consumers
    }
}
