import Infrastructure
import SimulationKernel

/// The consumer's side of a subscription: what the broker has handed over and is not begun.
final class ConsumerClient: @unchecked Sendable {
    let consumer: any MessageConsumer
    /// True when it works on so many messages at once, and on no more.
    let isLimited: Bool
    private let concurrency: Int
    private var buffer = Deque<(Delivery, Int32)>()
    private var busy = 0

    init(consumer: any MessageConsumer, concurrency: Int?) {
        self.consumer = consumer
        self.concurrency = concurrency ?? .max
        isLimited = concurrency != nil
    }

    /// Takes a delivery; true when the work on it is to begin now.
    func accept(_ delivery: Delivery, context: Int32) -> Bool {
        guard isLimited else { return true }
        guard busy >= concurrency else {
            busy += 1
            return true
        }
        buffer.append((delivery, context))
        return false
    }

    /// Forgets what is not begun, which is lost with the consumer's process.
    func discard() {
        while !buffer.isEmpty { _ = buffer.removeFirst() }
    }

    /// The next delivery of a consumer with a limit that is done with one.
    func next() -> (Delivery, Int32)? {
        guard !buffer.isEmpty else {
            busy -= 1
            return nil
        }
        return buffer.removeFirst()
    }
}
