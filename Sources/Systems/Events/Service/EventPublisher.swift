import Infrastructure
import Synchronization

/// Sends messages on, on a connection of its own that it opens for the first of them.
final class EventPublisher: Sendable {
    private let exchange: ExchangeName
    private let key: String
    private let delay: Duration
    private let environment: SystemEnvironment
    private let open = Mutex<(any BrokerChannel)?>(nil)

    init(_ destination: EventDestination, delay: Duration, _ environment: SystemEnvironment) {
        self.delay = delay
        self.environment = environment
        switch destination {
        case .queue(let queue): (exchange, key) = ("", queue)
        case .topic(let topic, let key): (exchange, self.key) = (topic, key)
        }
    }

    /// Publishes a result: the body alone, and the correlation identifier of what it answers.
    func publish(_ result: Payload, for request: Message) async throws(BrokerError) {
        let properties = request.properties?.correlationID.map {
            MessageProperties(correlationID: $0)
        }
        try await publish(Message(result, isPersistent: false, properties: properties))
    }

    /// Publishes a message; after an error it waits, connects anew and tries again.
    ///
    /// Throws only when the process has ended.
    func publish(_ message: Message) async throws(BrokerError) {
        while true {
            do throws(BrokerError) {
                try await channel().publish(
                    message,
                    to: exchange,
                    routingKey: key,
                    isMandatory: false
                )
                return
            } catch {
                if error == .cancelled || Task.isCancelled { throw .cancelled }
                open.withLock { $0 = nil }
                do { try await environment.clock.sleep(for: delay) } catch { throw .cancelled }
            }
        }
    }

    private func channel() async throws(BrokerError) -> any BrokerChannel {
        if let channel = open.withLock({ $0 }) { return channel }
        let channel = try await environment.broker.openChannel("results of \(key)")
        open.withLock { $0 = channel }
        return channel
    }
}
