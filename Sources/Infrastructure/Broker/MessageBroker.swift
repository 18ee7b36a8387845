/// A message broker with the semantics of AMQP 0-9-1 as RabbitMQ has them.
///
/// Systems program against this protocol alone, so that they run unchanged on the in-memory
/// stand-in and on a client of a real broker.
package protocol MessageBroker: AnyObject, Sendable {
    /// Opens a connection; `name` appears in reports.
    func connect(_ name: String) async throws(BrokerError) -> any BrokerConnection
}

extension MessageBroker {
    /// Opens a channel on a connection of its own, as a process does that needs only one.
    package func openChannel(_ name: String) async throws(BrokerError) -> any BrokerChannel {
        try await connect(name).openChannel(name)
    }
}

/// A connection to the broker, which carries channels and owns what is exclusive to it.
package protocol BrokerConnection: AnyObject, Sendable {
    /// Opens a channel; `name` appears in reports.
    func openChannel(_ name: String) async throws(BrokerError) -> any BrokerChannel

    /// Closes the connection with its channels; what they held goes back to the queues.
    func close() async
}

/// Works on messages, each in a task of its own.
package protocol MessageConsumer: Sendable {
    /// Handles one delivery and settles it on the channel that it came from.
    func handle(_ delivery: Delivery, on channel: any BrokerChannel) async

    /// The broker ended the subscription, since the queue is gone (`basic.cancel`).
    func wasCancelled(_ consumer: ConsumerTag, on channel: any BrokerChannel) async
}

extension MessageConsumer {
    package func wasCancelled(_ consumer: ConsumerTag, on channel: any BrokerChannel) async {}
}
