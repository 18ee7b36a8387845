import Infrastructure
import SimulationKernel

/// A channel of the in-memory broker.
///
/// Publishing, getting and settling are operations of the broker's machine; declarations take no
/// time, so that a system is set up before the first request arrives.
///
/// An error of a method closes the channel, as in AMQP; what it held goes back to the queues.
actor InMemoryChannel: BrokerChannel {
    private nonisolated let number: Int
    private nonisolated let core: BrokerCore

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe core.simulation.asUnownedSerialExecutor()
    }

    init(number: Int, core: BrokerCore) {
        self.number = number
        self.core = core
    }

    func declareQueue(
        _ name: QueueName,
        _ options: QueueOptions
    ) async throws(BrokerError) -> QueueStatus {
        try checkOpen()
        do { return try core.declareQueue(name, options) } catch { throw fail(error) }
    }

    func declareExchange(_ name: ExchangeName, _ kind: ExchangeKind) async throws(BrokerError) {
        try checkOpen()
        do { try core.declareExchange(name, kind) } catch { throw fail(error) }
    }

    func bind(
        _ queue: QueueName,
        to exchange: ExchangeName,
        bindingKey: String
    ) async throws(BrokerError) {
        try checkOpen()
        do { try core.bind(queue, to: exchange, key: bindingKey) } catch { throw fail(error) }
    }

    func publish(
        _ message: Message,
        to exchange: ExchangeName,
        routingKey: String,
        isMandatory: Bool
    ) async throws(BrokerError) -> PublishOutcome {
        let envelope = Envelope(
            message: message,
            exchange: exchange,
            routingKey: routingKey,
            context: core.simulation.context
        )
        if try begin(), await core.simulation.park() != .resumed { throw .cancelled }
        return try publish(envelope, isMandatory: isMandatory)
    }

    func consume(
        _ queue: QueueName,
        _ options: ConsumerOptions,
        by consumer: any MessageConsumer
    ) async throws(BrokerError) -> ConsumerTag {
        try checkOpen()
        do { return try core.consume(queue, on: number, options, by: consumer) } catch {
            throw fail(error)
        }
    }

    func cancel(_ consumer: ConsumerTag) async throws(BrokerError) {
        try checkOpen()
        core.cancel(consumer, on: number)
    }

    func get(_ queue: QueueName) async throws(BrokerError) -> Delivery? {
        if try begin(), await core.simulation.park() != .resumed { throw .cancelled }
        try checkOpen()
        do { return try core.get(queue, on: number) } catch { throw fail(error) }
    }

    nonisolated func acknowledge(_ delivery: Delivery, multiple: Bool) {
        core.send(.acknowledge, delivery.tag, on: number, multiple: multiple)
    }

    nonisolated func negativeAcknowledge(_ delivery: Delivery, multiple: Bool, requeue: Bool) {
        core.send(requeue ? .requeue : .drop, delivery.tag, on: number, multiple: multiple)
    }

    func close() async {
        core.close(number)
    }

    /// Has the broker's machine carry out one operation; true when that takes time.
    ///
    /// The caller then parks, and the channel may close meanwhile. This is no asynchronous function
    /// of its own, since a task that waits keeps the memory of every one that it is in.
    private func begin() throws(BrokerError) -> Bool {
        try checkOpen()
        do { return try core.machine.begin() } catch { throw .cancelled }
    }

    private func publish(
        _ envelope: Envelope,
        isMandatory: Bool
    ) throws(BrokerError) -> PublishOutcome {
        try checkOpen()
        do { return try core.publish(envelope, isMandatory: isMandatory) } catch {
            throw fail(error)
        }
    }

    private func checkOpen() throws(BrokerError) {
        guard core.isOpen(number) else {
            throw BrokerError(code: 504, text: "CHANNEL_ERROR - the channel is closed")
        }
    }

    private func fail(_ error: BrokerError) -> BrokerError {
        core.close(number)
        return error
    }
}
