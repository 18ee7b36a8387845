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
    /// Its methods call nothing that could come back here, and checking each use would take longer
    /// than the use.
    @exclusivity(unchecked) private var state: ResourceState
    private var watcher: (any ResourceObserver)?

    /// `code` is that of the events at which service ends, unique to this resource in its run.
    package init(_ name: String, capacity: Int?, simulation: Simulation, code: Int32) {
        precondition(capacity ?? 1 > 0, "a resource has at least one server")
        self.name = name
        self.capacity = capacity
        self.simulation = simulation
        self.code = code
        unsafe state = ResourceState(capacity: capacity)
    }

    /// Requests in service now.
    package var busy: Int { unsafe state.busy }

    /// Requests that wait for a server now.
    package var waiting: Int { unsafe state.waiting }

    package var waitDescription: String { "a place at \(name)" }

    /// Asks for service, and for an event of `handler` at its end.
    ///
    /// Returns the request's place, which is good until then.
    @discardableResult
    package func request(
        _ serviceTime: Int64,
        then handler: any EventHandler,
        code: Int32,
        argument: Int
    ) -> Int {
        admit(serviceTime, handler, code, argument)
    }

    /// Waits until the running task has been served.
    ///
    /// A cancelled task gives up its place in the queue, or its server.
    package func serve(_ serviceTime: Int64) async throws(CancellationError) {
        guard try begin(serviceTime) else { return }
        guard await simulation.park() == .resumed else { throw CancellationError() }
    }

    /// Asks for service of the running task; false when that takes no time and is done.
    ///
    /// Otherwise the task parks next, and is resumed when it has been served. Callers that are
    /// asynchronous themselves save one by this: every task that waits keeps the memory of all
    /// the calls that it is in.
    package func begin(_ serviceTime: Int64) throws(CancellationError) -> Bool {
        if serviceTime <= 0, unsafe state.hasFreeServer {
            // Who was cancelled gets nothing any more, also not what takes no time.
            if simulation.isInterrupted { throw CancellationError() }
            watcher?.resourceServed(waited: 0, service: 0, context: simulation.context)
            return false
        }
        let reference = try simulation.prepareToPark(at: self)
        let task = reference.task
        task.place = admit(serviceTime, task, SimulatedTask.Code.wake, reference.ticket)
        return true
    }

    package func handle(code: Int32, argument slot: Int) {
        let request = unsafe state.complete(slot)
        if request.follower != ResourceState.nobody { schedule(request.follower) }
        simulation.context = request.context
        if let watcher {
            unsafe watcher.resourceChanged(busy: state.busy, waiting: state.waiting)
            watcher.resourceServed(
                waited: simulation.now - request.arrived - request.serviceTime,
                service: request.serviceTime,
                context: request.context
            )
        }
        request.handler?.handle(code: request.code, argument: request.argument)
    }

    package func abandon(_ task: TaskReference) {
        giveUp(task.task.place)
    }

    /// Takes a request out of the queue or of service before its end, which then brings no event.
    package func giveUp(_ place: Int) {
        let (end, next) = unsafe state.abandon(place)
        if let end { simulation.cancel(end) }
        if next != ResourceState.nobody { schedule(next) }
        unsafe watcher?.resourceChanged(busy: state.busy, waiting: state.waiting)
    }

    /// Takes a request in and returns its slot.
    private func admit(
        _ serviceTime: Int64,
        _ handler: any EventHandler,
        _ code: Int32,
        _ argument: Int
    ) -> Int {
        let (slot, begins) = unsafe state.admit(
            max(0, serviceTime),
            at: simulation.now,
            context: simulation.context,
            handler,
            code,
            argument
        )
        if begins { schedule(slot) }
        unsafe watcher?.resourceChanged(busy: state.busy, waiting: state.waiting)
        return slot
    }

    /// Schedules the end of a service that begins now.
    private func schedule(_ slot: Int) {
        let time = unsafe state.serviceTime(of: slot)
        let end = simulation.schedule(after: time, self, code: code, argument: slot)
        unsafe state.setEnd(end, of: slot)
    }
}

/// Watches a resource, to measure it.
package protocol ResourceObserver: AnyObject, Sendable {
    /// The number of requests in service or waiting has changed.
    func resourceChanged(busy: Int, waiting: Int)

    /// A request has been served; times in nanoseconds.
    func resourceServed(waited: Int64, service: Int64, context: Int32)
}
