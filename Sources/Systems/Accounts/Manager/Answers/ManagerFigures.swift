import Infrastructure

/// Figures over all accounts.
struct RecoveryStatistics: Sendable {
    /// All accounts, also those that are not active.
    let total: Int
    /// Accounts with `is_active`.
    let totalActive: Int
    /// Of accounts with `is_active`, in the order of `AccountStatus`.
    let statuses: [(status: AccountStatus, count: Int)]
    let floodWaits: Int
    let blocked: Int
    /// More than five errors.
    let highErrors: Int
    /// Accounts that the database calls locked: those that are lent.
    let locked: Int
    let queueSize: Int
    /// When the next recovery is due.
    let nextRecovery: Timestamp?

    /// Active ones without a timer that runs, a permanent end or a lock.
    let healthy: Int
}

/// What the manager is about now.
struct ManagerStatus: Sendable {
    let totalAccounts: Int
    let activeAccounts: Int
    /// Accounts that may be lent now.
    let availableAccounts: Int
    let lockedAccounts: Int
    /// In the order of the services' names.
    let lockedByService: [(service: String, count: Int)]
    let isStoreConnected: Bool
    let at: Timestamp
}

/// A lock in the store.
struct LockDetail: Sendable {
    let accountID: String
    let service: String
    /// As the lock's value spells it.
    let lockedAt: String
    /// Whole seconds, rounded down; nil for a lock that never ends.
    let secondsToLive: Int?
    let key: String
    let value: String
}

/// What `release-all` did.
struct ReleaseAllAnswer: Sendable {
    let released: Int
    let errors: Int
    let at: Timestamp
}
