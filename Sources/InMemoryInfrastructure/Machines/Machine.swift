package import SimulationKernel

/// A machine that carries out operations: a resource, and the law of how long one takes.
///
/// Each machine has a stream of chance of its own; a sample is a function of the task that asks
/// and of how many draws that task has made, so the order of tasks does not matter to it.
package final class Machine: Sendable {
    package let resource: Resource

    /// True when every operation takes no time and finds a free server.
    ///
    /// Such an operation holds nothing that could be measured or given up.
    let isInstant: Bool
    private let latency: Distribution
    private let stream: RandomStream
    private let simulation: Simulation
    private let ledger: TaskLedger

    /// `number` tells the machines of a run apart in its fingerprint.
    package init(
        _ name: String,
        _ settings: MachineSettings,
        number: Int32,
        world: SimulatedWorld
    ) {
        resource = Resource(
            name,
            capacity: settings.concurrency,
            simulation: world.simulation,
            code: EventCode.machine(number)
        )
        resource.observer = world.meters.resource(name, capacity: settings.concurrency)
        latency = settings.latency
        isInstant = settings.latency == .constant(0) && settings.concurrency == nil
        stream = world.simulation.random.stream("machine.\(name).latency")
        simulation = world.simulation
        ledger = world.ledger
    }

    /// Carries out an operation for the running task, which waits for its end.
    package func serve() async throws(CancellationError) {
        try await resource.serve(operationTime())
    }

    /// Begins an operation for the running task, which parks next; false when that took no time.
    func begin() throws(CancellationError) -> Bool {
        try resource.begin(operationTime())
    }

    /// Carries out an operation; `handler` gets an event at its end, until which the place that
    /// this returns is good.
    @discardableResult
    func request(then handler: any EventHandler, code: Int32, argument: Int) -> Int {
        resource.request(operationTime(), then: handler, code: code, argument: argument)
    }

    /// How long the present task's present attempt takes.
    func attemptTime() -> Int64 {
        if case .constant(let time) = latency { return time }
        let (entity, n) = ledger.attempt(of: simulation.context)
        return latency.sample(stream, entity: entity, n: n)
    }

    private func operationTime() -> Int64 {
        if case .constant(let time) = latency { return time }
        let (entity, n) = ledger.draw(for: simulation.context)
        return latency.sample(stream, entity: entity, n: n)
    }
}
