/// Entries that come in order, first in, first out, in memory of its own.
@safe struct EventRing: ~Copyable {
    private(set) var count = 0
    private var head = 0
    private var capacity = 64
    private var entries: UnsafeMutablePointer<EventEntry>

    init() {
        unsafe entries = .allocate(capacity: capacity)
    }

    deinit {
        unsafe entries.deallocate()
    }

    /// The entry that came first; there must be one.
    var first: EventEntry {
        @inline(__always) get { unsafe entries[head] }
    }

    /// The entry that came last; there must be one.
    var last: EventEntry {
        @inline(__always) get { unsafe entries[(head &+ count &- 1) & (capacity &- 1)] }
    }

    mutating func append(_ entry: EventEntry) {
        if count == capacity { grow() }
        unsafe entries[(head &+ count) & (capacity &- 1)] = entry
        count += 1
    }

    mutating func removeFirst() {
        head = (head &+ 1) & (capacity &- 1)
        count -= 1
    }

    /// Removes the entries whose events have been cancelled.
    mutating func compact(with actions: borrowing ActionTable) {
        var kept = 0
        for place in 0..<count {
            let entry = unsafe entries[(head &+ place) & (capacity &- 1)]
            guard actions.holds(entry.token) else { continue }
            unsafe entries[(head &+ kept) & (capacity &- 1)] = entry
            kept += 1
        }
        count = kept
    }

    private mutating func grow() {
        let larger = UnsafeMutablePointer<EventEntry>.allocate(capacity: capacity * 2)
        for place in 0..<count {
            unsafe larger[place] = entries[(head &+ place) & (capacity &- 1)]
        }
        unsafe entries.deallocate()
        unsafe entries = larger
        head = 0
        capacity *= 2
    }
}
