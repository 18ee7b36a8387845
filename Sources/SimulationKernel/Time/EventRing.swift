/// The entries of the present instant, first in, first out, in memory of its own.
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

    mutating func append(_ entry: EventEntry) {
        if count == capacity { grow() }
        unsafe entries[(head &+ count) & (capacity &- 1)] = entry
        count += 1
    }

    mutating func removeFirst() {
        head = (head &+ 1) & (capacity &- 1)
        count -= 1
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
