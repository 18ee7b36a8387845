/// What the scheduled events do, by slots that are used again.
@safe struct ActionTable: ~Copyable {
    private struct Action {
        var handler: (any EventHandler)?
        var argument: Int
        var code: Int32
        var generation: UInt32
    }

    private(set) var liveCount = 0
    private var used = 0
    private var capacity = 256
    private var actions: UnsafeMutablePointer<Action>

    /// The slot that was freed last, or -1; `argument` of a free slot names the one freed before.
    private var free = -1

    init() {
        unsafe actions = .allocate(capacity: capacity)
    }

    deinit {
        unsafe actions.deinitialize(count: used)
        unsafe actions.deallocate()
    }

    mutating func add(_ handler: any EventHandler, code: Int32, argument: Int) -> EventToken {
        let slot = free
        guard slot >= 0 else {
            if used == capacity { grow() }
            unsafe (actions + used).initialize(
                to: Action(handler: handler, argument: argument, code: code, generation: 0)
            )
            used += 1
            liveCount += 1
            return EventToken(slot: Int32(used - 1), generation: 0)
        }
        free = unsafe actions[slot].argument
        unsafe actions[slot].handler = handler
        unsafe actions[slot].argument = argument
        unsafe actions[slot].code = code
        liveCount += 1
        return unsafe EventToken(slot: Int32(slot), generation: actions[slot].generation)
    }

    /// True while the event is scheduled.
    @inline(__always)
    func holds(_ token: EventToken) -> Bool {
        unsafe actions[Int(token.slot)].generation == token.generation
    }

    /// Frees the slot of an event that is scheduled.
    @inline(__always)
    mutating func remove(_ token: EventToken) {
        let slot = Int(token.slot)
        unsafe actions[slot].handler = nil
        unsafe actions[slot].generation &+= 1
        unsafe actions[slot].argument = free
        free = slot
        liveCount -= 1
    }

    /// Frees the slot of an entry whose event is scheduled, and returns the event.
    @inline(__always)
    mutating func take(_ entry: EventEntry) -> EventQueue.Event {
        let slot = Int(entry.token.slot)
        guard let handler = unsafe actions[slot].handler.take() else {
            preconditionFailure("an event without a handler is scheduled")
        }
        let event = unsafe EventQueue.Event(
            time: entry.time,
            handler: handler,
            code: actions[slot].code,
            argument: actions[slot].argument
        )
        remove(entry.token)
        return event
    }

    private mutating func grow() {
        let larger = UnsafeMutablePointer<Action>.allocate(capacity: capacity * 2)
        unsafe larger.moveInitialize(from: actions, count: used)
        unsafe actions.deallocate()
        unsafe actions = larger
        capacity *= 2
    }
}
