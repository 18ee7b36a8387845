import SimulationKernel

/// The consumers of a queue that can take a message, in turn.
///
/// The first takes the next message and goes to the tail. One that has reached its prefetch limit
/// leaves the ring only when its turn comes, and rejoins at the tail when it has capacity again
/// (RabbitMQ, `rabbit_queue_consumers.erl`; rules B6.2 and B6.3 of the recordings).
struct ConsumerRing {
    private var ring = Deque<Int>()
    private var blocked: [Int] = []

    /// The number of consumers, whether or not they can take a message.
    var count: Int { ring.count + blocked.count }

    mutating func add(_ consumer: Int) {
        ring.append(consumer)
    }

    mutating func remove(_ consumer: Int) {
        ring.removeAll { $0 == consumer }
        blocked.removeAll { $0 == consumer }
    }

    /// The consumer whose turn it is, among those that have capacity.
    mutating func next(among consumers: [ConsumerState]) -> Int? {
        while let consumer = ring.first {
            ring.removeFirst()
            if consumers[consumer].hasCapacity {
                ring.append(consumer)
                return consumer
            }
            blocked.append(consumer)
        }
        return nil
    }

    /// A consumer has settled something and may take messages again.
    mutating func unblock(_ consumer: Int) {
        guard let place = blocked.firstIndex(of: consumer) else { return }
        blocked.remove(at: place)
        ring.append(consumer)
    }
}
