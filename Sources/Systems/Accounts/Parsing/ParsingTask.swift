import Infrastructure
import JSON

/// A row of the parsing service's database: one channel to be read.
struct ParsingTask: Sendable {
    enum Status: String, Sendable {
        case pending
        case running
        case paused
        case completed
        case failed

        var isFinal: Bool { self == .completed || self == .failed }
    }

    enum Priority: String, Sendable, CaseIterable {
        case low
        case normal
        case high

        /// The weight in the sources' order.
        var weight: Int {
            switch self {
            case .low: 1
            case .normal: 2
            case .high: 3
            }
        }
    }

    /// What was asked for.
    struct Order: Sendable {
        let userID: Int64
        let platform: String
        let type: String
        let priority: Priority
        let speed: ParsingSpeed
        let messageLimit: Int64
    }

    /// `task_{epoch}_{8 hex}`.
    let id: String
    let order: Order
    let link: String
    let createdAt: Timestamp
    /// The request that asked for it, which may ask for several.
    let group: Int

    var status = Status.pending
    /// How many messages have been read.
    var current: Int64 = 0
    var progress = 0
    var updatedAt: Timestamp
    var completedAt: Timestamp?
    /// The account that works on it, or did so last.
    var account: String?
    /// An account whose last read at Telegram is not written down at the manager yet.
    var unsettled: String?
    var error: String?
    /// True when an account has begun to work on it.
    var hasBegun = false

    init(id: String, order: Order, link: String, createdAt: Timestamp, group: Int) {
        self.id = id
        self.order = order
        self.link = link
        self.createdAt = createdAt
        updatedAt = createdAt
        self.group = group
    }

    /// How far it is while it reads: 95 of 100 parts are reading, the rest is saving.
    static func progress(_ current: Int64, of limit: Int64) -> Int {
        min(95, Int(95 * current / max(1, limit)))
    }
}

// MARK: - As clients see it

extension ParsingTask {
    /// The form of the README.
    var brief: JSONValue {
        .object(
            JSONObject(distinct: [
                .init("task_id", .string(id)),
                .init("status", .string(status.rawValue)),
                .init("progress", .integer(Int64(progress))),
                .init("user_id", .integer(order.userID)),
                .init("platform", .string(order.platform)),
                .init("target", .string(link)),
                .init("priority", .string(order.priority.rawValue)),
                .init("result_count", .integer(resultCount)),
                .init("account_id", text(account)),
                .init("error_message", text(error)),
                .init("created_at", .string(CalendarTime(createdAt).text)),
                .init("updated_at", .string(CalendarTime(updatedAt).text)),
                .init("completed_at", text(completedAt.map { CalendarTime($0).text })),
            ])
        )
    }

    /// The form of the sources.
    var full: JSONValue {
        let settings: JSONObject = [
            "message_limit": .integer(order.messageLimit),
            "parsing_speed": .string(order.speed.value),
        ]
        var members: [JSONObject.Member] = [
            .init("id", .string(id)),
            .init("user_id", .integer(order.userID)),
            .init("platform", .string(order.platform)),
            .init("link", .string(link)),
            .init("task_type", .string(order.type)),
            .init("priority", .string(order.priority.rawValue)),
            .init("status", .string(status.rawValue)),
            .init("progress", .integer(Int64(progress))),
            .init("created_at", .string(CalendarTime(createdAt).text)),
            .init("updated_at", .string(CalendarTime(updatedAt).text)),
            .init("settings", .object(settings)),
            .init("current_users", .integer(current)),
            .init("result_count", .integer(resultCount)),
        ]
        if let account { members.append(.init("assigned_account_id", .string(account))) }
        if let error { members.append(.init("error_message", .string(error))) }
        if let completedAt {
            members.append(.init("completed_at", .string(CalendarTime(completedAt).text)))
        }
        return .object(JSONObject(distinct: members))
    }

    /// What can be read of its results: all at once, when it is through.
    var resultCount: Int64 { status == .completed ? current : 0 }

    /// A line of its results, by its number from 0.
    func result(_ number: Int64) -> JSONValue {
        [
            "id": .string("\(id)-\(number + 1)"),
            "task_id": .string(id),
            "platform": .string(order.platform),
            "platform_id": .string("\(number + 1)"),
            "source": .string(link),
            "created_at": .string(CalendarTime(completedAt ?? updatedAt).text),
        ]
    }

    private func text(_ text: String?) -> JSONValue {
        guard let text else { return .null }
        return .string(text)
    }
}
