import InMemoryInfrastructure
import Infrastructure
import JSON
import LoadGeneration
import Measurement
import SimulationKernel

/// Everything that takes part in one run, put together.
final class SimulatedStage {
    let simulation: Simulation
    let registry: MetricRegistry
    let tasks: TaskRecorder
    let tracer: TaskTracer
    let world: SimulatedWorld
    let network: Network
    private(set) var loads: [LoadDriver] = []

    /// What the systems promise of every run, to be asked when it is over.
    private var promises: [(Timestamp) -> [SystemInvariant]] = []
    private var drawings: [() -> [SystemDiagram]] = []

    /// Nil where nothing breaks.
    private(set) var faults: FaultDriver?
    let scenario: Scenario
    /// Up to when the windows of thresholds were looked at that may end the run.
    var lookedAt: Int64 = -1
    private let broker: InMemoryBroker
    private let store: InMemoryKeyValueStore
    private var supervisor: any Supervisor = SimpleSupervisor()

    init(_ scenario: Scenario, withSeries: Bool, sinks: RunSinks, pacing: Pacing) {
        self.scenario = scenario
        simulation = Simulation(seed: scenario.seed, pacing: pacing)
        registry = MetricRegistry(
            window: MeasurementWindow(start: scenario.warmUp, end: scenario.loadEnd),
            definitions: Self.definitions(of: scenario),
            seriesHorizon: withSeries ? scenario.loadEnd + scenario.drain : nil
        )
        Self.attach(scenario.thresholds.map(\.threshold), to: registry)
        tracer = TaskTracer(
            simulation: simulation,
            loads: scenario.loads.map(\.name),
            window: MeasurementWindow(start: scenario.warmUp, end: scenario.loadEnd),
            sink: sinks.tasks
        )
        let meters = RunMeters(registry: registry, simulation: simulation, tracer: tracer)
        world = SimulatedWorld(simulation: simulation, meters: meters)
        meters.use(world.ledger, sink: sinks.samples)
        tasks = TaskRecorder(
            simulation: simulation,
            registry: registry,
            tracer: tracer,
            loads: scenario.loads,
            durations: sinks.durations
        )
        world.ledger.observer = tasks
        let machines = scenario.infrastructure
        broker = InMemoryBroker(machines.broker, number: 1, world: world)
        store = InMemoryKeyValueStore(machines.store, number: 2, world: world)
        network = Network(world: world, firstMachine: 16)
        addFaults(meters)
        for section in scenario.systems { add(section) }
        addLoads()
    }

    /// Lets processes crash, where the scenario says so.
    private func addFaults(_ meters: RunMeters) {
        guard !scenario.faults.isEmpty else { return }
        let supervisor = SimulatedSupervisor(
            broker: broker,
            store: store,
            network: network,
            world: world
        )
        let faults = FaultDriver(scenario, supervisor: supervisor, simulation: simulation)
        meters.tell(faults)
        world.ledger.observer = FaultTrigger(tasks, faults: faults)
        self.supervisor = supervisor
        self.faults = faults
    }

    private static func attach(_ thresholds: [Threshold], to registry: MetricRegistry) {
        for threshold in thresholds {
            if threshold.expression.limit == nil {
                registry.include(threshold.key)
            } else {
                registry.attach(threshold)
            }
        }
    }

    /// The standard metrics, and those of the systems that run.
    private static func definitions(of scenario: Scenario) -> [MetricDefinition] {
        let running = SystemCatalogue.entries.filter { entry in
            scenario.systems.contains { $0.name == entry.description.name }
        }
        let own = running.flatMap(\.description.metrics)
        return MetricDefinition.standard + own.map(MetricDefinition.init)
    }

    /// How far the run has come.
    var status: RunStatus {
        RunStatus(
            now: simulation.passed,
            loadEnd: scenario.loadEnd,
            tasks: tasks.counts.accepted,
            inFlight: world.ledger.inFlight
        )
    }

    /// True when nothing is left to be done for anybody; work by the clock never ends.
    var isIdle: Bool {
        world.ledger.inFlight == 0 && simulation.ownedTaskCount == 0
            && loads.allSatisfy { $0.active == 0 && !$0.hasPendingArrival }
            && faults?.isOver ?? true
    }

    /// Puts a system on the stage; the reader lets no unknown one through.
    private func add(_ section: SystemSection) {
        for assembly in SystemCatalogue.assemblies
        where assembly.entry.description.name == section.name {
            assembly.assemble(section, on: self)
        }
    }

    /// What a system has of the world; `chance` is the luck of its own outcomes.
    func environment(chance: SimulatedChance) -> SystemEnvironment {
        SystemEnvironment(
            clock: SimulatedSystemClock(world: world),
            broker: broker,
            store: store,
            http: InMemoryHTTPClient(network: network, simulation: simulation),
            identifiers: SimulatedIdentifiers(world: world),
            chance: chance,
            telemetry: TaskTelemetry(world: world),
            supervisor: supervisor
        )
    }

    /// Has a system judge its own promises at the end of the run.
    func judge(_ promises: @escaping (_ end: Timestamp) -> [SystemInvariant]) {
        self.promises.append(promises)
    }

    /// What became of the systems' promises, in the order of the systems.
    func judgements(at end: Int64) -> [InvariantResult] {
        promises.flatMap { $0(Timestamp(nanoseconds: end)) }
            .map { InvariantResult(name: $0.name, held: $0.held, detail: $0.detail) }
    }

    /// Has a system draw, at the end of the run, what its work went through.
    func draw(_ drawings: @escaping () -> [SystemDiagram]) {
        self.drawings.append(drawings)
    }

    /// What the systems have drawn, in their order.
    var diagrams: [RunDiagram] {
        drawings.flatMap { $0() }.map(RunDiagram.init)
    }

    private func addLoads() {
        let gateway = LoadGateway(
            network: network,
            ledger: world.ledger,
            tasks: tasks,
            timeout: scenario.infrastructure.httpTimeout
        )
        for (number, load) in scenario.loads.enumerated() {
            loads.append(
                LoadDriver(
                    LoadAssembly.settings(load, number: number, of: scenario, in: simulation),
                    target: gateway,
                    messages: LoadMailbox(
                        load.name,
                        broker: broker,
                        ledger: world.ledger,
                        simulation: simulation
                    ),
                    simulation: simulation,
                    registry: registry
                )
            )
        }
    }
}
