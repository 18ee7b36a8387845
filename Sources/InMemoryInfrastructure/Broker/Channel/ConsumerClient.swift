import Infrastructure
import SimulationKernel

/// The consumer's side of a subscription: what the broker has handed over and is not begun.
final class ConsumerClient: @unchecked Sendable {
    let consumer: any MessageConsumer
    let isSequential: Bool
    private var buffer = Deque<(Delivery, Int32)>()
    private var isBusy = false

    init(consumer: any MessageConsumer, isSequential: Bool) {
        self.consumer = consumer
        self.isSequential = isSequential
    }

    /// Takes a delivery; true when the work on it is to begin now.
    func accept(_ delivery: Delivery, context: Int32) -> Bool {
        guard isSequential else { return true }
        guard isBusy else {
            isBusy = true
            return true
        }
        buffer.append((delivery, context))
        return false
    }

    /// Forgets what is not begun, which is lost with the consumer's process.
    func discard() {
        while !buffer.isEmpty { _ = buffer.removeFirst() }
    }

    /// The next delivery of a sequential consumer that is done with one.
    func next() -> (Delivery, Int32)? {
        guard !buffer.isEmpty else {
            isBusy = false
            return nil
        }
        return buffer.removeFirst()
    }
}
