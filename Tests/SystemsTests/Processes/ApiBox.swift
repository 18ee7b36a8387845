import InMemoryInfrastructure
import Infrastructure
import JSON
import SimulationKernel
import Testing

@testable import Systems

/// The engine's API on stand-ins that take no time, without engines: steps go on when a test says.
///
/// Each request is answered before the next one goes in.
final class ApiBox: EventHandler, ResponseReceiver, @unchecked Sendable {
    let simulation = Simulation(seed: 1)
    let environment: SystemEnvironment
    let directory = InstanceDirectory(retention: .seconds(3600))
    let registry: DefinitionRegistry
    let mails: MailServer
    private let world: SimulatedWorld
    private let network: Network
    private let store: DeadlyStore
    private let ledger = TaskEndCounts()
    private var commands: InstanceCommands?
    private var request = HTTPRequest(.get, HTTPPath("/"))
    private(set) var reply: HTTPResponse?
    private var count = 0

    init(_ definitions: [ProcessDefinition] = []) {
        world = SimulatedWorld(simulation: simulation)
        world.ledger.observer = ledger
        network = Network(world: world, firstMachine: 16)
        store = DeadlyStore(InMemoryKeyValueStore(.instant, number: 2, world: world))
        environment = SystemEnvironment(
            clock: SimulatedSystemClock(world: world),
            broker: InMemoryBroker(.instant, number: 1, world: world),
            store: store,
            http: InMemoryHTTPClient(network: network, simulation: simulation),
            identifiers: SimulatedIdentifiers(world: world),
            chance: SimulatedChance("people", outcomes: [], world: world),
            telemetry: TaskTelemetry(world: world)
        )
        registry = DefinitionRegistry(store: store)
        mails = MailServer(environment, kept: 100, roles: ["operator"])
        simulation.spawn("start") { await self.start(definitions) }
        _ = simulation.run(until: 0)
    }

    private func start(_ definitions: [ProcessDefinition]) async {
        guard let channel = try? await environment.broker.openChannel("process-api") else {
            return
        }
        try? await EngineQueues.declare(on: channel, modules: ModuleCatalogue.names)
        _ = try? await registry.publish(all: definitions)
        let commands = InstanceCommands(
            world: EngineWorld(
                environment: environment,
                directory: directory,
                meters: ProcessMeters(environment.telemetry),
                links: LinkMeters(),
                audit: ProcessAudit(),
                questions: NoQuestions(),
                retention: .seconds(3600)
            ),
            graphs: registry,
            channel: channel
        )
        self.commands = commands
        let api = ProcessAPI(
            environment: environment,
            commands: commands,
            registry: registry,
            directory: directory,
            configuration: ProcessConfiguration(environment, domain: "plant.example"),
            mails: mails
        )
        network.add(api, named: ProcessAPI.name, front: .instant, frontName: "http")
    }

    func handle(code: Int32, argument: Int) {
        let context = world.ledger.open(
            entity: UInt64(argument),
            firstDraw: 0,
            intendedStart: simulation.now
        )
        network.send(
            request,
            to: ProcessAPI.name,
            timeout: 1_000_000_000_000,
            context: context,
            receiver: self,
            argument: argument
        )
        world.ledger.release(context)
    }

    func receive(_ result: Result<HTTPResponse, HTTPError>, argument: Int) {
        reply = try? result.get()
    }

    /// What has become of the tasks of the run.
    var tasks: String { ledger.text }
}

// MARK: - Asking

extension ApiBox {
    /// The reply to a request, now or at a virtual second: its status and its body.
    @discardableResult
    func ask(
        _ method: HTTPMethod,
        _ target: String,
        _ body: Payload = .empty,
        at second: Double? = nil
    ) -> String {
        request = HTTPRequest(method, target: target, body: body)
        reply = nil
        count += 1
        let instant = second.map { Int64($0 * 1e9) } ?? simulation.now
        simulation.schedule(at: instant, self, code: 1, argument: count)
        _ = simulation.run(until: instant)
        guard let reply else { return "no reply" }
        return "\(reply.status.rawValue) \(reply.body.text)"
    }

    @discardableResult
    func post(_ target: String, _ body: JSONValue, at second: Double? = nil) -> String {
        ask(.post, target, .json(body), at: second)
    }

    @discardableResult
    func get(_ target: String) -> String { ask(.get, target) }

    var status: Int { reply?.status.rawValue ?? 0 }

    /// A value of the reply that came last.
    func last(_ path: String) -> JSONValue? {
        BodyPath(path)?.value(in: reply?.body.json)
    }

    /// The error of the reply that came last: its name and its message.
    var error: String {
        "\(status) \(last("$.detail.error")?.string ?? "?"): "
            + (last("$.detail.message")?.string ?? "?")
    }

    /// From now on, every command of the store fails.
    func killStore() { store.die() }
}

// MARK: - What engines would do

extension ApiBox {
    /// Has something done to a step that is active.
    func put(
        _ instance: String,
        _ process: String,
        _ input: @escaping @Sendable (StepID) -> InstanceInput
    ) {
        simulation.spawn("engine") {
            _ = try? await self.commands?.change(instance) { record, graph throws(CommandError) in
                guard let node = graph.node(process) else { return nil }
                return record.instance.steps.last { $0.id.node == node }.map { input($0.id) }
            }
        }
        _ = simulation.run(until: simulation.now)
    }

    /// A question was put.
    func asks(_ instance: String, _ process: String) {
        put(instance, process) { .waits($0, .answer) }
    }

    /// The module of a process failed as often as it may.
    func fails(_ instance: String, _ process: String, times: Int = 1) {
        for _ in 0..<times {
            put(instance, process) { .attemptFailed($0, reason: "no paper", isFinal: false) }
        }
    }
}

private final class NoQuestions: QuestionDesk {
    func withdraw(_ instance: String, _ step: StepID) {}
}
