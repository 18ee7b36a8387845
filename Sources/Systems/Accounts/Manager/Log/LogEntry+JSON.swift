import Infrastructure
import JSON

extension LogEntry {
    /// The entry as a row of `integration_logs`; `account` is the one that it is about.
    func json(account: Account?) -> JSONValue {
        let instant = JSONValue.string(CalendarTime(at).text)
        return [
            "id": .string(id),
            "user_id": .integer(userID),
            "integration_type": "telegram",
            "action": .string(event.action),
            "status": .string(status.rawValue),
            "details": .object(details(account)),
            "error_message": errorMessage.map { .string($0) } ?? .null,
            "created_at": instant,
            "updated_at": instant,
        ]
    }

    private var errorMessage: String? {
        switch event {
        case .errorHandled(let error): error.report.message
        case .released(_, let usage, _): usage.errorMessage
        default: nil
        }
    }

    private func details(_ account: Account?) -> JSONObject {
        var details: JSONObject = [:]
        if let account { details["account_id"] = .string(account.id) }
        switch event {
        case .allocated(let purpose, let service, let end):
            if let account { details["phone"] = .string(account.phone) }
            details["purpose"] = .string(purpose.rawValue)
            details["service"] = .string(service)
            details["expires_at"] = .string(CalendarTime(end).text)
        case .released(let service, let usage, let released):
            details["service"] = .string(service)
            details["usage_stats"] = usage.json
            if !released { details["note"] = "not locked by this service" }
        case .errorHandled(let error):
            error.describe(in: &details)
        case .recoveryScheduled(let time, let type):
            details["recovery_time"] = .string(CalendarTime(time).text)
            details["recovery_type"] = .string(type)
        case .recovered(let type):
            details["recovery_type"] = .string(type)
        case .limitsReset(let accounts):
            details["affected_accounts"] = .integer(Int64(accounts))
        case .recorded(let action, let channel, let success):
            details["action_type"] = .string(action.rawValue)
            details["target_channel_id"] = channel.map { .string($0) } ?? .null
            details["success"] = .bool(success)
            if !success { details["note"] = "failed actions count nowhere" }
        case .background(_, let count, _):
            details["count"] = .integer(Int64(count))
        }
        return details
    }
}

extension UsageReport {
    /// The report as services send it.
    var json: JSONValue {
        [
            "invites_sent": .integer(Int64(invites)),
            "messages_sent": .integer(Int64(messages)),
            "contacts_added": .integer(Int64(contacts)),
            "channels_used": .array(channels.map { .string($0) }),
            "success": .bool(success),
            "error_type": error.map { .string($0.rawValue) } ?? .null,
            "error_message": errorMessage.map { .string($0) } ?? .null,
        ]
    }
}

extension HandledError {
    fileprivate func describe(in details: inout JSONObject) {
        details["error_type"] = .string(report.kind.rawValue)
        details["error_message"] = .string(report.message)
        details["action_taken"] = .string(answer.action)
        details["new_status"] = .string(answer.status.rawValue)
        let time = answer.recoveryTime.map { JSONValue.string(CalendarTime($0).text) }
        details["recovery_time"] = time ?? .null
        if let context = report.context { details["context"] = .object(context) }
    }
}
