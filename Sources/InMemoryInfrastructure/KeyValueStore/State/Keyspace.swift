import Infrastructure

/// The keys of one database: values and expiries, without a clock.
///
/// Instants are milliseconds since 1970. A key is gone once the present is past its expiry
/// (`now > expiry`), whether or not somebody has removed it.
struct Keyspace {
    struct Entry {
        // In the order that packs best: 60 bytes with the key.
        var value: StoreValue

        /// When the key was last looked up, for eviction; cut to 32 bits.
        var used: UInt32 = 0

        /// The instant after which the key is gone; the greatest one for a key that stays.
        var expiry = Int64.max

        /// The instant of the key's node in the queue, which may lie before its expiry.
        var queued = Int64.max

        /// The bytes that the memory model counts for the key, where it counts.
        var bytes: UInt32 = 0
    }

    var entries = DenseTable<Entry>()

    /// The number of keys that have an expiry.
    private(set) var expiringCount = 0
    private var queue = ExpiryQueue()
    private var cleaningCount = 64

    var count: Int { entries.count }

    /// The expiries that are kept, of which some may be out of date.
    var queuedCount: Int { queue.count }

    func isExpired(_ place: Int, at now: Int64) -> Bool { entries[place].expiry < now }

    /// Adds a key that is not there and returns its place.
    mutating func insert(_ key: String, _ value: StoreValue) -> Int {
        entries.insert(key, Entry(value: value))
    }

    /// Removes the key at a place; the last one takes the place.
    mutating func remove(at place: Int) {
        if entries[place].expiry != .max { expiringCount -= 1 }
        entries.remove(at: place)
    }

    /// Gives the key at a place another expiry, or none.
    ///
    /// A later one leaves the queue as it is: the node that is there finds it out in time.
    mutating func setExpiry(_ instant: Int64, at place: Int) {
        let old = entries[place].expiry
        guard old != instant else { return }
        entries[place].expiry = instant
        if old == .max { expiringCount += 1 }
        if instant == .max {
            expiringCount -= 1
        } else if instant < entries[place].queued {
            entries[place].queued = queue.insert(entries.key(at: place), at: instant)
            if queue.count >= cleaningCount { cleanQueue() }
        }
    }

    /// Forgets the nodes of keys that are gone; the next time is due at twice what is left.
    ///
    /// Keys that are set and removed over and over leave such nodes behind. They go when they are
    /// half of all, so that each costs a constant time on average.
    private mutating func cleanQueue() {
        let entries = entries
        queue.clean { node in
            guard let place = entries.find(node.key) else { return false }
            return entries[place].queued == node.instant
        }
        cleaningCount = max(64, 2 * queue.count)
    }

    /// True when some keys may have expired by now that nobody has removed.
    @inline(__always)
    func mayHaveExpired(at now: Int64) -> Bool {
        // Asked of all databases at every command: most hold nothing that expires.
        queue.count > 0 && queue.mayBeDue(at: now - 1)
    }

    /// What may have expired by now, in a fixed order; each has to be shown to `expired`.
    mutating func takeDue(at now: Int64) -> [ExpiryQueue.Node] {
        queue.removeAll(notAfter: now - 1)
    }

    /// The place of a key that has expired; nil when it is gone, or lives on.
    mutating func expired(_ node: ExpiryQueue.Node, at now: Int64) -> Int? {
        guard let place = entries.find(node.key) else { return nil }
        let expiry = entries[place].expiry
        if expiry < now { return place }
        guard entries[place].queued == node.instant else { return nil }
        entries[place].queued = expiry == .max ? .max : queue.insert(node.key, at: expiry)
        return nil
    }
}
