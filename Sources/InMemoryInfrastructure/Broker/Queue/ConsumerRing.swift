import SimulationKernel

/// The consumers of a queue that may take a message, in turn.
///
/// The first of the highest priority takes the next message and goes to the tail of its ring. One
/// that has reached a limit leaves the ring only when its turn comes, and rejoins at the tail when
/// it may take messages again (RabbitMQ, `rabbit_queue_consumers.erl`; B6.2, B6.3, B6.5).
struct ConsumerRing {
    private struct Level {
        let priority: Int64
        var ring = Deque<Int>()
    }

    /// From the highest priority to the lowest.
    private var levels: [Level] = []

    /// The number of consumers, whether or not they can take a message.
    private(set) var count = 0

    /// The consumer whose turn it is, at the head of the highest ring that has one.
    var first: Int? {
        for level in levels where !level.ring.isEmpty { return level.ring.first }
        return nil
    }

    /// A new consumer of the queue.
    mutating func add(_ consumer: Int, priority: Int64) {
        count += 1
        rejoin(consumer, priority: priority)
    }

    /// The end of a consumer.
    mutating func remove(_ consumer: Int, priority: Int64) {
        count -= 1
        leave(consumer, priority: priority)
    }

    /// Takes out the consumer whose turn it is.
    mutating func takeFirst() -> Int? {
        var level = 0
        while level < levels.count {
            if !levels[level].ring.isEmpty { return levels[level].ring.removeFirst() }
            level += 1
        }
        return nil
    }

    /// A consumer that was taken out comes to the tail of its ring.
    mutating func rejoin(_ consumer: Int, priority: Int64) {
        var place = 0
        while place < levels.count, levels[place].priority > priority { place += 1 }
        if place == levels.count || levels[place].priority != priority {
            levels.insert(Level(priority: priority), at: place)
        }
        levels[place].ring.append(consumer)
    }

    /// Takes a consumer out that cannot take a message, whosever turn it is.
    mutating func leave(_ consumer: Int, priority: Int64) {
        guard let level = levels.firstIndex(where: { $0.priority == priority }) else { return }
        levels[level].ring.removeAll { $0 == consumer }
    }
}
