import Infrastructure

/// All limits of an account and what is used up of them.
struct LimitStatus: Sendable {
    let accountID: String
    let isAvailable: Bool
    /// Of every action that has limits, in the order of `AccountAction`.
    let actions: [ActionStatus]
    /// In the order of the first invite.
    let channels: [ChannelUsage]
    /// An invite's limits, of which those of a channel apply to `channels`.
    let invite: ActionLimits
}

/// The limits of one kind of action.
struct ActionStatus: Sendable {
    let action: AccountAction
    let daily: LimitUse
    let hourly: LimitUse
    let cooldown: CooldownStatus
    let burst: BurstStatus
}

/// The pause after an action.
struct CooldownStatus: Sendable, Equatable {
    /// Nil where it is over.
    let lastAction: Timestamp?
    let length: Duration
    /// Whole seconds, rounded up.
    let remaining: Int
    let nextAllowedAt: Timestamp?

    var isReady: Bool { remaining == 0 }
}

/// How many actions there were in a row.
struct BurstStatus: Sendable, Equatable {
    let use: LimitUse
    /// Nil where there is no row.
    let start: Timestamp?
    /// Whole seconds, rounded up; 0 unless the limit is reached.
    let remaining: Int

    var isAvailable: Bool { remaining == 0 }
}
