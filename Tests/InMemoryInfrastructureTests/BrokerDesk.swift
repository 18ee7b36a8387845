import Infrastructure
import JSON

@testable import InMemoryInfrastructure

/// The broker's state, driven by hand: messages are their bodies, and time stands still.
struct BrokerDesk {
    var state = BrokerState()

    init(queues: [QueueName] = []) {
        for queue in queues { declare(queue) }
    }

    @discardableResult
    mutating func declare(_ queue: QueueName) -> Int {
        (try? state.declareQueue(queue, QueueOptions())) ?? -1
    }

    mutating func publish(
        _ bodies: String...,
        to exchange: ExchangeName = "",
        key: String
    ) throws(BrokerError) {
        for body in bodies { try publish(body, to: exchange, key: key) }
    }

    /// Publishes one message; returns the names of the queues that it went to.
    @discardableResult
    mutating func publish(
        _ body: String,
        to exchange: ExchangeName,
        key: String
    ) throws(BrokerError) -> [QueueName] {
        let envelope = Envelope(
            message: Message(.text(body)),
            exchange: exchange,
            routingKey: key,
            context: 0
        )
        return try state.publish(envelope, at: 0).map { state.queueNames[$0] }
    }

    /// Takes a message by hand: its tag, its body, and `R` when it was redelivered.
    mutating func get(_ queue: QueueName, on channel: Int) throws(BrokerError) -> String? {
        guard let (tag, message) = state.get(try state.queue(queue), on: channel) else {
            return nil
        }
        return "\(tag) " + Self.text(message)
    }

    mutating func getAll(_ queue: QueueName, on channel: Int) throws(BrokerError) -> [String] {
        var all: [String] = []
        while let text = try get(queue, on: channel) { all.append(text) }
        return all
    }

    mutating func consume(
        _ queue: QueueName,
        on channel: Int,
        prefetch: Int? = nil
    ) throws(BrokerError) -> Int {
        state.consume(try state.queue(queue), on: channel, ConsumerOptions(prefetch: prefetch))
    }

    /// Gives out all that can be given out: consumer, tag on its channel, and body of each.
    mutating func deliver(_ queue: QueueName) throws(BrokerError) -> [String] {
        let number = try state.queue(queue)
        var all: [String] = []
        while let dispatch = state.dispatch(number) {
            let held = state.message(dispatch.tag, on: dispatch.channel)
            let text = held.map { Self.text($0.message) } ?? "nothing"
            all.append("\(dispatch.consumer): \(dispatch.tag) \(text)")
        }
        return all
    }

    /// Settles a delivery; false when the tag is unknown.
    @discardableResult
    mutating func settle(
        _ tag: UInt64,
        on channel: Int,
        _ settlement: BrokerState.Settlement = .acknowledge
    ) -> Bool {
        state.settle(tag, on: channel, settlement, at: 0) != nil
    }

    /// Ready and unsettled messages of a queue, and its consumers.
    func counts(_ queue: QueueName) throws(BrokerError) -> [Int] {
        let queue = state.queues[try state.queue(queue)]
        return [queue.readyCount, queue.unsettled, queue.consumers.count]
    }

    private static func text(_ message: QueuedMessage) -> String {
        message.envelope.message.body.text + (message.isRedelivered ? " R" : "")
    }
}
