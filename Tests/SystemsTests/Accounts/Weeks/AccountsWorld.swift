import InMemoryInfrastructure
import Infrastructure
import JSON
import SimulationKernel

@testable import Systems

/// The whole accounts system, to which a list of requests is sent.
final class AccountsWorld: EventHandler, ResponseReceiver, @unchecked Sendable {
    /// Between the hundredths of a second, where no window ends.
    private static let start: Int64 = 5_000_000

    private let simulation: Simulation
    private let world: SimulatedWorld
    private let network: Network
    private let system: AccountsSystem
    private let ids: [String]
    private let steps: [WeekStep]
    private let isExact: Bool
    /// What the book says of a check when it is sent.
    private var expected: [Int: ReachedLimit] = [:]
    /// When parses of an account were last asked about.
    private var lastParseCheck: [Int: Int64] = [:]
    private(set) var problem: String?
    private(set) var answered = 0
    /// How often a check said yes, and how often no.
    private(set) var allowed = 0
    private(set) var denied = 0

    init(_ steps: [WeekStep], _ kind: WeekGenerator.Kind, seed: UInt64) {
        self.steps = steps
        isExact = kind.isExact
        simulation = Simulation(seed: seed)
        world = SimulatedWorld(simulation: simulation)
        network = Network(world: world, firstMachine: 16)
        let latency = Distribution.exponential(mean: 20_000_000)
        let machine =
            kind.isExact
            ? MachineSettings.instant : MachineSettings(latency: latency, concurrency: 4)
        let luck = Probability(numerator: 1, denominator: 20)
        let outcomes = ["floodWait"] + TelegramOutcome.names.map(\.name).dropFirst()
        let environment = SystemEnvironment(
            clock: SimulatedSystemClock(world: world),
            broker: InMemoryBroker(.instant, number: 1, world: world),
            store: InMemoryKeyValueStore(machine, number: 2, world: world),
            http: InMemoryHTTPClient(network: network, simulation: simulation),
            identifiers: SimulatedIdentifiers(world: world),
            chance: SimulatedChance(
                "telegram",
                outcomes: outcomes.map { ($0, luck) },
                durations: [("floodWait", .exponential(mean: 600_000_000_000))],
                world: world
            ),
            telemetry: TaskTelemetry(world: world)
        )
        var settings = AccountsSettings()
        settings.accounts = kind.accounts
        settings.users = kind.users
        let system = AccountsSystem(settings: settings, environment: environment)
        self.system = system
        ids = system.parts.database.withLock { table in (0..<table.count).map { table[$0].id } }
        let network = network
        let front = isExact ? MachineSettings.instant : machine
        simulation.spawn("start") {
            await system.start { service, name in
                network.add(service, named: name, front: front, frontName: name)
            } listenSynchronously: { service, name in
                network.add(service, named: name, places: front)
            }
        }
        if !steps.isEmpty {
            simulation.schedule(at: steps[0].pause + Self.start, self, code: 1, argument: 0)
        }
    }

    /// Lets everything happen, and a day more; the first thing that should not have been.
    func run() -> String? {
        let end = steps.reduce(Self.start) { $0 + $1.pause } + 86_400_000_000_000
        _ = simulation.run(until: end)
        if let problem { return problem }
        if answered < steps.count { return "\(steps.count - answered) requests without an answer" }
        let now = Timestamp(nanoseconds: simulation.now)
        return system.invariants(at: now).first { !$0.held }.map { "\($0.name): \($0.detail)" }
    }

    private func id(_ row: Int) -> String {
        row < ids.count ? ids[row] : "00000000-0000-4000-8000-000000000000"
    }

    func handle(code: Int32, argument: Int) {
        if isExact { expect(argument) }
        let (request, service) = steps[argument].request(id)
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
        if argument + 1 < steps.count {
            let next = simulation.now + steps[argument + 1].pause
            simulation.schedule(at: next, self, code: 1, argument: argument + 1)
        }
    }

    func receive(_ result: Result<HTTPResponse, HTTPError>, argument: Int) {
        answered += 1
        switch result {
        case .failure(let error): note("\(error)", argument)
        case .success(let response):
            // The invite endpoint tells Telegram's refusals as errors of its own.
            if response.status.rawValue >= 500, !steps[argument].isInvite {
                note("\(response.status.rawValue) \(response.body.text)", argument)
            }
            if case .check(let row, let action, _) = steps[argument].call, row < ids.count {
                judge(response, row, action, argument)
            }
        }
    }

    private func note(_ text: String, _ step: Int) {
        if problem == nil { problem = "step \(step), \(steps[step]): \(text)" }
    }
}

// MARK: - Agreement

extension AccountsWorld {
    /// What the book alone says of a check that is about to be sent.
    private func expect(_ step: Int) {
        guard case .check(let row, let action, let channel) = steps[step].call, row < ids.count
        else { return }
        let now = Timestamp(nanoseconds: simulation.now)
        expected[step] = system.parts.audit.reachedLimit(row, action, channel: channel, at: now)
    }

    /// A check says no for a reason, and the book knows which one.
    private func judge(
        _ response: HTTPResponse,
        _ row: Int,
        _ action: AccountAction,
        _ step: Int
    ) {
        let reply = response.body.json
        let isAllowed = reply?["allowed"] == .bool(true)
        if isAllowed { allowed += 1 } else { denied += 1 }
        guard isExact else { return }
        let reason = reply?["reason"]?.string ?? ""
        let windows: [ReachedLimit.Window] =
            switch reason {
            case "Per-channel daily limit exceeded": [.channelDay, .channelTotal]
            case "Per-channel total limit exceeded": [.channelTotal]
            case "Daily limit exceeded": [.day]
            case "Hourly limit exceeded": [.hour]
            case "Cooldown period active": [.cooldown]
            case "Burst limit exceeded": [.burst]
            default: []
            }
        let limit = expected[step]
        if isAllowed {
            if let limit { note("allowed, and the book has \(limit.text)", step) }
        } else if !windows.isEmpty {
            if limit.map({ windows.contains($0.window) }) != true {
                note("\(reason), and the book has \(limit?.text ?? "nothing")", step)
            }
        } else if reason == "Account not available" {
            if system.parts.audit.isUsable(row, at: Timestamp(nanoseconds: simulation.now)) {
                note("\(reason), and the book has no reason", step)
            }
        } else if reason.hasPrefix("Unknown action type") {
            if AccountLimits()[action] != nil { note(reason, step) }
        } else if reason == "Check throttled" {
            let last = lastParseCheck[row] ?? -1_000_000_000
            if action != .parse || simulation.now - last >= 1_000_000_000 { note(reason, step) }
        } else {
            note("\(reason) is no reason", step)
        }
        if action == .parse, reason != "Check throttled" { lastParseCheck[row] = simulation.now }
    }
}
