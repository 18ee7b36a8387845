/// Who is in service at a resource and who waits, as a value: it knows neither time nor events.
struct ResourceState {
    /// One request from its arrival to the end of its service.
    struct Request {
        var serviceTime: Int64
        var arrived: Int64
        var context: Int32

        /// Who gets an event at the end of service, and which; nil once the request was given up.
        var handler: (any EventHandler)?
        var code: Int32
        var argument: Int

        /// The end of service, once it is known.
        var end: EventToken?
    }

    /// Requests in service now.
    private(set) var busy = 0

    private let capacity: Int
    private var queue = Deque<Int>()
    private var abandoned = 0
    private var requests: [Request] = []
    private var freeSlots: [Int] = []

    init(capacity: Int?) {
        self.capacity = capacity ?? .max
    }

    /// Requests that wait for a server now.
    var waiting: Int { queue.count - abandoned }

    /// True when a request would be served at once.
    var hasFreeServer: Bool { busy < capacity }

    subscript(slot: Int) -> Request { requests[slot] }

    /// Takes a request in; true when its service begins now.
    mutating func admit(_ request: Request) -> (slot: Int, begins: Bool) {
        let slot: Int
        if let free = freeSlots.popLast() {
            slot = free
            requests[slot] = request
        } else {
            slot = requests.count
            requests.append(request)
        }
        guard busy < capacity else {
            queue.append(slot)
            return (slot, false)
        }
        busy += 1
        return (slot, true)
    }

    /// Notes the event at which service ends.
    mutating func setEnd(_ end: EventToken, of slot: Int) {
        requests[slot].end = end
    }

    /// Takes a request out at the end of its service; `next` is the one whose service begins.
    mutating func complete(_ slot: Int) -> (request: Request, next: Int?) {
        let request = requests[slot]
        return (request, leave(slot))
    }

    /// Takes a request out before its end; `end` is the event that will not happen.
    mutating func abandon(_ slot: Int) -> (end: EventToken?, next: Int?) {
        guard let end = requests[slot].end else {
            requests[slot].handler = nil
            abandoned += 1
            return (nil, nil)
        }
        return (end, leave(slot))
    }

    /// Frees a server, and gives it to the request that has waited longest.
    private mutating func leave(_ slot: Int) -> Int? {
        release(slot)
        while !queue.isEmpty {
            let next = queue.removeFirst()
            if requests[next].handler != nil { return next }
            abandoned -= 1
            release(next)
        }
        busy -= 1
        return nil
    }

    private mutating func release(_ slot: Int) {
        requests[slot].handler = nil
        requests[slot].end = nil
        freeSlots.append(slot)
    }
}
