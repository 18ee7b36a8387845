import Infrastructure
import Synchronization

/// Starts what is pending, one task a look: by priority, then by age, where an account is free.
final class ParsingScheduler: Sendable {
    static let service: ServiceName = "parsing-service"

    private let environment: SystemEnvironment
    private let settings: ParsingSettings
    private let database: ParsingDatabase
    private let manager: AccountManagerClient
    private let keepsAfterFailure: Bool
    private let busy = BusyAccounts()
    /// Users for whom the manager last chose an account that works here already.
    private let exhausted = Mutex<Set<Int64>>([])

    init(environment: SystemEnvironment, settings: AccountsSettings, database: ParsingDatabase) {
        self.environment = environment
        self.settings = settings.parsing
        self.database = database
        manager = AccountManagerClient(environment, as: Self.service)
        keepsAfterFailure = settings.quirks.contains(.lockKeptAfterFailure)
    }

    /// Looks at what is pending now and then, for ever.
    func run() {
        let clock = environment.clock
        let interval = settings.interval
        clock.spawn("parsing scheduler") {
            while (try? await clock.sleep(for: interval)) != nil { await self.look() }
        }
    }

    /// Looks once, beside what the caller does.
    func lookSoon() {
        environment.clock.spawn("parsing scheduler") { await self.look() }
    }

    /// Starts the first task that gets an account; users who got none are not asked again.
    private func look() async {
        var users: [Int64] = []
        while let (row, task) = database.claim(exceptUsers: users) {
            do {
                guard let account = try await borrow(for: task) else {
                    database.unclaim(row)
                    users.append(task.order.userID)
                    continue
                }
                try await start(row, on: account)
                return
            } catch {
                return
            }
        }
    }

    private func start(_ row: Int, on account: String) async throws(CancellationError) {
        let run = ParsingRun(
            row: row,
            account: account,
            environment: environment,
            settings: settings,
            database: database,
            manager: manager,
            keepsAfterFailure: keepsAfterFailure
        )
        let hasBegun = database.start(row, on: account) {
            do {
                let isChange = try await run.work()
                self.busy.giveBack(account)
                if isChange { await self.look() }
            } catch {
                // The process is gone, and with it all that it knew.
            }
        }
        guard !hasBegun else { return }
        busy.giveBack(account)
        try await manager.release(account, invitesSent: 0, channels: [])
    }

    /// An account that nobody here works with: the one that the task had, the manager's choice, or
    /// any other that it has.
    private func borrow(for task: ParsingTask) async throws(CancellationError) -> String? {
        var wish = AccountManagerClient.Wish(
            userID: task.order.userID,
            purpose: .parsing,
            time: settings.lockTimeout
        )
        if let own = task.account, task.unsettled != nil || task.current > 0 {
            wish.preferred = own
            if let account = try await take(wish) { return account }
            wish.preferred = nil
        }
        // To ask for any would renew the lock of one at work, over and over; a list tells as well.
        let user = task.order.userID
        let isExhausted = exhausted.withLock { $0.contains(user) }
        if !isExhausted || busy.isEmpty, let account = try await take(wish) { return account }
        guard !busy.isEmpty else { return nil }
        let listing = try await manager.accounts(ofUser: user, for: .parsing, channel: nil)
        for other in listing?.available ?? [] where !busy.contains(other) {
            wish.preferred = other
            guard let account = try await take(wish) else { continue }
            _ = exhausted.withLock { $0.remove(user) }
            return account
        }
        _ = exhausted.withLock { $0.insert(user) }
        return nil
    }

    /// Borrows an account; one that is in use here already is put aside, as if there were none.
    private func take(
        _ wish: AccountManagerClient.Wish
    ) async throws(CancellationError) -> String? {
        if let preferred = wish.preferred, busy.contains(preferred) { return nil }
        guard let account = try await manager.allocate(wish) else { return nil }
        return busy.take(account) ? account : nil
    }
}
