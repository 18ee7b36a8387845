import Infrastructure
import JSON

/// Somebody who shall be invited.
struct InviteTarget: Sendable {
    enum Status: String, Sendable {
        case pending = "PENDING"
        case invited = "INVITED"
        /// Telegram says that he is in the channel already.
        case accepted = "ACCEPTED"
        case failed = "FAILED"
        /// Telegram knows nobody of this name.
        case invalid = "INVALID"

        var isIn: Bool { self == .invited || self == .accepted }
    }

    let username: String?
    let phone: String?
    /// His number at Telegram.
    let platformID: String?
    var status = Status.pending
    /// What the last attempt came to, where it was no success.
    var result: String?
    var attempts = 0
    /// The account that invited him.
    var account: String?
    var invitedAt: Timestamp?

    /// Under which Telegram finds him.
    var identifier: String? { username ?? platformID ?? phone }

    func json(id: Int64, task: Int64) -> JSONValue {
        .object(
            JSONObject(distinct: [
                .init("id", .integer(id)),
                .init("task_id", .integer(task)),
                .init("username", Self.text(username)),
                .init("phone_number", Self.text(phone)),
                .init("user_id_platform", Self.text(platformID)),
                .init("status", .string(status.rawValue)),
                .init("primary_identifier", Self.text(identifier)),
                .init("attempt_count", .integer(Int64(attempts))),
                .init("error_message", Self.text(result)),
                .init("sent_from_account_id", Self.text(account)),
                .init("invite_sent_at", Self.text(invitedAt.map { CalendarTime($0).text })),
            ])
        )
    }

    private static func text(_ text: String?) -> JSONValue {
        guard let text else { return .null }
        return .string(text)
    }
}
