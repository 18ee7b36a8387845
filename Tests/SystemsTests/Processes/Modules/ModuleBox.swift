import InMemoryInfrastructure
import Infrastructure
import JSON
import SimulationKernel
import Synchronization
import Testing

@testable import Systems

/// Modules with the world that they act on, and nothing of the engine: stand-ins take no time.
final class ModuleBox: @unchecked Sendable {
    let simulation = Simulation(seed: 1)
    let meters = MeterNotes()
    let configuration: ProcessConfiguration
    let people: PeopleService
    let mailServer: MailServer
    let partner: PartnerService
    let desk = NotedDesk()
    private let environment: SystemEnvironment
    private let network: Network
    private let answers = Mutex<[String]>([])

    init(
        people settings: [PeopleSettings] = [],
        outcomes: [(name: String, probability: Probability)] = [],
        times: [(name: String, law: Distribution)] = [],
        kept: Int = 100
    ) {
        let world = SimulatedWorld(simulation: simulation, meters: meters)
        network = Network(world: world, firstMachine: 16)
        environment = SystemEnvironment(
            clock: SimulatedSystemClock(world: world),
            broker: InMemoryBroker(.instant, number: 1, world: world),
            store: InMemoryKeyValueStore(.instant, number: 2, world: world),
            http: InMemoryHTTPClient(network: network, simulation: simulation),
            identifiers: SimulatedIdentifiers(world: world),
            chance: SimulatedChance(
                "processes",
                outcomes: outcomes,
                durations: times,
                world: world
            ),
            telemetry: TaskTelemetry(world: world)
        )
        configuration = ProcessConfiguration(environment, domain: "example.org")
        people = PeopleService(settings, environment: environment, configuration: configuration)
        mailServer = MailServer(environment, kept: kept, roles: ["operator"])
        partner = PartnerService(environment)
        people.answer(to: desk)
        for (service, name) in [
            (mailServer as any SynchronousService, MailServer.name),
            (partner, PartnerService.name),
        ] {
            network.add(service, named: name, places: .instant)
        }
    }

    /// Does something in the simulation at a virtual second, and gives what it says.
    @discardableResult
    func perform(
        at second: Double = 0,
        _ work: @escaping @Sendable (ModuleBox) async throws -> String
    ) -> String {
        let place = answers.withLock { answers in
            answers.append("")
            return answers.count - 1
        }
        let delay = Int64(second * 1e9) - simulation.now
        simulation.spawn("test", after: max(0, delay)) {
            let text: String
            do { text = try await work(self) } catch { text = Self.text(of: error) }
            self.answers.withLock { $0[place] = text }
        }
        _ = simulation.run(until: simulation.now + max(0, delay))
        return answers.withLock { $0[place] }
    }

    private static func text(of error: any Error) -> String {
        guard let failure = error as? ModuleFailure else { return "\(error)" }
        return (failure.isFinal ? "final failure: " : "failure: ") + failure.message
    }

    /// What a module makes of a step of the process `p` of the definition `d`.
    @discardableResult
    func run(
        _ module: String,
        _ settings: JSONObject,
        _ variables: JSONObject = JSONObject(),
        outcomes: [String] = ["done"],
        instance: String = "i",
        visit: Int = 0,
        role: String? = nil,
        others: [ProcessNode] = [],
        at second: Double = 0
    ) -> String {
        let node = ProcessNode(
            id: "p",
            kind: outcomes == ["done"] ? .binary : .scenario,
            outcomes: outcomes,
            module: module,
            settings: settings
        )
        let definition = ProcessDefinition(id: "d", processes: [node] + others)
        return perform(at: second) { box in
            let world = ModuleWorld(
                environment: box.environment,
                configuration: box.configuration,
                people: box.people
            )
            let made = ModuleCatalogue.module(module)?.init(node, in: definition, world: world)
            guard let made else { return "no module" }
            let work = ModuleWork(
                instance: instance,
                step: StepID(node: 0, visit: visit),
                attempt: 0,
                variables: variables,
                role: role
            )
            return Self.text(of: try await made.run(work))
        }
    }

    private static func text(of result: ModuleResult) -> String {
        switch result {
        case .ended(let outcome, let values):
            values.isEmpty ? outcome : "\(outcome) \(JSONWriter.compact(.object(values)))"
        case .startsInstance(let definition, let variables):
            "starts \(definition) \(JSONWriter.compact(.object(variables)))"
        default: "\(result)"
        }
    }

    /// Lets everything happen up to a virtual second.
    func pass(until second: Double) {
        _ = simulation.run(until: Int64(second * 1e9))
    }

    /// What is wrong with the settings of a process, a line each.
    static func problems(
        _ module: String,
        _ settings: JSONObject,
        outcomes: [String] = ["done"],
        others: [ProcessNode] = []
    ) -> [String] {
        let node = ProcessNode(
            id: "p",
            kind: outcomes == ["done"] ? .binary : .scenario,
            outcomes: outcomes,
            module: module,
            settings: settings
        )
        let definition = ProcessDefinition(
            id: "d",
            processes: [node] + others,
            links: outcomes.map { ProcessLink(from: "p", outcome: $0, target: .end(result: nil)) }
                + others.map { ProcessLink(from: $0.id, target: .end(result: nil)) }
        )
        return DefinitionCheck(modules: ModuleCatalogue.modules).problems(in: definition)
            .map(\.text)
    }
}

/// Takes answers of people and notes them; may refuse them, or be away for a while.
final class NotedDesk: DecisionDesk {
    struct Notes {
        var lines: [String] = []
        var refuses = false
        var isAway = false
    }

    let notes = Mutex(Notes())
    private let away = ModuleFailure("away")

    var lines: [String] { notes.withLock { $0.lines } }

    func decide(_ instance: String, _ step: StepID, _ answer: Answer) async throws -> Bool {
        try notes.withLock { notes throws(ModuleFailure) in
            if notes.isAway { throw away }
            let values =
                answer.assigning.isEmpty
                ? "" : " " + JSONWriter.compact(.object(answer.assigning))
            notes.lines.append(
                "\(step.key(in: instance)) \(answer.outcome) by \(answer.author)\(values)"
            )
            return !notes.refuses
        }
    }
}
