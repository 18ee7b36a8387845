/// Who is in service at a resource and who waits, as a value: it knows neither time nor events.
struct ResourceState: ~Copyable {
    /// One request from its arrival to the end of its service.
    struct Request {
        var serviceTime: Int64 = 0
        var arrived: Int64 = 0

        /// Who gets an event at the end of service, and which; nil once the request was given up.
        var handler: (any EventHandler)?
        var argument = 0
        var code: Int32 = 0
        var context: Int32 = 0

        /// The end of service, once it is known.
        var end: EventToken?

        /// The request that came next while this one waited; at the end of service, the one
        /// whose service begins.
        var follower = ResourceState.nobody

        /// Makes this the request that arrives now.
        fileprivate mutating func arrive(
            _ serviceTime: Int64,
            at now: Int64,
            context: Int32,
            _ handler: any EventHandler,
            _ code: Int32,
            _ argument: Int
        ) {
            self.serviceTime = serviceTime
            self.context = context
            self.handler = handler
            self.code = code
            self.argument = argument
            arrived = now
            end = nil
            follower = ResourceState.nobody
        }
    }

    /// Stands for no slot.
    static let nobody = -1

    /// Requests in service now.
    private(set) var busy = 0

    /// Requests that wait for a server now.
    private(set) var waiting = 0

    private let capacity: Int
    private let requests = SlotTable<Request>()

    /// The ends of the queue, which goes from follower to follower.
    private var first = ResourceState.nobody
    private var last = ResourceState.nobody

    init(capacity: Int?) {
        self.capacity = capacity ?? .max
    }

    /// True when a request would be served at once.
    var hasFreeServer: Bool { busy < capacity }

    func serviceTime(of slot: Int) -> Int64 { requests[slot].serviceTime }

    /// Takes a request in; `begins` when its service begins now.
    ///
    /// The request is made in its slot, so that nothing is copied on the way.
    mutating func admit(
        _ serviceTime: Int64,
        at now: Int64,
        context: Int32,
        _ handler: any EventHandler,
        _ code: Int32,
        _ argument: Int
    ) -> (slot: Int, begins: Bool) {
        let slot = requests.reuse() ?? requests.append(Request())
        requests[slot].arrive(serviceTime, at: now, context: context, handler, code, argument)
        guard busy < capacity else {
            if first == Self.nobody { first = slot } else { requests[last].follower = slot }
            last = slot
            waiting += 1
            return (slot, false)
        }
        busy += 1
        return (slot, true)
    }

    /// Notes the event at which service ends.
    func setEnd(_ end: EventToken, of slot: Int) {
        requests[slot].end = end
    }

    /// Takes a request out at the end of its service, together with its handler.
    ///
    /// Its `follower` is the slot of the request whose service begins, or `nobody`.
    mutating func complete(_ slot: Int) -> Request {
        Request(
            serviceTime: requests[slot].serviceTime,
            arrived: requests[slot].arrived,
            handler: requests[slot].handler.take(),
            argument: requests[slot].argument,
            code: requests[slot].code,
            context: requests[slot].context,
            follower: leave(slot)
        )
    }

    /// Takes a request out before its end; `end` is the event that will not happen.
    mutating func abandon(_ slot: Int) -> (end: EventToken?, next: Int) {
        guard let end = requests[slot].end else {
            requests[slot].handler = nil
            waiting -= 1
            return (nil, Self.nobody)
        }
        requests[slot].handler = nil
        return (end, leave(slot))
    }

    /// Frees a server, and gives it to the request that has waited longest.
    private mutating func leave(_ slot: Int) -> Int {
        release(slot)
        while first != Self.nobody {
            let next = first
            first = requests[next].follower
            requests[next].follower = Self.nobody
            if requests[next].handler != nil {
                waiting -= 1
                return next
            }
            release(next)
        }
        busy -= 1
        return Self.nobody
    }

    private func release(_ slot: Int) {
        requests[slot].end = nil
        requests.free(slot)
    }
}
