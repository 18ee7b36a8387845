package import Infrastructure
import JSON

/// The account manager with the services that borrow accounts from it, and Telegram behind them.
package final class AccountsSystem: Sendable {
    /// The names of processes that are no services.
    package static let managerWorkers = "manager-workers"

    let parts: AccountsParts
    private let parsing: ParsingSystem
    private let invites: InviteSystem

    /// Makes the accounts and the tables of the database.
    package init(settings: AccountsSettings, environment: SystemEnvironment) {
        let accounts = Self.makeAccounts(settings, environment.identifiers)
        let table = AccountTable(
            accounts,
            limits: settings.limits,
            clearsTotals: settings.quirks.contains(.resetClearsTotals),
            endsWaits: !settings.quirks.contains(.naiveTimers)
        )
        parts = AccountsParts(
            settings: settings,
            environment: environment,
            database: AccountDatabase(table),
            log: IntegrationLog(length: settings.logLength),
            audit: AccountsAudit(
                accounts: accounts.count,
                limits: settings.limits,
                quirks: settings.quirks
            ),
            meters: ManagerMeters(environment.telemetry, accounts: accounts.count),
            keys: ManagerKeys(accounts: accounts.map(\.id))
        )
        parsing = ParsingSystem(settings: settings, environment: environment)
        invites = InviteSystem(settings: settings, environment: environment)
    }

    /// User 1 has the first account, user 2 the next, and so on around.
    private static func makeAccounts(
        _ settings: AccountsSettings,
        _ identifiers: any IdentifierGenerator
    ) -> [Account] {
        (0..<settings.accounts).map { number in
            Account(
                id: identifiers.uuid(),
                userID: Int64(number % max(1, settings.users)) + 1,
                phone: "+\(79_990_000_000 + number)"
            )
        }
    }

    /// What the system promises of every run, and whether this one has kept it until `end`.
    package func invariants(at end: Timestamp) -> [SystemInvariant] {
        let lent = parts.database.withLock { table in
            _ = table.settle(at: end)
            return (0..<table.count).filter { table[$0].lease != nil }
        }
        return parts.audit.invariants(at: end, lent: lent)
    }
}

// MARK: - Processes

extension AccountsSystem {
    /// Starts Telegram, then the services and their workers, each as a process of its own.
    ///
    /// `listen` and `listenSynchronously` get a service that is ready for requests, whenever its
    /// process has started.
    package func start(
        listen: @escaping @Sendable (any HTTPService, ServiceName) -> Void,
        listenSynchronously: @escaping @Sendable (any SynchronousService, ServiceName) -> Void
    ) async {
        let parts = parts
        let supervisor = parts.environment.supervisor
        // Telegram is no process of ours: it goes on, and remembers, whatever crashes.
        let telegram = telegram
        await supervisor.run(TelegramService.name) {
            listenSynchronously(telegram, TelegramService.name)
        }
        await supervisor.run(IntegrationService.name) {
            let service = IntegrationService(
                manager: AccountManager(parts),
                limits: parts.settings.limits,
                environment: parts.environment
            )
            listen(service, IntegrationService.name)
        }
        await supervisor.run(Self.managerWorkers) {
            ManagerWorkers(AccountManager(parts)).start()
        }
        await parsing.start { listen($0, ParsingScheduler.service) }
        await invites.start { listen($0, InviteService.name) }
    }

    private var telegram: TelegramService {
        let audit = parts.audit
        return TelegramService(
            accounts: parts.database.withLock { table in
                (0..<table.count).map { table[$0].id }
            },
            settings: parts.settings.telegram,
            environment: parts.environment
        ) { account, action, channel, instant in
            audit.performed(account, action, channel: channel, at: instant)
        }
    }
}
