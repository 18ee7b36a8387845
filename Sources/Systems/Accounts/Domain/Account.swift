import Infrastructure

/// A row of the manager's database: one Telegram account (`telegram_sessions`).
struct Account: Sendable, Equatable {
    /// A UUID.
    let id: String
    let userID: Int64
    let phone: String
    var isActive = true
    var status = AccountStatus.active
    var invitesToday = 0
    var messagesToday = 0
    var contactsToday = 0
    /// Parses have no column in the sources, which count them nowhere by the day.
    var parsesToday = 0
    /// In the order of the first invite; few an account.
    var channels: [ChannelUsage] = []
    var floodWaitUntil: Timestamp?
    var blockedUntil: Timestamp?
    var errorCount = 0
    var lastUsedAt: Timestamp?
    /// The lock that the manager believes in; the truth about it is in the store.
    var lease: AccountLease?
}

/// The time for which one service has an account, and what was recorded meanwhile.
struct AccountLease: Sendable, Equatable {
    let service: String
    /// The lock's value: service and instant, `parsing-service:2025-01-01T00:00:00Z`.
    let value: String
    let since: Timestamp
    let until: Timestamp
    /// What was recorded since, so that a release does not count it a second time.
    var invites = 0
    var messages = 0
    var contacts = 0
    /// The invites into each channel, as `today`.
    var channels: [ChannelUsage] = []
}
