/// The future event list: what happens next, in one total order.
///
/// Events are ordered by `(time, class, sequence)`: first by virtual time, then urgent before
/// ordinary, then by the order in which they were scheduled. The sequence number makes the order
/// total, so equal times never depend on the shape of the heap (SimPy, `core.py`). Events at the
/// present instant wait in a ring, as in OMNeT++, and all others in a 4-ary heap.
package struct EventQueue: ~Copyable {
    /// An event whose time has come.
    package struct Event {
        package let time: Int64
        package let handler: any EventHandler
        package let code: Int32
        package let argument: Int
    }

    private var heap = EventHeap()
    private var ring = EventRing()
    private var actions = ActionTable()
    private var nextSequence: UInt64 = 0

    /// The entry that `hasNext` found.
    private var next = EventEntry(time: 0, order: 0, token: EventToken(slot: 0, generation: 0))

    package init() {}

    /// The number of events that are scheduled and not cancelled.
    package var count: Int { actions.liveCount }

    /// Adds an event at `time`, which is not before `now`.
    package mutating func insert(
        at time: Int64,
        now: Int64,
        urgent: Bool,
        handler: any EventHandler,
        code: Int32,
        argument: Int
    ) -> EventToken {
        let token = actions.add(handler, code: code, argument: argument)
        let order = urgent ? nextSequence : nextSequence | Self.ordinary
        nextSequence &+= 1
        let entry = EventEntry(time: time, order: order, token: token)
        if time == now && !urgent {
            ring.append(entry)
        } else {
            heap.insert(entry)
        }
        return token
    }

    /// Takes an event out before it happens; an event that has happened is left alone.
    ///
    /// The entry stays where it is and is skipped when its turn comes, unless most entries are
    /// such: time-outs that never expire must not fill the memory until their instants.
    package mutating func cancel(_ token: EventToken) -> Bool {
        guard actions.holds(token) else { return false }
        actions.remove(token)
        if heap.count > 1024 && heap.count > 2 * count { heap.compact(with: actions) }
        return true
    }

    /// The time of the next event, or nil when nothing is scheduled.
    package mutating func nextTime() -> Int64? {
        hasNext(notAfter: .max) ? next.time : nil
    }

    /// True when an event happens no later than `limit`; drops cancelled ones that come before.
    @inline(__always)
    package mutating func hasNext(notAfter limit: Int64) -> Bool {
        while true {
            if ring.count > 0, heap.count == 0 || ring.first.precedes(heap.first) {
                next = ring.first
                if actions.holds(next.token) { return next.time <= limit }
                ring.removeFirst()
            } else {
                guard heap.count > 0 else { return false }
                next = heap.first
                if actions.holds(next.token) { return next.time <= limit }
                heap.removeFirst()
            }
        }
    }

    /// Removes the event that `hasNext` has just found.
    @inline(__always)
    package mutating func removeNext() -> Event {
        if ring.count > 0, ring.first.order == next.order {
            ring.removeFirst()
        } else {
            heap.removeFirst()
        }
        return actions.take(next)
    }

    /// The bit that puts ordinary events behind urgent ones of the same instant.
    private static let ordinary: UInt64 = 1 << 63
}

/// A key and the name of the event: 24 bytes, so that sifting moves little.
struct EventEntry {
    let time: Int64
    let order: UInt64
    let token: EventToken

    @inline(__always)
    func precedes(_ other: EventEntry) -> Bool {
        time < other.time || (time == other.time && order < other.order)
    }
}
