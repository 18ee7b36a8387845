import Infrastructure

/// The account manager: lends accounts to services, keeps limits, recovers accounts after errors.
///
/// The state of accounts and the log are tables of a database, which survives crashes; locks, the
/// recovery queue and the limits of an hour and less are in the store. Every process that needs
/// the manager makes one of its own.
final class AccountManager: Sendable {
    let settings: AccountsSettings
    let environment: SystemEnvironment
    let database: AccountDatabase
    let log: IntegrationLog
    let audit: AccountsAudit
    let meters: ManagerMeters
    let keys: ManagerKeys

    /// Database 1: who has which account.
    let locks: any KeyValueStore
    /// Database 2: what is to be recovered, and when.
    let recoveries: any KeyValueStore
    /// Database 3: what was done within an hour.
    let counters: any KeyValueStore

    init(_ parts: AccountsParts) {
        settings = parts.settings
        environment = parts.environment
        database = parts.database
        log = parts.log
        audit = parts.audit
        meters = parts.meters
        keys = parts.keys
        locks = parts.environment.store.database(1)
        recoveries = parts.environment.store.database(2)
        counters = parts.environment.store.database(3)
    }

    var now: Timestamp { environment.clock.now }

    /// Works on the accounts as they are at an instant: without leases and timers that are over.
    func accounts<Answer>(at instant: Timestamp, _ work: (inout AccountTable) -> Answer) -> Answer {
        database.withLock { table in
            let settlement = table.settle(at: instant)
            note(settlement, at: instant)
            return work(&table)
        }
    }

    /// The place of an account in the database; nil for an id that is not known.
    func row(of id: String) -> Int? {
        database.withLock { $0.row(of: id) }
    }

    /// An account as it is now; nil for an id that is not known.
    func account(_ id: String) -> Account? {
        accounts(at: now) { table in table.row(of: id).map { table[$0] } }
    }

    private func note(_ settlement: Settlement, at instant: Timestamp) {
        for ended in settlement.expired {
            meters.ended(.expired, ended.lease, at: ended.lease.until)
        }
        for row in settlement.recovered {
            audit.becameActive(row, at: instant)
            meters.status(row, .active)
        }
    }

    /// The name of a channel as counters know it.
    func channelKey(_ channel: String) -> String {
        settings.quirks.contains(.rawChannelNames) ? channel : ChannelName.normalised(channel)
    }
}

/// What the processes of the system share: the database, and who watches.
struct AccountsParts: Sendable {
    let settings: AccountsSettings
    let environment: SystemEnvironment
    let database: AccountDatabase
    let log: IntegrationLog
    let audit: AccountsAudit
    let meters: ManagerMeters
    let keys: ManagerKeys
}

extension Account {
    /// True when no timer runs and it is neither disabled nor switched off.
    func isUsable(at instant: Timestamp) -> Bool {
        guard isActive, status != .disabled else { return false }
        return !isFloodWaiting(at: instant) && !isBlocked(at: instant)
    }

    func isFloodWaiting(at instant: Timestamp) -> Bool {
        floodWaitUntil.map { $0 > instant } ?? false
    }

    func isBlocked(at instant: Timestamp) -> Bool {
        blockedUntil.map { $0 > instant } ?? (status == .blocked)
    }
}
