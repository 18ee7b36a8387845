/// A 4-ary heap of entries in memory of its own.
///
/// An array would do the same, at five times the price in debug builds, where its subscripts are
/// calls of unspecialised generic code.
@safe struct EventHeap: ~Copyable {
    private(set) var count = 0
    private var capacity = 256
    private var entries: UnsafeMutablePointer<EventEntry>

    init() {
        unsafe entries = .allocate(capacity: capacity)
    }

    deinit {
        unsafe entries.deallocate()
    }

    /// The entry that goes before all others; there must be one.
    var first: EventEntry {
        @inline(__always) get { unsafe entries[0] }
    }

    mutating func insert(_ entry: EventEntry) {
        if count == capacity { grow() }
        unsafe siftUp(entry, from: count, in: entries)
        count += 1
    }

    mutating func removeFirst() {
        count -= 1
        if count > 0 { unsafe siftDown(entries[count], from: 0, in: entries) }
    }

    /// Removes the entries whose events have been cancelled.
    mutating func compact(with actions: borrowing ActionTable) {
        let end = count
        var kept = 0
        for place in 0..<end where unsafe actions.holds(entries[place].token) {
            unsafe siftUp(entries[place], from: kept, in: entries)
            kept += 1
        }
        count = kept
    }

    @inline(__always)
    private func siftUp(
        _ entry: EventEntry,
        from end: Int,
        in entries: UnsafeMutablePointer<EventEntry>
    ) {
        var hole = end
        while hole > 0 {
            let parent = (hole &- 1) >> 2
            guard unsafe entry.precedes(entries[parent]) else { break }
            unsafe entries[hole] = entries[parent]
            hole = parent
        }
        unsafe entries[hole] = entry
    }

    @inline(__always)
    private func siftDown(
        _ entry: EventEntry,
        from start: Int,
        in entries: UnsafeMutablePointer<EventEntry>
    ) {
        let end = count
        var hole = start
        while true {
            var child = hole &* 4 &+ 1
            guard child < end else { break }
            let last = child &+ 3 < end ? child &+ 3 : end &- 1
            var least = child
            while child < last {
                child &+= 1
                if unsafe entries[child].precedes(entries[least]) { least = child }
            }
            guard unsafe entries[least].precedes(entry) else { break }
            unsafe entries[hole] = entries[least]
            hole = least
        }
        unsafe entries[hole] = entry
    }

    private mutating func grow() {
        let larger = UnsafeMutablePointer<EventEntry>.allocate(capacity: capacity * 2)
        unsafe larger.moveInitialize(from: entries, count: count)
        unsafe entries.deallocate()
        unsafe entries = larger
        capacity *= 2
    }
}
