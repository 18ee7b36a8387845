import Infrastructure

/// How much of something is used up.
struct LimitUse: Sendable, Equatable {
    let used: Int
    let limit: Int

    var remaining: Int { max(0, limit - used) }
}

/// Whether an account may do something now.
enum CheckAnswer: Sendable {
    case allowed(CheckFigures)
    case denied(CheckDenial)
}

/// What an action that is allowed may go on to.
struct CheckFigures: Sendable {
    let daily: LimitUse
    let hourly: LimitUse
    /// For invites into a channel.
    let channelToday: LimitUse?
    let channelTotal: LimitUse?
    let burst: LimitUse
    let limits: ActionLimits
}

/// Why an account may not; the first reason in the order of the cases.
enum CheckDenial: Sendable {
    /// Two checks of parses within a second.
    case throttled(nextAllowedAt: Timestamp)
    case unknownAccount
    indirect case unavailable(Account)
    /// The action has no limits: joining and leaving.
    case unknownAction(AccountAction)
    case channelDay(LimitUse)
    case channelTotal(LimitUse)
    case day(LimitUse)
    case hour(LimitUse)
    /// `remaining` is in whole seconds, rounded up.
    case cooldown(remaining: Int, nextAllowedAt: Timestamp)
    case burst(LimitUse, remaining: Int)
    /// The limits could not be read.
    case failed(String)

    /// The reason in the words of the sources.
    var reason: String {
        switch self {
        case .throttled: "Check throttled"
        case .unknownAccount: "Account not found"
        case .unavailable: "Account not available"
        case .unknownAction(let action): "Unknown action type: \(action.rawValue)"
        case .channelDay: "Per-channel daily limit exceeded"
        case .channelTotal: "Per-channel total limit exceeded"
        case .day: "Daily limit exceeded"
        case .hour: "Hourly limit exceeded"
        case .cooldown: "Cooldown period active"
        case .burst: "Burst limit exceeded"
        case .failed(let text): "Rate limit check error: \(text)"
        }
    }
}

/// What became of a record of an action.
enum RecordAnswer: Sendable, Equatable {
    case recorded(at: Timestamp)
    /// Nothing changed, which the sources call a success, too.
    case unknownAccount(at: Timestamp)
    /// The action has no limits, so that nothing can be recorded.
    case unknownAction
}
