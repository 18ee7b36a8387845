package import JSON

/// A conversation with the broker, with delivery tags of its own.
///
/// An error of a method closes the channel, as in AMQP. Settling goes without an answer: the
/// broker acts on it when it gets there, and closes the channel when it cannot.
///
/// An empty queue name stands for the queue that the channel declared last.
package protocol BrokerChannel: AnyObject, Sendable {
    /// Why the broker closed the channel; nil while it is open and when the client closed it.
    var closeReason: BrokerError? { get async }

    // MARK: Queues

    /// Makes sure that a queue exists; a second declaration has to agree with the first (406).
    @discardableResult
    func declareQueue(
        _ name: QueueName,
        _ options: QueueOptions
    ) async throws(BrokerError) -> QueueStatus

    /// Asks about a queue that has to exist (404; a passive declaration).
    func checkQueue(_ name: QueueName) async throws(BrokerError) -> QueueStatus

    /// Deletes a queue and returns how many messages were ready in it; 0 when there is none.
    ///
    /// A condition that does not hold is an error (406).
    @discardableResult
    func deleteQueue(
        _ name: QueueName,
        ifUnused: Bool,
        ifEmpty: Bool
    ) async throws(BrokerError) -> Int

    /// Removes the messages that are ready and returns how many there were.
    @discardableResult
    func purgeQueue(_ name: QueueName) async throws(BrokerError) -> Int

    // MARK: Exchanges and bindings

    /// Makes sure that an exchange exists; a second declaration has to agree with the first (406).
    func declareExchange(
        _ name: ExchangeName,
        _ options: ExchangeOptions
    ) async throws(BrokerError)

    /// Asks about an exchange that has to exist (404; a passive declaration).
    func checkExchange(_ name: ExchangeName) async throws(BrokerError)

    /// Deletes an exchange, if there is one; with `ifUnused`, one with bindings is an error (406).
    func deleteExchange(_ name: ExchangeName, ifUnused: Bool) async throws(BrokerError)

    /// Makes an exchange send a queue what fits the binding; unknown names are an error (404).
    func bind(
        _ queue: QueueName,
        to exchange: ExchangeName,
        bindingKey: String,
        arguments: JSONObject
    ) async throws(BrokerError)

    /// Removes a binding, if there is one.
    func unbind(
        _ queue: QueueName,
        from exchange: ExchangeName,
        bindingKey: String,
        arguments: JSONObject
    ) async throws(BrokerError)

    /// Makes an exchange send another one what fits the binding.
    func bindExchange(
        _ destination: ExchangeName,
        to source: ExchangeName,
        bindingKey: String,
        arguments: JSONObject
    ) async throws(BrokerError)

    /// Removes a binding between exchanges, if there is one.
    func unbindExchange(
        _ destination: ExchangeName,
        from source: ExchangeName,
        bindingKey: String,
        arguments: JSONObject
    ) async throws(BrokerError)

    // MARK: Publishing

    /// Has the broker say of each message from now on whether it took it (`confirm.select`).
    func selectConfirms() async throws(BrokerError)

    /// Holds back what is published and settled from now on until it is committed (`tx.select`).
    func selectTransactions() async throws(BrokerError)

    /// Carries out what was published and settled since the last commit, and begins anew.
    ///
    /// Returns the mandatory messages for which no queue was found (`basic.return`).
    @discardableResult
    func commit() async throws(BrokerError) -> [ReturnedMessage]

    /// Forgets what was published and settled since the last commit, and begins anew.
    func rollback() async throws(BrokerError)

    /// Publishes a message and waits until the broker has dealt with it.
    ///
    /// A message that cannot be routed is dropped silently, unless it is mandatory.
    @discardableResult
    func publish(
        _ message: Message,
        to exchange: ExchangeName,
        routingKey: String,
        isMandatory: Bool
    ) async throws(BrokerError) -> PublishOutcome

    // MARK: Consuming

    /// Limits how many messages may be given out and not settled; 0 is without limit.
    ///
    /// A limit of their `size` in bytes is in AMQP but not in RabbitMQ, and closes the connection
    /// (540).
    func setPrefetch(
        _ count: Int,
        size: Int,
        for scope: PrefetchScope
    ) async throws(BrokerError)

    /// Has the messages of a queue handed to `consumer`; returns the consumer's tag.
    @discardableResult
    func consume(
        _ queue: QueueName,
        _ options: ConsumerOptions,
        by consumer: any MessageConsumer
    ) async throws(BrokerError) -> ConsumerTag

    /// Stops a consumer; what it holds stays with the channel and can still be settled.
    func cancel(_ consumer: ConsumerTag) async throws(BrokerError)

    /// Takes the next message of a queue; nil when none is ready.
    func fetch(
        _ queue: QueueName,
        _ mode: AcknowledgementMode
    ) async throws(BrokerError) -> FetchedMessage?

    /// Settles a delivery, with `multiple` also all before it on the channel: done with
    /// (`basic.ack`).
    func acknowledge(_ tag: DeliveryTag, multiple: Bool)

    /// Refuses a delivery, with `multiple` also all before it on the channel: the messages go back
    /// to their places in the queues, or are dropped or dead-lettered (`basic.nack`).
    func negativeAcknowledge(_ tag: DeliveryTag, multiple: Bool, requeue: Bool)

    /// Puts all that the channel holds back into the queues; `requeue` has to be true (540).
    func recover(requeue: Bool) async throws(BrokerError)

    /// Closes the channel; what it held goes back to the queues.
    func close() async
}

/// A message that was asked for, and how many are left behind it (`basic.get-ok`).
package struct FetchedMessage: Sendable {
    package let delivery: Delivery
    package let remaining: Int

    package init(delivery: Delivery, remaining: Int) {
        self.delivery = delivery
        self.remaining = remaining
    }
}

extension BrokerChannel {
    package func setPrefetch(
        _ count: Int,
        for scope: PrefetchScope = .consumer
    ) async throws(BrokerError) {
        try await setPrefetch(count, size: 0, for: scope)
    }

    package func declareExchange(
        _ name: ExchangeName,
        _ kind: ExchangeKind
    ) async throws(BrokerError) {
        try await declareExchange(name, ExchangeOptions(kind))
    }

    package func bind(
        _ queue: QueueName,
        to exchange: ExchangeName,
        bindingKey: String
    ) async throws(BrokerError) {
        try await bind(queue, to: exchange, bindingKey: bindingKey, arguments: JSONObject())
    }

    /// Publishes to the default exchange, which routes to the queue of that name.
    package func publish(_ message: Message, toQueue queue: QueueName) async throws(BrokerError) {
        try await publish(message, to: "", routingKey: queue, isMandatory: false)
    }

    /// Takes the next message of a queue, to be settled by its tag.
    package func get(_ queue: QueueName) async throws(BrokerError) -> Delivery? {
        try await fetch(queue, .manual)?.delivery
    }

    /// Settles one delivery: the message is done with.
    package func acknowledge(_ delivery: Delivery) {
        acknowledge(delivery.tag, multiple: false)
    }

    /// Refuses one delivery (`basic.reject`).
    package func reject(_ delivery: Delivery, requeue: Bool) {
        negativeAcknowledge(delivery.tag, multiple: false, requeue: requeue)
    }
}
