import InMemoryInfrastructure
import Infrastructure
import JSON
import SimulationKernel
import Testing

@testable import Systems

/// The manager behind its endpoints, with a Telegram, on stand-ins that take no time.
///
/// Each request is answered before the next one goes in. Accounts are called A1, A2, … in requests
/// and replies; the phone numbers are those of the run.
final class IntegrationBox: EventHandler, ResponseReceiver, @unchecked Sendable {
    let simulation = Simulation(seed: 1)
    let environment: SystemEnvironment
    private let world: SimulatedWorld
    private let network: Network
    private let started = Started()
    private let store: DeadlyStore
    private var request = HTTPRequest(.get, HTTPPath("/"))
    private var reply = ""
    private var count = 0

    /// What there is after the start, which is a task of the run.
    private final class Started: @unchecked Sendable {
        var ids: [String] = []
        var system: AccountsSystem?
    }

    init(
        accounts: Int = 2,
        _ configure: (inout AccountsSettings) -> Void = { _ in }
    ) {
        world = SimulatedWorld(simulation: simulation)
        network = Network(world: world, firstMachine: 16)
        store = DeadlyStore(InMemoryKeyValueStore(.instant, number: 2, world: world))
        environment = SystemEnvironment(
            clock: SimulatedSystemClock(world: world),
            broker: InMemoryBroker(.instant, number: 1, world: world),
            store: store,
            http: InMemoryHTTPClient(network: network, simulation: simulation),
            identifiers: SimulatedIdentifiers(world: world),
            chance: SimulatedChance("telegram", outcomes: [], world: world),
            telemetry: TaskTelemetry(world: world)
        )
        var settings = AccountsSettings()
        settings.accounts = accounts
        configure(&settings)
        start(settings)
        _ = simulation.run(until: 0)
    }

    private func start(_ settings: AccountsSettings) {
        let (network, environment, started) = (network, environment, started)
        simulation.spawn("start") {
            let system = AccountsSystem(settings: settings, environment: environment)
            let parts = system.parts
            started.system = system
            started.ids = parts.database.withLock { table in
                (0..<table.count).map { table[$0].id }
            }
            network.add(
                IntegrationService(
                    manager: AccountManager(parts),
                    limits: settings.limits,
                    environment: environment
                ),
                named: IntegrationService.name,
                front: .instant,
                frontName: "http"
            )
            network.add(
                TelegramService(
                    accounts: started.ids,
                    settings: settings.telegram,
                    environment: environment,
                    witness: { _, _, _, _ in }
                ),
                named: TelegramService.name,
                places: .instant
            )
        }
    }

    func handle(code: Int32, argument: Int) {
        let context = world.ledger.open(
            entity: UInt64(argument),
            firstDraw: 0,
            intendedStart: simulation.now
        )
        network.send(
            request,
            to: IntegrationService.name,
            timeout: 1_000_000_000_000,
            context: context,
            receiver: self,
            argument: argument
        )
        world.ledger.release(context)
    }

    func receive(_ result: Result<HTTPResponse, HTTPError>, argument: Int) {
        switch result {
        case .success(let response):
            let headers = response.headers.map { "\($0.name): \($0.value) " }.joined()
            reply = "\(response.status.rawValue) \(headers)\(named(response.body.text))"
        case .failure(let error): reply = "\(error)"
        }
    }
}

// MARK: - Asking

extension IntegrationBox {
    private static let manager = "/api/v1/account-manager"

    /// The reply to a request at a virtual second, or now; a path that begins with no slash goes
    /// on from the manager's.
    @discardableResult
    func ask(
        _ method: HTTPMethod,
        _ target: String,
        _ body: Payload = .empty,
        headers: [HTTPHeader] = [],
        at second: Double? = nil
    ) -> String {
        let target = target.hasPrefix("/") ? target : "\(Self.manager)/\(target)"
        request = HTTPRequest(method, target: real(target), headers: headers, body: body)
        let instant = second.map { Int64($0 * 1e9) } ?? simulation.now
        reply = "no reply"
        count += 1
        simulation.schedule(at: instant, self, code: 1, argument: count)
        _ = simulation.run(until: instant)
        return reply
    }

    @discardableResult
    func post(_ target: String, _ body: JSONValue, at second: Double? = nil) -> String {
        ask(.post, target, .text(real(JSONWriter.compact(body))), at: second)
    }

    @discardableResult
    func get(_ target: String, at second: Double? = nil) -> String {
        ask(.get, target, at: second)
    }

    /// A member of the JSON reply that came last; members of members are behind dots.
    func last(_ path: String) -> JSONValue? {
        let body = reply.drop { $0 != "{" }
        var value = try? JSONReader.value(String(body))
        for key in path.split(separator: ".") { value = value?[String(key)] }
        return value
    }

    /// From now on, every command of the store fails.
    func killStore() { store.die() }

    /// What the account's row in the database holds.
    func account(_ number: Int) -> Account? {
        started.system?.parts.database.withLock { $0[number - 1] }
    }

    /// The names of the system's promises that were broken until now.
    var brokenInvariants: [String] {
        let end = Timestamp(nanoseconds: simulation.now)
        return (started.system?.invariants(at: end) ?? []).filter { !$0.held }
            .map { "\($0.name): \($0.detail)" }
    }

    private func real(_ text: String) -> String {
        var text = text
        for (number, id) in started.ids.enumerated().reversed() {
            text = text.replacing("A\(number + 1)", with: id)
        }
        return text
    }

    private func named(_ text: String) -> String {
        var text = text
        for (number, id) in started.ids.enumerated() {
            text = text.replacing(id, with: "A\(number + 1)")
        }
        return text
    }
}
