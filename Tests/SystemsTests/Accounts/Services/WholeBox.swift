import InMemoryInfrastructure
import Infrastructure
import JSON
import SimulationKernel

@testable import Systems

/// The whole accounts system in a box, on stand-ins of which only Telegram takes time.
final class WholeBox: EventHandler, ResponseReceiver, @unchecked Sendable {
    private let simulation: Simulation
    private let world: SimulatedWorld
    private let network: Network
    private let supervisor: SimulatedSupervisor
    private let system: AccountsSystem
    private let ledger = TaskEndCounts()
    private var requests: [(request: HTTPRequest, service: ServiceName)] = []
    private var answer = JSONValue.null

    /// Rates of errors that leave every account alive for a while.
    static let unkind: [(name: String, percent: UInt64)] = [
        ("floodWait", 5), ("peerFlood", 1), ("networkError", 5), ("privacyRestricted", 10),
        ("notMutualContact", 3), ("userNotFound", 3), ("alreadyParticipant", 2),
        ("userDeactivated", 1),
    ]

    init(
        accounts: Int,
        users: Int = 1,
        seed: UInt64 = 1,
        outcomes: [(name: String, percent: UInt64)] = []
    ) {
        simulation = Simulation(seed: seed)
        world = SimulatedWorld(simulation: simulation)
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
        let environment = SystemEnvironment(
            clock: SimulatedSystemClock(world: world),
            broker: broker,
            store: store,
            http: InMemoryHTTPClient(network: network, simulation: simulation),
            identifiers: SimulatedIdentifiers(world: world),
            chance: SimulatedChance(
                "telegram",
                outcomes: outcomes.map {
                    ($0.name, Probability(numerator: $0.percent, denominator: 100))
                },
                durations: [("floodWaitTime", .constant(400_000_000_000))],
                world: world
            ),
            telemetry: TaskTelemetry(world: world),
            supervisor: supervisor
        )
        var settings = AccountsSettings()
        settings.accounts = accounts
        settings.users = users
        system = AccountsSystem(settings: settings, environment: environment)
        start()
    }

    private func start() {
        let places = MachineSettings(latency: .constant(200_000_000))
        simulation.spawn("start") {
            await self.system.start { service, name in
                self.network.add(service, named: name, front: .instant, frontName: name)
            } listenSynchronously: { service, name in
                self.network.add(service, named: name, places: places)
            }
        }
    }

    func campaign(at second: Double, people: Int, user: Int64 = 1) {
        let first = requests.count * 1000
        let targets = (0..<people).map {
            JSONValue.object(["username": .string("u\(first + $0)")])
        }
        let body: JSONValue = [
            "user_id": .integer(user), "name": "Test", "platform": "telegram",
            "targets": .array(targets), "invite_data": ["group_id": "@channel"],
        ]
        send(at: second, .post, "/api/v1/campaigns", body, to: InviteService.name)
    }

    func parse(at second: Double, messages: Int64, user: Int64 = 1) {
        let body: JSONValue = [
            "user_id": .integer(user), "platform": "telegram", "targets": ["@news"],
            "config": ["message_limit": .integer(messages)],
        ]
        send(at: second, .post, "/api/v1/tasks", body, to: ParsingScheduler.service)
    }

    func crash(_ process: String, at second: Double, for seconds: Double) {
        simulation.spawn("crash", after: Int64(second * 1e9)) {
            _ = self.supervisor.crash(process)
        }
        simulation.spawn("restart", after: Int64((second + seconds) * 1e9)) {
            self.supervisor.restart(process)
        }
    }

    /// What the service says of a campaign now.
    func status(_ campaign: Int) -> JSONValue {
        let second = Double(simulation.now) / 1e9
        let path = "/api/v1/campaigns/\(campaign)"
        send(at: second, .get, path, nil, to: InviteService.name)
        _ = simulation.run(until: simulation.now)
        return answer
    }

    func run(until second: Double) { _ = simulation.run(until: Int64(second * 1e9)) }

    var accounts: [Account] {
        system.parts.database.withLock { table in (0..<table.count).map { table[$0] } }
    }

    /// The promises that were not kept.
    var broken: [String] {
        system.invariants(at: Timestamp(nanoseconds: simulation.now))
            .filter { !$0.held }
            .map { "\($0.name): \($0.detail)" }
    }

    var tasks: String { ledger.text }
    var inFlight: Int { world.ledger.inFlight }

    private func send(
        at second: Double,
        _ method: HTTPMethod,
        _ target: String,
        _ body: JSONValue?,
        to service: ServiceName
    ) {
        let payload = body.map { Payload.json($0) } ?? .empty
        requests.append((HTTPRequest(method, target: target, body: payload), service))
        let instant = max(simulation.now, Int64(second * 1e9))
        simulation.schedule(at: instant, self, code: 1, argument: requests.count - 1)
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
        answer = (try? result.get())?.body.json ?? .null
    }
}
