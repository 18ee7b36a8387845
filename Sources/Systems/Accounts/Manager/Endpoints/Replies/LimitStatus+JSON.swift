import JSON

extension LimitStatus {
    /// The fields of a status, in the order of the sources; channels only where there are some.
    var members: [JSONObject.Member] {
        var members: [JSONObject.Member] = [
            .init("account_id", .string(accountID)),
            .init("is_available", .bool(isAvailable)),
            .init("daily_limits", byAction { $0.daily.withPercentage }),
            .init("hourly_limits", byAction { $0.hourly.withPercentage }),
            .init("cooldowns", byAction { $0.cooldown.json }),
            .init("burst_status", byAction { $0.burst.json }),
        ]
        if !channels.isEmpty {
            let usage = channels.map { ($0.channel, json(of: $0)) }
            members.append(.init("per_channel_limits", .object(JSONObject(usage))))
        }
        return members
    }

    private func byAction(_ part: (ActionStatus) -> JSONValue) -> JSONValue {
        .object(JSONObject(distinct: actions.map { .init($0.action.rawValue, part($0)) }))
    }

    private func json(of usage: ChannelUsage) -> JSONValue {
        let limit = invite.perChannelDaily
        return [
            "used_today": .count(usage.today),
            "limit": limit.map { .count($0) } ?? .null,
            "remaining": limit.map { .count(max(0, $0 - usage.today)) } ?? .null,
            "total_sent": .count(usage.total),
            "total_limit": invite.perChannelTotal.map { .count($0) } ?? .null,
        ]
    }
}

extension LimitUse {
    /// With the share that is used up, in percent to one decimal.
    fileprivate var withPercentage: JSONValue {
        let tenths = limit > 0 ? (Double(used) * 1000 / Double(limit)).rounded() : 0
        return .object(
            JSONObject(distinct: members + [.init("percentage", .number(tenths / 10))])
        )
    }
}

extension CooldownStatus {
    fileprivate var json: JSONValue {
        [
            "last_action": .instant(lastAction),
            "cooldown_seconds": .seconds(length),
            "remaining_seconds": .count(remaining),
            "ready": .bool(isReady),
            "next_allowed_at": .instant(nextAllowedAt),
        ]
    }
}

extension BurstStatus {
    fileprivate var json: JSONValue {
        [
            "count": .count(use.used),
            "limit": .count(use.limit),
            "remaining_in_burst": .count(use.remaining),
            "burst_start": .instant(start),
            "cooldown_remaining": .count(remaining),
            "burst_available": .bool(isAvailable),
        ]
    }
}
