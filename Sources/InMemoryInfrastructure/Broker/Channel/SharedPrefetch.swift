/// The limit that all consumers of a channel share (`basic.qos` with `global`; B6.6).
///
/// A queue that finds the limit reached is suspended for the channel, with all consumers of the
/// channel, until something is settled (RabbitMQ, `rabbit_limiter.erl`).
struct SharedPrefetch {
    /// 0 is without limit.
    private(set) var limit = 0

    /// What counts against the limit: deliveries since it was set, and what was held before.
    private var volume = 0
    private var suspended: [Int] = []

    private var isReached: Bool { limit > 0 && volume >= limit }

    func isSuspended(_ queue: Int) -> Bool {
        !suspended.isEmpty && suspended.contains(queue)
    }

    /// True when another message may be given out; else the queue is suspended.
    mutating func admits(_ queue: Int) -> Bool {
        guard isReached else { return true }
        suspended.append(queue)
        return false
    }

    mutating func noteGivenOut() {
        if limit > 0 { volume += 1 }
    }

    /// Sets another limit.
    mutating func set(_ newLimit: Int, held: Int) {
        if newLimit == 0 { volume = 0 } else if limit == 0 { volume = held }
        limit = newLimit
    }

    /// Notes what was settled; queues that are suspended stay so until `resume`.
    mutating func noteSettled(_ count: Int) {
        if limit > 0 { volume = max(0, volume - count) }
    }

    /// Returns the queues that may go on.
    mutating func resume() -> [Int] {
        guard !suspended.isEmpty, !isReached else { return [] }
        defer { suspended = [] }
        return suspended.sorted()
    }
}
