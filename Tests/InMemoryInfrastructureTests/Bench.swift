import Infrastructure
import SimulationKernel
import Testing

@testable import InMemoryInfrastructure

/// A simulation for one test, and a journal of what happened when.
final class Bench: InfrastructureMeters, TaskObserver, @unchecked Sendable {
    let simulation: Simulation
    private(set) lazy var world = SimulatedWorld(simulation: simulation, meters: self)

    /// What was noted, each with its instant.
    private(set) var journal: [String] = []

    /// The load of queues and the times in service are noted as well.
    var notesMeters = false

    init(seed: UInt64 = 1) {
        simulation = Simulation(seed: seed)
    }

    func note(_ text: String) {
        journal.append("\(simulation.now) \(text)")
    }

    /// Starts a task at an instant; an error that it lets through is noted.
    @discardableResult
    func task(
        at instant: Int64 = 0,
        context: Int32 = 0,
        _ body: @escaping @Sendable () async throws -> Void
    ) -> TaskHandle {
        simulation.spawn("test", context: context, after: instant) {
            do {
                try await body()
            } catch let error as BrokerError {
                self.note("\(error.code)")
            } catch {
                self.note("\(error)")
            }
        }
    }

    /// Opens a context, as the load does for every request.
    func open(entity: UInt64) -> Int32 {
        world.ledger.open(entity: entity, firstDraw: 0, intendedStart: simulation.now)
    }

    /// Runs to the end; then nobody waits.
    func run() -> [String] {
        #expect(simulation.run() == .exhausted)
        #expect(simulation.finish() == [])
        return journal
    }

    // MARK: Meters

    func resource(_ name: String, capacity: Int?) -> (any ResourceObserver)? { nil }

    func queue(_ name: QueueName) -> (any QueueObserver)? {
        notesMeters ? QueueNotes(bench: self, name: name) : nil
    }

    func service(_ name: ServiceName) -> (any ServiceObserver)? {
        notesMeters ? ServiceNotes(bench: self, name: name) : nil
    }

    func utilization(of resource: String, capacity: Int?) -> any BusyGauge {
        NoMeters().utilization(of: resource, capacity: capacity)
    }

    func counter(
        _ metric: String,
        tags: [(name: String, value: String)]
    ) -> any EventCounter { NoMeters().counter(metric, tags: tags) }

    func trend(
        _ metric: String,
        tags: [(name: String, value: String)]
    ) -> any DurationTrend { NoMeters().trend(metric, tags: tags) }

    func gauge(
        _ metric: String,
        tags: [(name: String, value: String)]
    ) -> any LevelGauge { NoMeters().gauge(metric, tags: tags) }

    // MARK: Tasks

    func taskAccepted(inFlight: Int) { note("accepted, \(inFlight) in flight") }
    func taskRejected() { note("rejected") }
    func taskDuplicated() { note("duplicated") }

    func taskEnded(_ end: TaskEnd, _ task: LedgerTask, inFlight: Int) {
        note("\(end) from \(task.intendedStart) and \(task.acceptedAt), \(inFlight) in flight")
    }

    func contextClosed(_ context: Int32) {}
}

private final class QueueNotes: QueueObserver, @unchecked Sendable {
    let bench: Bench
    let name: QueueName

    init(bench: Bench, name: QueueName) {
        self.bench = bench
        self.name = name
    }

    func queueChanged(ready: Int, unsettled: Int) {
        bench.note("\(name): \(ready) + \(unsettled)")
    }

    func messageHandedOver(waited: Int64, context: Int32) {
        bench.note("\(name): waited \(waited)")
    }
}

private final class ServiceNotes: ServiceObserver, @unchecked Sendable {
    let bench: Bench
    let name: ServiceName

    init(bench: Bench, name: ServiceName) {
        self.bench = bench
        self.name = name
    }

    func requestServed(in time: Int64, context: Int32) {
        bench.note("\(name): served in \(time)")
    }
}

extension MachineSettings {
    static func constant(_ latency: Int64, places: Int? = nil) -> MachineSettings {
        MachineSettings(latency: .constant(latency), concurrency: places)
    }
}
