import Infrastructure
import JSON

/// The replies about lending: the README's flat fields, and the sources' object beside them.
struct AllocationReply: Sendable {
    /// The limits that a service is told, which are the same in every reply.
    private let limits: JSONValue

    init(_ limits: AccountLimits) {
        self.limits = [
            "daily_invite_limit": .count(limits.invite.daily),
            "daily_message_limit": .count(limits.message.daily),
            "contacts_daily_limit": .count(limits.addContact.daily),
            "per_channel_invite_limit": limits.invite.perChannelDaily.map { .count($0) } ?? .null,
            "max_per_channel_total": limits.invite.perChannelTotal.map { .count($0) } ?? .null,
        ]
    }

    func response(to allocation: Allocation) -> HTTPResponse {
        let account = allocation.account
        let fields: [JSONObject.Member] = [
            .init("account_id", .string(account.id)),
            .init("user_id", .integer(account.userID)),
            .init("phone", .string(account.phone)),
            .init("session_data", .null),
            .init("allocated_at", .instant(allocation.allocatedAt)),
            .init("allocated_by", .string(allocation.service)),
            .init("purpose", .string(allocation.purpose.rawValue)),
            .init("expires_at", .instant(allocation.expiresAt)),
            .init("limits", limits),
            .init("current_usage", usage(of: account)),
        ]
        return .flat(fields, under: "allocation")
    }

    private func usage(of account: Account) -> JSONValue {
        .object(
            JSONObject(distinct: [
                .init("invites_today", .count(account.invitesToday)),
                .init("messages_today", .count(account.messagesToday)),
                .init("contacts_today", .count(account.contactsToday)),
            ])
        )
    }
}

extension HTTPResponse {
    /// `success`, the fields, and the fields once more as an object of their own (row 18).
    static func flat(_ fields: [JSONObject.Member], under name: String) -> HTTPResponse {
        var members: [JSONObject.Member] = []
        members.reserveCapacity(fields.count + 2)
        members.append(.init("success", true))
        for place in fields.indices { members.append(fields[place]) }
        members.append(.init(name, .object(JSONObject(distinct: fields))))
        return HTTPResponse(.ok, json: .object(JSONObject(distinct: members)))
    }

    /// `success` and fields.
    static func success(_ fields: [JSONObject.Member]) -> HTTPResponse {
        .object([JSONObject.Member("success", true)] + fields)
    }

    /// Members that are put together once, for replies that are asked for all the time.
    static func object(_ members: [JSONObject.Member]) -> HTTPResponse {
        HTTPResponse(.ok, json: .object(JSONObject(distinct: members)))
    }
}
