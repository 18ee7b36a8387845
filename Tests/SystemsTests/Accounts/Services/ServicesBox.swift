import InMemoryInfrastructure
import Infrastructure
import JSON
import SimulationKernel
import Synchronization
import Testing

@testable import Systems

/// The parsing and the invite service in a box, with Telegram and a double of the manager.
///
/// Everything but Telegram takes no time. What the manager was asked becomes lines, with the whole
/// second in front.
final class ServicesBox: EventHandler, ResponseReceiver, @unchecked Sendable {
    let simulation = Simulation(seed: 1)
    let environment: SystemEnvironment
    let manager: ManagerDouble
    let supervisor: SimulatedSupervisor
    private let world: SimulatedWorld
    private let network: Network
    private var requests: [(request: HTTPRequest, service: ServiceName)] = []
    private(set) var replies: [HTTPResponse?] = []
    /// What Telegram did for the two services.
    private(set) var performed: [String] = []
    /// Ends of tasks.
    var tasks: String { ledger.text }
    private let ledger = TaskEndCounts()

    init(
        accounts: Int = 1,
        names: [String]? = nil,
        cooldown: Int64 = 0,
        script: [ScriptedOutcome] = [],
        _ configure: (inout AccountsSettings) -> Void = { _ in }
    ) {
        let world = SimulatedWorld(simulation: simulation)
        self.world = world
        world.ledger.observer = ledger
        network = Network(world: world, firstMachine: 16)
        let broker = InMemoryBroker(.instant, number: 1, world: world)
        let store = InMemoryKeyValueStore(.instant, number: 2, world: world)
        supervisor = SimulatedSupervisor(
            broker: broker,
            store: store,
            network: network,
            world: world
        )
        environment = SystemEnvironment(
            clock: SimulatedSystemClock(world: world),
            broker: broker,
            store: store,
            http: InMemoryHTTPClient(network: network, simulation: simulation),
            identifiers: SimulatedIdentifiers(world: world),
            chance: SimulatedChance("telegram", outcomes: [], world: world),
            telemetry: TaskTelemetry(world: world),
            supervisor: supervisor
        )
        let names = names ?? (1...max(1, accounts)).map { "a\($0)" }
        manager = ManagerDouble(accounts: names, cooldown: cooldown, environment: environment)
        var settings = AccountsSettings()
        settings.telegram.script = script
        configure(&settings)
        start(settings, names)
    }

    private func start(_ settings: AccountsSettings, _ names: [String]) {
        let parsing = ParsingSystem(settings: settings, environment: environment)
        let invites = InviteSystem(settings: settings, environment: environment)
        let telegram = TelegramService(
            accounts: names,
            settings: settings.telegram,
            environment: environment
        ) { account, action, channel, at in
            let second = at.nanoseconds / 1_000_000_000
            self.performed.append("\(second) a\(account + 1) \(action.rawValue) \(channel)")
        }
        let network = network
        network.add(telegram, named: TelegramService.name, places: MachineSettings())
        simulation.spawn("start") {
            await self.supervisor.run(AccountManagerClient.manager) {
                self.listen(self.manager, AccountManagerClient.manager)
            }
            await parsing.start { self.listen($0, ParsingScheduler.service) }
            await invites.start { self.listen($0, InviteService.name) }
        }
    }

    private func listen(_ service: any HTTPService, _ name: ServiceName) {
        network.add(service, named: name, front: .instant, frontName: name)
    }

    /// Sends a request at a virtual second, as user 1; its number.
    @discardableResult
    func send(
        at second: Double,
        _ method: HTTPMethod,
        _ target: String,
        _ body: JSONValue? = nil,
        to service: ServiceName = ParsingScheduler.service,
        token: String? = "1"
    ) -> Int {
        let headers = token.map { [HTTPHeader("Authorization", "Bearer \($0)")] } ?? []
        let payload = body.map { Payload.json($0) } ?? .empty
        let request = HTTPRequest(method, target: target, headers: headers, body: payload)
        requests.append((request, service))
        replies.append(nil)
        let instant = Int64(second * 1e9)
        simulation.schedule(at: instant, self, code: 1, argument: requests.count - 1)
        return requests.count - 1
    }

    func handle(code: Int32, argument: Int) {
        let (request, service) = requests[argument]
        let context = world.ledger.open(
            entity: UInt64(argument),
            firstDraw: 0,
            intendedStart: simulation.now
        )
        network.send(
            request,
            to: service,
            timeout: 60_000_000_000,
            context: context,
            receiver: self,
            argument: argument
        )
        world.ledger.release(context)
    }

    func receive(_ result: Result<HTTPResponse, HTTPError>, argument: Int) {
        replies[argument] = try? result.get()
    }

    /// Does something at a virtual second.
    func perform(at second: Double, _ work: @escaping @Sendable (ServicesBox) -> Void) {
        simulation.spawn("beside", after: Int64(second * 1e9)) { work(self) }
    }

    func run(until second: Double) { _ = simulation.run(until: Int64(second * 1e9)) }

    /// What the manager was asked, without what does not begin with one of some words.
    func lines(_ words: String...) -> [String] {
        manager.state.withLock { state in
            state.lines.filter { line in
                words.isEmpty || words.contains { line.split(separator: " ")[1] == $0 }
            }
        }
    }

    /// The reply to a request, by its number.
    func reply(_ number: Int) -> JSONValue { replies[number]?.body.json ?? .null }
}

/// Counts what becomes of tasks.
final class TaskEndCounts: TaskObserver, @unchecked Sendable {
    private var counts: [(name: String, count: Int)] = []

    private func count(_ name: String) {
        if let place = counts.firstIndex(where: { $0.name == name }) {
            counts[place].count += 1
        } else {
            counts.append((name, 1))
        }
    }

    func taskAccepted(inFlight: Int) { count("accepted") }
    func taskRejected() { count("rejected") }
    func taskDuplicated() { count("duplicated") }
    func contextClosed(_ context: Int32) {}

    func taskEnded(_ end: TaskEnd, _ task: LedgerTask, inFlight: Int) {
        switch end {
        case .lost: count("lost")
        case .finished(.completed): count("completed")
        case .finished: count("failed")
        }
    }

    /// In the order of first occurrence: `2 accepted, 1 completed`.
    var text: String { counts.map { "\($0.count) \($0.name)" }.joined(separator: ", ") }
}
