import JSON

extension AccountHealth {
    var members: [JSONObject.Member] {
        [
            .init("account_id", .string(accountID)),
            .init("is_healthy", .bool(isHealthy)),
            .init("status", .string(status.rawValue)),
            .init("issues", .array(issues.map { .string($0) })),
            .init("recovery_eta", .instant(recoveryETA)),
            .init("last_check", .instant(checkedAt)),
            .init("metadata", metadata),
        ]
    }

    private var metadata: JSONValue {
        guard let account else { return [:] }
        return [
            "used_invites_today": .count(account.invitesToday),
            "used_messages_today": .count(account.messagesToday),
            "error_count": .count(account.errorCount),
            "last_used_at": .instant(account.lastUsedAt),
        ]
    }
}

extension FloodWait {
    var json: JSONValue {
        [
            "account_id": .string(accountID),
            "wait_until": .instant(until),
            "seconds_remaining": .count(secondsRemaining),
            "reason": "Telegram API flood protection",
            "can_retry_at": .instant(until),
        ]
    }
}

extension ErrorAnswer {
    var members: [JSONObject.Member] {
        [
            .init("account_id", .string(accountID)),
            .init("error_type", .string(kind.rawValue)),
            .init("action_taken", .string(action)),
            .init("new_status", .string(status.rawValue)),
            .init("recovery_time", .instant(recoveryTime)),
            .init("should_retry", .bool(shouldRetry)),
            .init("message", .string("Error handled: \(action)")),
        ]
    }
}
