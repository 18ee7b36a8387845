/// What the manager thinks of an account.
enum AccountStatus: String, Sendable, CaseIterable {
    case active
    /// Telegram asked it to wait; ends at `Account.floodWaitUntil`.
    case floodWait = "flood_wait"
    /// Blocked for some time; ends at `Account.blockedUntil`.
    case blocked
    /// Never used again.
    case disabled
}
