/// The future event list: what happens next, in one total order.
///
/// Events are ordered by `(time, class, sequence)`: first by virtual time, then urgent before
/// ordinary, then by the order in which they were scheduled. The sequence number makes the order
/// total, so equal times never depend on the shape of the heap (SimPy, `core.py`). Events at the
/// present instant wait in a ring, as in OMNeT++. Of the others, one that comes after all that wait
/// in one of three more rings is put at its end; only what is left goes into a 4-ary heap. So the
/// ends of ten thousands of equal long waits are in order without sifting, and the heap stays
/// small. Three, since a far time-out closes one ring to all that comes before it, and runs have
/// waits of more than one length.
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
    private var late = EventRing()
    private var later = EventRing()
    private var latest = EventRing()
    private var actions = ActionTable()
    private var nextSequence: UInt64 = 0

    /// The entry that `hasNext` found, and where.
    private var next = EventEntry(time: 0, order: 0, token: EventToken(slot: 0, generation: 0))

    private var place = Place.ring

    private enum Place {
        case ring, late, later, latest, heap
    }

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
        } else if latest.count == 0 || latest.last.precedes(entry) {
            latest.append(entry)
        } else if later.count == 0 || later.last.precedes(entry) {
            later.append(entry)
        } else if late.count == 0 || late.last.precedes(entry) {
            late.append(entry)
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
        let waiting = heap.count + late.count + later.count + latest.count
        if waiting > 1024 && waiting > 2 * count { compact() }
        return true
    }

    private mutating func compact() {
        heap.compact(with: actions)
        late.compact(with: actions)
        later.compact(with: actions)
        latest.compact(with: actions)
    }

    /// The time of the next event, or nil when nothing is scheduled.
    package mutating func nextTime() -> Int64? {
        hasNext(notAfter: .max) ? next.time : nil
    }

    /// True when an event happens no later than `limit`; drops cancelled ones that come before.
    @inline(__always)
    package mutating func hasNext(notAfter limit: Int64) -> Bool {
        while findNext() {
            if actions.holds(next.token) { return next.time <= limit }
            dropNext()
        }
        return false
    }

    /// Removes the event that `hasNext` has just found.
    @inline(__always)
    package mutating func removeNext() -> Event {
        dropNext()
        return actions.take(next)
    }

    /// Finds the entry that goes before all others, cancelled or not; false when there is none.
    @inline(__always)
    private mutating func findNext() -> Bool {
        var isFound = false
        if ring.count > 0 {
            next = ring.first
            place = .ring
            isFound = true
        }
        if late.count > 0, !isFound || late.first.precedes(next) {
            next = late.first
            place = .late
            isFound = true
        }
        if later.count > 0, !isFound || later.first.precedes(next) {
            next = later.first
            place = .later
            isFound = true
        }
        if latest.count > 0, !isFound || latest.first.precedes(next) {
            next = latest.first
            place = .latest
            isFound = true
        }
        if heap.count > 0, !isFound || heap.first.precedes(next) {
            next = heap.first
            place = .heap
            isFound = true
        }
        return isFound
    }

    @inline(__always)
    private mutating func dropNext() {
        switch place {
        case .ring: ring.removeFirst()
        case .late: late.removeFirst()
        case .later: later.removeFirst()
        case .latest: latest.removeFirst()
        case .heap: heap.removeFirst()
        }
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
