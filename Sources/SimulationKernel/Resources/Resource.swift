/// A number of servers with one queue: first come, first served (SimPy's `Resource`).
///
/// A request holds one server for its service time. With no servers to wait for and no time to
/// serve, a request costs no event.
package final class Resource: EventHandler, Waitpoint, @unchecked Sendable {
    package let name: String

    /// How many requests are served at once; nil is without limit.
    package let capacity: Int?

    /// Told of every change; nil costs nothing.
    package var observer: (any ResourceObserver)?

    /// Requests in service now.
    package private(set) var busy = 0

    /// Requests that wait for a server now.
    package var waiting: Int { queue.count - abandoned }

    private let simulation: Simulation
    private let code: Int32
    private var queue = Deque<Int>()
    private var abandoned = 0
    private var requests: [Request] = []
    private var freeSlots: [Int] = []

    /// One request from its arrival to the end of its service.
    private struct Request {
        var serviceTime: Int64
        var arrived: Int64
        var context: Int32
        var completion: Completion
        var event: EventToken?
    }

    /// What happens when a request has been served.
    private enum Completion {
        case handler(any EventHandler, code: Int32, argument: Int)
        case task(TaskReference)
        case abandoned
    }

    /// `code` is that of the events at which service ends, unique to this resource in its run.
    package init(_ name: String, capacity: Int?, simulation: Simulation, code: Int32) {
        precondition(capacity ?? 1 > 0, "a resource has at least one server")
        self.name = name
        self.capacity = capacity
        self.simulation = simulation
        self.code = code
    }

    package var waitDescription: String { "a place at \(name)" }

    /// Asks for service, and for an event of `handler` at its end.
    package func request(
        _ serviceTime: Int64,
        then handler: any EventHandler,
        code: Int32,
        argument: Int
    ) {
        admit(serviceTime, .handler(handler, code: code, argument: argument))
    }

    /// Waits until the running task has been served.
    ///
    /// A cancelled task gives up its place in the queue, or its server.
    package func serve(_ serviceTime: Int64) async throws(CancellationError) {
        if serviceTime <= 0, capacity.map({ busy < $0 }) ?? true {
            observer?.resourceServed(waited: 0, service: 0, context: simulation.context)
            return
        }
        let reference = try simulation.prepareToPark(at: self)
        reference.task.place = admit(serviceTime, .task(reference))
        guard await simulation.park() == .resumed else { throw CancellationError() }
    }

    package func handle(code: Int32, argument slot: Int) {
        let request = requests[slot]
        release(slot)
        busy -= 1
        startNext()
        simulation.context = request.context
        if let observer {
            observer.resourceChanged(busy: busy, waiting: waiting)
            observer.resourceServed(
                waited: simulation.now - request.arrived - request.serviceTime,
                service: request.serviceTime,
                context: request.context
            )
        }
        switch request.completion {
        case .handler(let handler, let code, let argument):
            handler.handle(code: code, argument: argument)
        case .task(let task): simulation.resume(task)
        case .abandoned: break
        }
    }

    package func abandon(_ task: TaskReference) {
        let slot = task.task.place
        guard case .task(task) = requests[slot].completion else { return }
        if let event = requests[slot].event {
            simulation.cancel(event)
            release(slot)
            busy -= 1
            startNext()
        } else {
            requests[slot].completion = .abandoned
            abandoned += 1
        }
        observer?.resourceChanged(busy: busy, waiting: waiting)
    }

    /// Puts a request in its slot, which is returned, and in service or in the queue.
    @discardableResult
    private func admit(_ serviceTime: Int64, _ completion: Completion) -> Int {
        let request = Request(
            serviceTime: max(0, serviceTime),
            arrived: simulation.now,
            context: simulation.context,
            completion: completion
        )
        let slot: Int
        if let free = freeSlots.popLast() {
            slot = free
            requests[slot] = request
        } else {
            slot = requests.count
            requests.append(request)
        }
        if let capacity, busy >= capacity {
            queue.append(slot)
        } else {
            begin(slot)
        }
        observer?.resourceChanged(busy: busy, waiting: waiting)
        return slot
    }

    private func begin(_ slot: Int) {
        busy += 1
        requests[slot].event = simulation.schedule(
            after: requests[slot].serviceTime,
            self,
            code: code,
            argument: slot
        )
    }

    private func startNext() {
        while let slot = queue.first {
            queue.removeFirst()
            guard case .abandoned = requests[slot].completion else {
                begin(slot)
                return
            }
            abandoned -= 1
            release(slot)
        }
    }

    private func release(_ slot: Int) {
        requests[slot].completion = .abandoned
        requests[slot].event = nil
        freeSlots.append(slot)
    }
}

/// Watches a resource, to measure it.
package protocol ResourceObserver: AnyObject, Sendable {
    /// The number of requests in service or waiting has changed.
    func resourceChanged(busy: Int, waiting: Int)

    /// A request has been served; times in nanoseconds.
    func resourceServed(waited: Int64, service: Int64, context: Int32)
}
