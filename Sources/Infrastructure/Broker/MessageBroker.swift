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

/// A conversation with the broker, with delivery tags of its own.
///
/// Settling goes without an answer, as in AMQP: the broker acts on it when it gets there.
package protocol BrokerChannel: AnyObject, Sendable {
    /// Makes sure that a queue exists; a second declaration has to agree with the first (406).
    @discardableResult
    func declareQueue(
        _ name: QueueName,
        _ options: QueueOptions
    ) async throws(BrokerError) -> QueueStatus

    /// Makes sure that an exchange of this kind exists; another kind is an error (406).
    func declareExchange(_ name: ExchangeName, _ kind: ExchangeKind) async throws(BrokerError)

    /// Makes an exchange send a queue what fits `bindingKey`; unknown names are an error (404).
    func bind(
        _ queue: QueueName,
        to exchange: ExchangeName,
        bindingKey: String
    ) async throws(BrokerError)

    /// Publishes a message and waits for the broker's confirm.
    ///
    /// A message that cannot be routed is dropped silently, unless it is mandatory.
    @discardableResult
    func publish(
        _ message: Message,
        to exchange: ExchangeName,
        routingKey: String,
        isMandatory: Bool
    ) async throws(BrokerError) -> PublishOutcome

    /// Has the messages of a queue handed to `consumer`, at most `prefetch` of them unsettled.
    @discardableResult
    func consume(
        _ queue: QueueName,
        _ options: ConsumerOptions,
        by consumer: any MessageConsumer
    ) async throws(BrokerError) -> ConsumerTag

    /// Stops a consumer; what it holds stays with the channel and can still be settled.
    func cancel(_ consumer: ConsumerTag) async throws(BrokerError)

    /// Takes the next message of a queue, if there is one.
    func get(_ queue: QueueName) async throws(BrokerError) -> Delivery?

    /// Settles a delivery, with `multiple` also all before it on the channel: done with
    /// (`basic.ack`).
    func acknowledge(_ delivery: Delivery, multiple: Bool)

    /// Refuses a delivery, with `multiple` also all before it on the channel: the messages go back
    /// to their places in the queues, or are dropped (`basic.nack`).
    func negativeAcknowledge(_ delivery: Delivery, multiple: Bool, requeue: Bool)

    /// Closes the channel; what it held goes back to the queues.
    func close() async
}

extension BrokerChannel {
    /// Settles one delivery: the message is done with.
    package func acknowledge(_ delivery: Delivery) {
        acknowledge(delivery, multiple: false)
    }

    /// Refuses one delivery (`basic.reject`).
    package func reject(_ delivery: Delivery, requeue: Bool) {
        negativeAcknowledge(delivery, multiple: false, requeue: requeue)
    }

    /// Publishes to the default exchange, which routes to the queue of that name.
    package func publish(_ message: Message, toQueue queue: QueueName) async throws(BrokerError) {
        try await publish(message, to: "", routingKey: queue, isMandatory: false)
    }
}

/// Works on messages, each in a task of its own.
package protocol MessageConsumer: Sendable {
    /// Handles one delivery and settles it on the channel that it came from.
    func handle(_ delivery: Delivery, on channel: any BrokerChannel) async
}
