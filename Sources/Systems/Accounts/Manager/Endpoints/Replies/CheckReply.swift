import Infrastructure
import JSON

/// The replies to questions about limits.
///
/// The README reads `checks` at the top, the sources below `details`; both are there.
struct CheckReply: Sendable {
    /// What the reply says of the limits themselves, by the actions' numbers.
    private let limits: [JSONValue]
    /// The pause of an allowed action, which is over, by the actions' numbers.
    private let pauses: [JSONValue]

    init(_ limits: AccountLimits) {
        let byAction = AccountAction.allCases.sorted { $0.number < $1.number }.map { limits[$0] }
        self.limits = byAction.map { $0.map(\.json) ?? .null }
        pauses = byAction.map { limits in
            [
                "last_action": .null,
                "cooldown_seconds": limits.map { .seconds($0.cooldown) } ?? .null,
                "ready": true,
                "in_cooldown": false,
                "next_available": .null,
            ]
        }
    }

    func response(to answer: CheckAnswer, _ action: AccountAction) -> HTTPResponse {
        switch answer {
        case .allowed(let figures): allowed(figures, action)
        case .denied(let denial): Self.denied(denial)
        }
    }

    private func allowed(_ figures: CheckFigures, _ action: AccountAction) -> HTTPResponse {
        var checks = JSONObject(capacity: 6)
        checks.append("daily", figures.daily.json)
        if let use = figures.channelToday { checks.append("per_channel", use.json) }
        if let use = figures.channelTotal { checks.append("per_channel_total", use.json) }
        checks.append("hourly", figures.hourly.json)
        checks.append("cooldown", pauses[action.number])
        checks.append("burst", Self.burst(figures.burst))
        let details = JSONObject(distinct: [
            .init("allowed", true),
            .init("checks", .object(checks)),
            .init("limits", limits[action.number]),
        ])
        return .object([
            .init("success", true),
            .init("allowed", true),
            .init("reason", .null),
            .init("checks", .object(checks)),
            .init("details", .object(details)),
        ])
    }

    private static func burst(_ use: LimitUse) -> JSONValue {
        .object(
            JSONObject(distinct: [
                .init("count", .count(use.used)),
                .init("limit", .count(use.limit)),
                .init("within_limit", .bool(use.used < use.limit)),
                .init("available", .bool(use.used < use.limit)),
            ])
        )
    }

    private static func denied(_ denial: CheckDenial) -> HTTPResponse {
        let reason = JSONValue.string(denial.reason)
        let details = [JSONObject.Member("error", reason)] + denial.details
        return .object([
            .init("success", true),
            .init("allowed", false),
            .init("reason", reason),
            .init("checks", .object([:])),
            .init("details", .object(JSONObject(distinct: details))),
        ])
    }
}

extension CheckDenial {
    /// What is told beside the reason.
    fileprivate var details: [JSONObject.Member] {
        switch self {
        case .throttled(let next):
            [.init("cooldown_remaining", 1), .init("next_allowed_at", .instant(next))]
        case .unknownAccount, .unknownAction, .failed: []
        case .unavailable(let account):
            [
                .init("status", .string(account.status.rawValue)),
                .init("is_active", .bool(account.isActive)),
                .init("flood_wait_until", .instant(account.floodWaitUntil)),
                .init("blocked_until", .instant(account.blockedUntil)),
                .init("locked", .bool(account.lease != nil)),
            ]
        case .channelDay(let use): Self.use(use, "per_channel")
        case .channelTotal(let use): Self.use(use, "per_channel_total")
        case .day(let use): Self.use(use, "daily")
        case .hour(let use): Self.use(use, "hourly")
        case .cooldown(let remaining, let next):
            [
                .init("cooldown_remaining", .count(remaining)),
                .init("next_allowed_at", .instant(next)),
            ]
        case .burst(let use, let remaining):
            [
                .init("burst_count", .count(use.used)), .init("burst_limit", .count(use.limit)),
                .init("burst_cooldown_remaining", .count(remaining)),
            ]
        }
    }

    private static func use(_ use: LimitUse, _ name: String) -> [JSONObject.Member] {
        [.init("\(name)_used", .count(use.used)), .init("\(name)_limit", .count(use.limit))]
    }
}

extension ActionLimits {
    /// The limits as the sources configure them.
    fileprivate var json: JSONValue {
        var object: JSONObject = [
            "daily_limit": .count(daily), "hourly_limit": .count(hourly),
        ]
        if let perChannelDaily { object.append("per_channel_daily", .count(perChannelDaily)) }
        if let perChannelTotal { object.append("per_channel_total", .count(perChannelTotal)) }
        object.append("cooldown_seconds", .seconds(cooldown))
        object.append("burst_limit", .count(burst))
        object.append("burst_cooldown", .seconds(burstCooldown))
        return .object(object)
    }
}
