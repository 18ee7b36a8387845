import JSON

extension AccountsSummary {
    /// The reply to a query; `purpose` and `channel` are those that it was about.
    func members(_ query: SummaryQuery) -> [JSONObject.Member] {
        [
            .init("user_id", .integer(query.userID)),
            .init("purpose", .text(query.purpose?.rawValue)),
            .init("total_accounts", .count(totalAccounts)),
            .init("active_accounts", .count(activeAccounts)),
            .init("available_now", .count(availableNow)),
            .init("aggregates", aggregates(query.channel)),
            .init("accounts", .array(lines.map(\.json))),
        ]
    }

    private func aggregates(_ channel: String?) -> JSONValue {
        var byChannel: JSONObject = [:]
        if let channel, let capacityInChannel { byChannel[channel] = .count(capacityInChannel) }
        let distribution = statuses.map { ($0.status.rawValue, JSONValue.count($0.count)) }
        return [
            "status_distribution": .object(JSONObject(distribution)),
            "can_invite_in_channel_true": canInviteInChannel.map { .count($0) } ?? .null,
            "capacity_today_sum": .count(capacityToday),
            "capacity_today_by_channel": .object(byChannel),
        ]
    }
}

extension AccountsSummary.Line {
    var json: JSONValue {
        [
            "account_id": .string(account.id),
            "phone": .string(account.phone),
            "status": .string(account.status.rawValue),
            "is_available": .bool(isAvailable),
            "used_invites_today": .count(account.invitesToday),
            "used_messages_today": .count(account.messagesToday),
            "contacts_today": .count(account.contactsToday),
            "error_count": .count(account.errorCount),
            "last_used_at": .instant(account.lastUsedAt),
            "flood_wait_until": .instant(account.floodWaitUntil),
            "blocked_until": .instant(account.blockedUntil),
        ]
    }
}
