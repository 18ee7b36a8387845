package import Infrastructure
package import SimulationKernel

/// The network of a run: services by name, and the calls in progress.
///
/// A call passes the service's front (a machine that it holds for its latency only), is worked on,
/// and its response goes back. A client that gives up gets a time-out; the service goes on with the
/// request, and the response then finds nobody.
package final class Network: EventHandler, @unchecked Sendable {
    private enum Worker {
        /// Answers each request in a task.
        case service(any HTTPService)
        /// Decides at once; the call is then a value until the response is due.
        case synchronous(any SynchronousService, places: Machine)
    }

    private struct Host {
        var front: Machine?
        var worker: Worker
        var observer: (any ServiceObserver)?
    }

    /// Who waits for a response.
    private enum Client {
        case task(TaskReference)
        case receiver(any ResponseReceiver, argument: Int)
        case gone
    }

    private struct Call {
        var host: Int
        var request: HTTPRequest
        var response: HTTPResponse?
        var context: Int32
        var client: Client
        var begun: Int64
        var serviceTime: Int64
        var generation: UInt32
    }

    private let world: SimulatedWorld
    private let simulation: Simulation
    private let ledger: TaskLedger
    private var hosts: [Host] = []
    private var names: [ServiceName] = []
    private let calls = SlotTable<Call>()
    private var deadlines: [DeadlineLane] = []
    private var nextMachine: Int32

    /// `firstMachine` numbers the machines of services, which must not repeat in a run.
    package init(world: SimulatedWorld, firstMachine: Int32) {
        self.world = world
        simulation = world.simulation
        ledger = world.ledger
        nextMachine = firstMachine
    }

    /// Puts a service on the network, behind a front of its own.
    package func add(
        _ service: any HTTPService,
        named name: ServiceName,
        front: MachineSettings,
        frontName: String
    ) {
        let machine = makeMachine(frontName, front)
        addHost(name, front: machine, .service(service))
    }

    /// Puts a synchronous service on the network; `places` is how long and how many at once.
    package func add(
        _ service: any SynchronousService,
        named name: ServiceName,
        places: MachineSettings
    ) {
        let machine = makeMachine(name, places)
        addHost(name, front: nil, .synchronous(service, places: machine))
    }

    /// Takes all services off the network, which ends the run.
    package func removeAll() {
        hosts = []
        names = []
    }

    private func makeMachine(_ name: String, _ settings: MachineSettings) -> Machine {
        defer { nextMachine += 1 }
        return Machine(name, settings, number: nextMachine, world: world)
    }

    private func addHost(_ name: ServiceName, front: Machine?, _ worker: Worker) {
        // Replaced and not changed, so that reading them needs no check for overlapping accesses.
        names = names + [name]
        hosts = hosts + [Host(front: front, worker: worker, observer: world.meters.service(name))]
    }

    package func handle(code: Int32, argument: Int) {
        switch code {
        case EventCode.requestArrived: arrive(argument)
        case EventCode.requestServed: respond(argument, worked: calls[argument].serviceTime)
        default: respond(argument, worked: simulation.now - calls[argument].begun)
        }
    }
}

// MARK: - The way of a call

extension Network {
    /// Sends a request for a client that is not a task; the context is the client's.
    package func send(
        _ request: HTTPRequest,
        to service: ServiceName,
        timeout: Int64,
        context: Int32,
        receiver: any ResponseReceiver,
        argument: Int
    ) {
        guard let host = names.firstIndex(of: service) else {
            preconditionFailure("the load sends to \(service), which no system brings")
        }
        simulation.context = context
        open(request, to: host, timeout: timeout, .receiver(receiver, argument: argument))
    }

    /// Sends a request for the running task, which parks next, and returns the call.
    ///
    /// Sending, parking and taking the response are three steps of the client, since a task that
    /// waits keeps the memory of every asynchronous function that it is in.
    func begin(
        _ request: HTTPRequest,
        to service: ServiceName,
        timeout: Int64
    ) throws(HTTPError) -> Int {
        guard let host = names.firstIndex(of: service) else { throw .noSuchService(service) }
        do {
            let task = try simulation.prepareToPark(at: self)
            let call = open(request, to: host, timeout: timeout, .task(task))
            task.place = call
            return call
        } catch {
            throw .cancelled
        }
    }

    /// The response to a call, after the task that made it has been woken.
    func end(_ call: Int, after wake: Wake) throws(HTTPError) -> HTTPResponse {
        switch wake {
        case .cancelled: throw .cancelled
        case .timedOut: throw .timedOut
        case .resumed: break
        }
        guard calls[call].response != nil, let response = close(call) else {
            throw .connectionLost
        }
        return response
    }

    @discardableResult
    private func open(
        _ request: HTTPRequest,
        to host: Int,
        timeout: Int64,
        _ client: Client
    ) -> Int {
        let context = simulation.context
        ledger.retain(context)
        let slot = makeSlot(host, request, context, client)
        lane(for: timeout).add(slot: slot, generation: calls[slot].generation)
        if let front = hosts[host].front {
            front.request(then: self, code: EventCode.requestArrived, argument: slot)
        } else {
            simulation.schedule(self, code: EventCode.requestArrived, argument: slot)
        }
        return slot
    }

    private func makeSlot(
        _ host: Int,
        _ request: HTTPRequest,
        _ context: Int32,
        _ client: Client
    ) -> Int {
        if let slot = calls.reuse() {
            calls[slot].host = host
            calls[slot].request = request
            calls[slot].context = context
            calls[slot].client = client
            return slot
        }
        return calls.append(
            Call(
                host: host,
                request: request,
                context: context,
                client: client,
                begun: 0,
                serviceTime: 0,
                generation: 0
            )
        )
    }

    /// The front is done with a request: the work on it begins.
    private func arrive(_ slot: Int) {
        let context = calls[slot].context
        simulation.context = context
        calls[slot].begun = simulation.now
        switch hosts[calls[slot].host].worker {
        case .service(let service):
            let request = calls[slot].request
            simulation.start("request handler", context: context) {
                self.answer(slot, await service.respond(to: request))
            }
        case .synchronous(let service, let places):
            let answer = service.answer(calls[slot].request)
            calls[slot].response = answer.response
            let time: Int64
            switch answer.serviceTime {
            case .none: return respond(slot, worked: 0)
            case .usual: time = places.attemptTime()
            case .exactly(let duration): time = duration.wholeNanoseconds
            }
            calls[slot].serviceTime = time
            let code = EventCode.requestServed
            places.resource.request(time, then: self, code: code, argument: slot)
        }
    }

    /// A handler has made the response, which leaves by an event of its own.
    private func answer(_ slot: Int, _ response: HTTPResponse) {
        calls[slot].response = response
        simulation.schedule(self, code: EventCode.responseReady, argument: slot)
    }

    /// The work on a request is done: the response goes to whoever still waits.
    private func respond(_ slot: Int, worked time: Int64) {
        let context = calls[slot].context
        hosts[calls[slot].host].observer?.requestServed(in: time, context: context)
        ledger.release(context)
        switch calls[slot].client {
        case .gone: _ = close(slot)
        case .task(let task): simulation.resume(task)
        case .receiver(let receiver, let argument):
            guard let response = close(slot) else { return }
            receiver.receive(.success(response), argument: argument)
        }
    }

    /// Ends a call and returns its response.
    private func close(_ slot: Int) -> HTTPResponse? {
        let response = calls[slot].response.take()
        calls[slot].client = .gone
        calls[slot].generation &+= 1
        calls.free(slot)
        return response
    }
}

// MARK: - Giving up

extension Network: Waitpoint {
    package var waitDescription: String { "a response" }

    /// A cancelled client is gone; the service goes on with its request.
    package func abandon(_ task: TaskReference) {
        guard case .task(task) = calls[task.place].client else { return }
        calls[task.place].client = .gone
    }

    private func lane(for timeout: Int64) -> DeadlineLane {
        if let lane = deadlines.first(where: { $0.timeout == timeout }) { return lane }
        let lane = DeadlineLane(timeout: timeout, network: self, simulation: simulation)
        deadlines = deadlines + [lane]
        return lane
    }

    /// True while the call of a deadline has not ended.
    func isOpen(_ slot: Int, generation: UInt32) -> Bool {
        guard calls[slot].generation == generation else { return false }
        if case .gone = calls[slot].client { return false }
        return true
    }

    /// The time of a client has run out.
    func expire(_ slot: Int) {
        let client = calls[slot].client
        calls[slot].client = .gone
        switch client {
        case .gone: break
        case .task(let task): simulation.resume(task, as: .timedOut)
        case .receiver(let receiver, let argument):
            receiver.receive(.failure(.timedOut), argument: argument)
        }
    }
}
