/// A number of servers with one queue: first come, first served (SimPy's `Resource`).
///
/// A request holds one server for its service time. With no servers to wait for and no time to
/// serve, a request costs no event.
package final class Resource: EventHandler, Waitpoint, @unchecked Sendable {
    package let name: String

    /// How many requests are served at once; nil is without limit.
    package let capacity: Int?

    /// Told of every change; nil costs nothing.
    package var observer: (any ResourceObserver)? {
        get { watcher }
        set { watcher = newValue }
    }

    private let simulation: Simulation
    private let code: Int32
    private var state: ResourceState
    private var watcher: (any ResourceObserver)?

    /// `code` is that of the events at which service ends, unique to this resource in its run.
    package init(_ name: String, capacity: Int?, simulation: Simulation, code: Int32) {
        precondition(capacity ?? 1 > 0, "a resource has at least one server")
        self.name = name
        self.capacity = capacity
        self.simulation = simulation
        self.code = code
        state = ResourceState(capacity: capacity)
    }

    /// Requests in service now.
    package var busy: Int { state.busy }

    /// Requests that wait for a server now.
    package var waiting: Int { state.waiting }

    package var waitDescription: String { "a place at \(name)" }

    /// Asks for service, and for an event of `handler` at its end.
    package func request(
        _ serviceTime: Int64,
        then handler: any EventHandler,
        code: Int32,
        argument: Int
    ) {
        _ = admit(serviceTime, handler, code, argument)
    }

    /// Waits until the running task has been served.
    ///
    /// A cancelled task gives up its place in the queue, or its server.
    package func serve(_ serviceTime: Int64) async throws(CancellationError) {
        if serviceTime <= 0, state.hasFreeServer {
            watcher?.resourceServed(waited: 0, service: 0, context: simulation.context)
            return
        }
        let reference = try simulation.prepareToPark(at: self)
        let task = reference.task
        task.place = admit(serviceTime, task, SimulatedTask.Code.wake, reference.ticket)
        guard await simulation.park() == .resumed else { throw CancellationError() }
    }

    package func handle(code: Int32, argument slot: Int) {
        let (request, next) = state.complete(slot)
        if let next { begin(next, state[next].serviceTime) }
        simulation.context = request.context
        if let watcher {
            watcher.resourceChanged(busy: state.busy, waiting: state.waiting)
            watcher.resourceServed(
                waited: simulation.now - request.arrived - request.serviceTime,
                service: request.serviceTime,
                context: request.context
            )
        }
        request.handler?.handle(code: request.code, argument: request.argument)
    }

    package func abandon(_ task: TaskReference) {
        let (end, next) = state.abandon(task.task.place)
        if let end { simulation.cancel(end) }
        if let next { begin(next, state[next].serviceTime) }
        watcher?.resourceChanged(busy: state.busy, waiting: state.waiting)
    }

    /// Takes a request in and returns its slot.
    private func admit(
        _ serviceTime: Int64,
        _ handler: any EventHandler,
        _ code: Int32,
        _ argument: Int
    ) -> Int {
        let serviceTime = max(0, serviceTime)
        let (slot, begins) = state.admit(
            ResourceState.Request(
                serviceTime: serviceTime,
                arrived: simulation.now,
                context: simulation.context,
                handler: handler,
                code: code,
                argument: argument
            )
        )
        if begins { begin(slot, serviceTime) }
        watcher?.resourceChanged(busy: state.busy, waiting: state.waiting)
        return slot
    }

    private func begin(_ slot: Int, _ serviceTime: Int64) {
        let end = simulation.schedule(after: serviceTime, self, code: code, argument: slot)
        state.setEnd(end, of: slot)
    }
}

/// Watches a resource, to measure it.
package protocol ResourceObserver: AnyObject, Sendable {
    /// The number of requests in service or waiting has changed.
    func resourceChanged(busy: Int, waiting: Int)

    /// A request has been served; times in nanoseconds.
    func resourceServed(waited: Int64, service: Int64, context: Int32)
}
