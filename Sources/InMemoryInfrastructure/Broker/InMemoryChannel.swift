import Infrastructure
import JSON
import SimulationKernel

/// A channel of the in-memory broker.
///
/// Publishing, fetching and settling are operations of the broker's machine; declarations take no
/// time, so that a system is set up before the first request arrives.
actor InMemoryChannel: BrokerChannel {
    nonisolated let number: Int
    nonisolated let core: BrokerCore

    /// The process that opened it, and runs its consumers.
    nonisolated let group: Int32

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe core.simulation.asUnownedSerialExecutor()
    }

    init(number: Int, core: BrokerCore, group: Int32) {
        self.number = number
        self.core = core
        self.group = group
    }

    var closeReason: BrokerError? { core.closeReason(of: number) }

    // A part of the method that the protocol calls, which spares a frame of its own.
    @inline(__always)
    nonisolated func publish(
        _ message: Message,
        to exchange: ExchangeName,
        routingKey: String,
        isMandatory: Bool
    ) async throws(BrokerError) -> PublishOutcome {
        if try begin(), await core.simulation.park() != .resumed { throw .cancelled }
        return try core.publish(
            message,
            to: exchange,
            routingKey: routingKey,
            isMandatory: isMandatory,
            on: number
        )
    }

    func consume(
        _ queue: QueueName,
        _ options: ConsumerOptions,
        by consumer: any MessageConsumer
    ) async throws(BrokerError) -> ConsumerTag {
        try core.consume(queue, on: number, options, by: consumer)
    }

    nonisolated func fetch(
        _ queue: QueueName,
        _ mode: AcknowledgementMode
    ) async throws(BrokerError) -> FetchedMessage? {
        if try begin(), await core.simulation.park() != .resumed { throw .cancelled }
        return try core.fetch(queue, on: number, mode)
    }

    nonisolated func acknowledge(_ tag: DeliveryTag, multiple: Bool) {
        core.send(.acknowledge, tag, on: number, multiple: multiple)
    }

    nonisolated func negativeAcknowledge(_ tag: DeliveryTag, multiple: Bool, requeue: Bool) {
        core.send(requeue ? .requeue : .drop, tag, on: number, multiple: multiple)
    }

    func close() async {
        core.close(number)
    }

    /// Has the broker's machine carry out one operation; true when that takes time.
    ///
    /// The caller then parks, and the channel may close meanwhile. This is no asynchronous function
    /// of its own, since a task that waits keeps the memory of every one that it is in.
    private nonisolated func begin() throws(BrokerError) -> Bool {
        guard core.isOpen(number) else { throw .closed }
        do { return try core.machine.begin() } catch { throw .cancelled }
    }
}
