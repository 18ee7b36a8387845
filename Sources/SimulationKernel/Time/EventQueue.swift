/// The future event list: what happens next, in one total order.
///
/// Events are ordered by `(time, class, sequence)`: first by virtual time, then urgent before
/// ordinary, then by the order in which they were scheduled. The sequence number makes the order
/// total, so equal times never depend on the shape of the heap (SimPy, `core.py`). Events at the
/// present instant wait in a ring, as in OMNeT++, and all others in a 4-ary heap.
package struct EventQueue {
    /// A key and the slot that holds what to do; 24 bytes, so that sifting moves little.
    struct Entry {
        var time: Int64
        var order: UInt64
        var slot: Int32
        var generation: UInt32

        @inline(__always)
        func precedes(_ other: Entry) -> Bool {
            time < other.time || (time == other.time && order < other.order)
        }
    }

    /// What an event does when its time has come.
    package struct Action {
        package var handler: (any EventHandler)?
        package var argument: Int
        package var code: Int32
        var generation: UInt32
    }

    private var heap: [Entry] = []
    private var ring = Deque<Entry>()
    private var actions: [Action] = []
    private var freeSlots: [Int32] = []
    private var nextSequence: UInt64 = 0

    /// The number of events that are scheduled and not cancelled.
    package private(set) var count = 0

    package init() {}

    /// Adds an event at `time`, which is not before `now`.
    package mutating func insert(
        at time: Int64,
        now: Int64,
        urgent: Bool,
        handler: any EventHandler,
        code: Int32,
        argument: Int
    ) -> EventToken {
        let slot: Int32
        if let free = freeSlots.popLast() {
            slot = free
            actions[Int(slot)].handler = handler
            actions[Int(slot)].argument = argument
            actions[Int(slot)].code = code
        } else {
            slot = Int32(actions.count)
            actions.append(Action(handler: handler, argument: argument, code: code, generation: 0))
        }
        let generation = actions[Int(slot)].generation
        let order = urgent ? nextSequence : nextSequence | Self.ordinary
        let entry = Entry(time: time, order: order, slot: slot, generation: generation)
        nextSequence += 1
        count += 1
        if time == now && !urgent {
            ring.append(entry)
        } else {
            siftUp(entry)
        }
        return EventToken(slot: slot, generation: generation)
    }

    /// Takes an event out before it happens; an event that has happened is left alone.
    ///
    /// The entry stays where it is and is skipped when its turn comes, unless most entries are
    /// such: time-outs that never expire must not fill the memory until their instants.
    package mutating func cancel(_ token: EventToken) -> Bool {
        guard actions[Int(token.slot)].generation == token.generation else { return false }
        release(token.slot)
        if heap.count > 1024 && heap.count > 2 * count { compact() }
        return true
    }

    /// The time of the next event, or nil when nothing is scheduled.
    package mutating func nextTime() -> Int64? {
        dropCancelled()
        switch (ring.first, heap.first) {
        case (nil, nil): return nil
        case (let entry?, nil), (nil, let entry?): return entry.time
        case (let soon?, let later?): return min(soon.time, later.time)
        }
    }

    /// Removes the next event, if it happens no later than `limit`.
    package mutating func popNext(notAfter limit: Int64) -> (time: Int64, action: Action)? {
        while true {
            let entry: Entry
            if let soon = ring.first {
                if let later = heap.first, later.precedes(soon) {
                    guard later.time <= limit else { return nil }
                    entry = later
                    removeTop()
                } else {
                    guard soon.time <= limit else { return nil }
                    entry = soon
                    ring.removeFirst()
                }
            } else if let later = heap.first {
                guard later.time <= limit else { return nil }
                entry = later
                removeTop()
            } else {
                return nil
            }
            let slot = Int(entry.slot)
            guard actions[slot].generation == entry.generation else { continue }
            let action = actions[slot]
            release(entry.slot)
            return (entry.time, action)
        }
    }

    /// The bit that puts ordinary events behind urgent ones of the same instant.
    private static let ordinary: UInt64 = 1 << 63

    private mutating func release(_ slot: Int32) {
        actions[Int(slot)].handler = nil
        actions[Int(slot)].generation &+= 1
        freeSlots.append(slot)
        count -= 1
    }

    private mutating func dropCancelled() {
        while let entry = ring.first, actions[Int(entry.slot)].generation != entry.generation {
            ring.removeFirst()
        }
        while let entry = heap.first, actions[Int(entry.slot)].generation != entry.generation {
            removeTop()
        }
    }

    /// Rebuilds the heap without the entries of cancelled events.
    ///
    /// A sorted array is a heap, and the order of events is total: nothing observable changes.
    private mutating func compact() {
        heap.removeAll { actions[Int($0.slot)].generation != $0.generation }
        heap.sort { $0.precedes($1) }
    }

    private mutating func siftUp(_ entry: Entry) {
        heap.append(entry)
        var hole = heap.count - 1
        while hole > 0 {
            let parent = (hole - 1) >> 2
            let above = heap[parent]
            guard entry.precedes(above) else { break }
            heap[hole] = above
            hole = parent
        }
        heap[hole] = entry
    }

    private mutating func removeTop() {
        let last = heap.removeLast()
        let end = heap.count
        guard end > 0 else { return }
        var hole = 0
        while true {
            let first = hole << 2 + 1
            guard first < end else { break }
            var least = first
            var child = first + 1
            while child < min(first + 4, end) {
                if heap[child].precedes(heap[least]) { least = child }
                child += 1
            }
            guard heap[least].precedes(last) else { break }
            heap[hole] = heap[least]
            hole = least
        }
        heap[hole] = last
    }
}
