package import Infrastructure
import SimulationKernel

/// The network of a run: services by name, and the calls in progress.
///
/// A call passes the service's front (a machine that it holds for its latency only), is worked on,
/// and its response goes back. A client that gives up gets a time-out; the service goes on with the
/// request, and the response then finds nobody.
package final class Network: EventHandler, @unchecked Sendable {
    enum Worker {
        /// Answers each request in a task.
        case service(any HTTPService)
        /// Decides at once; the call is then a value until the response is due.
        case synchronous(any SynchronousService, places: Machine)
    }

    struct Host {
        var front: Machine?
        var worker: Worker
        var observer: (any ServiceObserver)?

        /// The process that the service runs in, and whether it has crashed.
        var group: Int32
        var isDown = false
    }

    /// How far a call has come.
    enum Stage: UInt8 {
        /// The slot is free.
        case none
        /// An event brings the request to the service.
        case travelling
        /// The request holds, or waits for, the call's `place` at the front.
        case atFront
        /// A task works on it.
        case inHandler
        /// The request holds, or waits for, the call's `place` at the service.
        case inService
        /// An event brings the response, or the error, to the client.
        case answered
    }

    /// Who waits for a response.
    enum Client {
        case task(TaskReference)
        case receiver(any ResponseReceiver, argument: Int)
        case gone
    }

    struct Call {
        var host: Int

        /// Until the work on it begins.
        var request: HTTPRequest?
        var response: HTTPResponse?
        var context: Int32
        var client: Client
        var begun: Int64
        var serviceTime: Int64
        var generation: UInt32
        var stage = Stage.travelling
        var place = 0

        /// Why there will be no response.
        var failure: HTTPError?
    }

    private let world: SimulatedWorld
    // Internal, for the parts of this class in other files; other modules see nothing of it.
    let simulation: Simulation
    let ledger: TaskLedger
    var hosts: [Host] = []
    var names: [ServiceName] = []
    let calls = SlotTable<Call>()
    var deadlines: [DeadlineLane] = []
    private var nextMachine: Int32

    /// `firstMachine` numbers the machines of services, which must not repeat in a run.
    package init(world: SimulatedWorld, firstMachine: Int32) {
        self.world = world
        simulation = world.simulation
        ledger = world.ledger
        nextMachine = firstMachine
    }

    /// Puts a service on the network, behind a front of its own.
    ///
    /// It runs in the process of whoever adds it; after a crash, the new one takes its place.
    package func add(
        _ service: any HTTPService,
        named name: ServiceName,
        front: MachineSettings,
        frontName: String
    ) {
        if let host = names.firstIndex(of: name) { return revive(host, .service(service)) }
        let machine = makeMachine(frontName, front)
        addHost(name, front: machine, .service(service))
    }

    /// Puts a synchronous service on the network; `places` is how long and how many at once.
    package func add(
        _ service: any SynchronousService,
        named name: ServiceName,
        places: MachineSettings
    ) {
        if let host = names.firstIndex(of: name) {
            guard case .synchronous(_, let machine) = hosts[host].worker else { return }
            return revive(host, .synchronous(service, places: machine))
        }
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
        let host = Host(
            front: front,
            worker: worker,
            observer: world.meters.service(name),
            group: simulation.group
        )
        hosts = hosts + [host]
    }

    /// A service that has crashed is there again.
    private func revive(_ number: Int, _ worker: Worker) {
        var hosts = hosts
        hosts[number].worker = worker
        hosts[number].group = simulation.group
        hosts[number].isDown = false
        self.hosts = hosts
    }

    package func handle(code: Int32, argument: Int) {
        switch code {
        case EventCode.requestArrived: arrive(argument)
        case EventCode.requestServed: respond(argument, worked: calls[argument].serviceTime)
        default: respond(argument, worked: simulation.now - calls[argument].begun)
        }
    }
}
