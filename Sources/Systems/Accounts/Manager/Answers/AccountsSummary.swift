import Infrastructure

/// Which accounts a summary is about, and in which order.
struct SummaryQuery: Sendable {
    enum Order: String, Sendable, CaseIterable {
        case lastUsed = "last_used_at"
        case invitesToday = "used_invites_today"
        /// Most errors first.
        case errors = "error_count"
    }

    var userID: Int64
    var purpose: AccountPurpose?
    var channel: String?
    var status: AccountStatus?
    var onlyAvailable = false
    /// Also accounts that are disabled or not active.
    var includesUnavailable = false
    var order = Order.lastUsed
    var limit = 500
}

/// A user's accounts and what they can still do today.
struct AccountsSummary: Sendable {
    struct Line: Sendable {
        let row: Int
        let account: Account
        /// No timer runs, and it is neither disabled nor lent.
        let isAvailable: Bool
    }

    /// Before `limit` cuts the list.
    let totalAccounts: Int
    let activeAccounts: Int
    let availableNow: Int
    /// In the order of `AccountStatus`.
    let statuses: [(status: AccountStatus, count: Int)]
    /// How many can invite into the channel; nil without one.
    let canInviteInChannel: Int?
    /// Invites that are left today, of the accounts that are available.
    let capacityToday: Int
    /// The same into the channel; nil without one.
    let capacityInChannel: Int?
    let lines: [Line]
}
