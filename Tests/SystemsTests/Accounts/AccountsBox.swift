import InMemoryInfrastructure
import Infrastructure
import JSON
import SimulationKernel
import Testing

@testable import Systems

/// The accounts system in a box, without its surface: the manager is called as it is.
///
/// What is done at virtual seconds leaves lines; accounts are called A0, A1, … by their numbers.
final class AccountsBox: @unchecked Sendable {
    let simulation: Simulation
    let environment: SystemEnvironment
    let system: AccountsSystem
    let manager: AccountManager
    private(set) var lines: [String] = []

    /// `latency` is what a command of the store takes.
    init(
        accounts: Int = 1,
        users: Int = 1,
        quirks: AccountsQuirks = [],
        latency: Distribution? = nil,
        seed: UInt64 = 1,
        meters: any InfrastructureMeters = NoMeters(),
        _ configure: (inout AccountsSettings) -> Void = { _ in }
    ) {
        simulation = Simulation(seed: seed)
        let world = SimulatedWorld(simulation: simulation, meters: meters)
        let network = Network(world: world, firstMachine: 16)
        let machine = latency.map { MachineSettings(latency: $0, concurrency: nil) }
        environment = SystemEnvironment(
            clock: SimulatedSystemClock(world: world),
            broker: InMemoryBroker(.instant, number: 1, world: world),
            store: InMemoryKeyValueStore(machine ?? .instant, number: 2, world: world),
            http: InMemoryHTTPClient(network: network, simulation: simulation),
            identifiers: SimulatedIdentifiers(world: world),
            chance: SimulatedChance("telegram", outcomes: [], world: world),
            telemetry: TaskTelemetry(world: world)
        )
        var settings = AccountsSettings()
        settings.accounts = accounts
        settings.users = users
        settings.quirks = quirks
        configure(&settings)
        system = AccountsSystem(settings: settings, environment: environment)
        manager = AccountManager(system.parts)
    }

    /// The id of an account by its number.
    func id(_ number: Int) -> String {
        manager.database.withLock { $0[number].id }
    }

    func account(_ number: Int) -> Account {
        manager.accounts(at: manager.now) { $0[number] }
    }

    /// Does something at a virtual second; what it says becomes a line.
    func at(
        _ second: Double,
        _ work: @escaping @Sendable (AccountsBox) async throws -> String
    ) {
        simulation.spawn("test", after: Int64((second * 1e9).rounded())) {
            let text: String
            do {
                text = try await work(self)
            } catch let error as KeyValueStoreError {
                text = error.text
            } catch {
                text = "\(error)"
            }
            self.lines.append("\(self.seconds(self.simulation.now)) \(self.named(text))")
        }
    }

    /// Lets everything happen up to a virtual second; the lines so far.
    @discardableResult
    func run(until second: Double = 1e6) -> [String] {
        _ = simulation.run(until: Int64(second * 1e9))
        return lines
    }

    /// The promises that were broken so far.
    var broken: [String] {
        system.invariants(at: manager.now).filter { !$0.held }.map { "\($0.name): \($0.detail)" }
    }

    // MARK: - Texts

    func seconds(_ nanoseconds: Int64) -> String {
        "\(Double(nanoseconds) / 1e9)s".replacing(".0s", with: "s")
    }

    func seconds(_ instant: Timestamp) -> String { seconds(instant.nanoseconds) }

    /// The text with the accounts' names in place of their ids.
    func named(_ text: String) -> String {
        var text = text
        for number in 0..<manager.database.withLock({ $0.count }) {
            text = text.replacing(id(number), with: "A\(number)")
        }
        return text
    }
}

// MARK: - What services do

extension AccountsBox {
    func allocate(
        _ service: String,
        for purpose: AccountPurpose = .general,
        user: Int64 = 1,
        preferred: Int? = nil,
        channel: String? = nil,
        minutes: Int? = nil
    ) async throws -> String {
        let request = AllocationRequest(
            userID: user,
            purpose: purpose,
            service: service,
            preferred: preferred.map(id),
            timeout: minutes.map { .seconds($0 * 60) },
            channel: channel
        )
        guard let allocation = try await manager.allocate(request) else { return "none" }
        return "\(service) has \(allocation.account.id) until \(seconds(allocation.expiresAt))"
    }

    func release(
        _ number: Int,
        _ service: String,
        invites: Int = 0,
        channels: [String] = [],
        error: AccountErrorKind? = nil
    ) async throws -> String {
        let usage = UsageReport(
            invites: invites,
            channels: channels,
            success: error == nil,
            error: error,
            errorMessage: error.map { "\($0)" }
        )
        let answer = try await manager.release(id(number), by: service, usage)
        return answer.map { $0.released ? "released" : "not released" } ?? "unknown"
    }

    func check(
        _ number: Int,
        _ action: AccountAction,
        channel: String? = nil
    ) async -> String {
        switch await manager.check(id(number), action, channel: channel) {
        case .allowed: "yes"
        case .denied(let denial): denial.reason + denial.figures
        }
    }

    func record(
        _ number: Int,
        _ action: AccountAction,
        channel: String? = nil,
        success: Bool = true
    ) async throws -> String {
        let answer = try await manager.record(
            id(number),
            action,
            channel: channel,
            success: success
        )
        return switch answer {
        case .recorded: "recorded"
        case .unknownAccount: "unknown account"
        case .unknownAction: "unknown action"
        }
    }

    func fail(_ number: Int, _ kind: AccountErrorKind, _ message: String = "") async throws
        -> String
    {
        let answer = try await manager.handleError(
            id(number),
            ErrorReport(kind: kind, message: message)
        )
        let time = answer.recoveryTime.map { seconds($0) } ?? "never"
        let retry = answer.shouldRetry ? "retry" : "no retry"
        return "\(answer.status), \(time), \(retry): \(answer.action)"
    }
}

extension CheckDenial {
    /// The figures behind the reason.
    fileprivate var figures: String {
        switch self {
        case .channelDay(let use), .channelTotal(let use), .day(let use), .hour(let use):
            " \(use.used)/\(use.limit)"
        case .cooldown(let remaining, _): " \(remaining)s"
        case .burst(let use, let remaining): " \(use.used)/\(use.limit) \(remaining)s"
        case .throttled, .unknownAccount, .unavailable, .unknownAction, .failed: ""
        }
    }
}
