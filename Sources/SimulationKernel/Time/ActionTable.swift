/// What the scheduled events do, by slots that are used again.
@safe struct ActionTable: ~Copyable {
    private struct Slot {
        /// Of a free slot, the slot that was freed before, or -1.
        var argument: Int
        var code: Int32

        /// Odd while the slot is in use.
        var generation: UInt32
    }

    private(set) var liveCount = 0
    private var used = 0
    private var capacity = 256
    private var slots: UnsafeMutablePointer<Slot>

    /// The handlers of the slots in use; those of free ones are memory without a value, so that a
    /// handler is moved in and out.
    private var handlers: UnsafeMutablePointer<any EventHandler>

    /// The slot that was freed last, or -1.
    private var free = -1

    init() {
        unsafe slots = .allocate(capacity: capacity)
        unsafe handlers = .allocate(capacity: capacity)
    }

    deinit {
        for slot in 0..<used where unsafe slots[slot].generation % 2 == 1 {
            unsafe (handlers + slot).deinitialize(count: 1)
        }
        unsafe slots.deallocate()
        unsafe handlers.deallocate()
    }

    mutating func add(_ handler: any EventHandler, code: Int32, argument: Int) -> EventToken {
        var slot = free
        if slot >= 0 {
            free = unsafe slots[slot].argument
        } else {
            slot = used
            if used == capacity { grow() }
            unsafe slots[slot].generation = 0
            used += 1
        }
        unsafe slots[slot].argument = argument
        unsafe slots[slot].code = code
        unsafe slots[slot].generation &+= 1
        unsafe (handlers + slot).initialize(to: handler)
        liveCount += 1
        return unsafe EventToken(
            slot: Int32(truncatingIfNeeded: slot),
            generation: slots[slot].generation
        )
    }

    /// True while the event is scheduled.
    @inline(__always)
    func holds(_ token: EventToken) -> Bool {
        unsafe slots[Int(token.slot)].generation == token.generation
    }

    /// Frees the slot of an event that is scheduled.
    @inline(__always)
    mutating func remove(_ token: EventToken) {
        let slot = Int(token.slot)
        unsafe (handlers + slot).deinitialize(count: 1)
        release(slot)
    }

    /// Frees the slot of an entry whose event is scheduled, and returns the event.
    @inline(__always)
    mutating func take(_ entry: EventEntry) -> EventQueue.Event {
        let slot = Int(entry.token.slot)
        let event = unsafe EventQueue.Event(
            time: entry.time,
            handler: (handlers + slot).move(),
            code: slots[slot].code,
            argument: slots[slot].argument
        )
        release(slot)
        return event
    }

    @inline(__always)
    private mutating func release(_ slot: Int) {
        unsafe slots[slot].generation &+= 1
        unsafe slots[slot].argument = free
        free = slot
        liveCount -= 1
    }

    private mutating func grow() {
        let moreSlots = UnsafeMutablePointer<Slot>.allocate(capacity: capacity * 2)
        unsafe moreSlots.moveInitialize(from: slots, count: used)
        unsafe slots.deallocate()
        unsafe slots = moreSlots
        // The table grows when all slots are in use, and only then.
        let moreHandlers = UnsafeMutablePointer<any EventHandler>.allocate(capacity: capacity * 2)
        unsafe moreHandlers.moveInitialize(from: handlers, count: used)
        unsafe handlers.deallocate()
        unsafe handlers = moreHandlers
        capacity *= 2
    }
}
