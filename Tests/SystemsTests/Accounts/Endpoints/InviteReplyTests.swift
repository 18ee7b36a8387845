import Infrastructure
import JSON
import Testing

@testable import Systems

/// What the invite endpoint makes of Telegram's answers, and the invite service of its replies.
struct InviteReplyTests {
    static let outcomes: [(outcome: String, reply: String, answer: InviteAnswer)] = [
        (
            "floodWait", "429 flood_wait 42",
            .accountError(.floodWait, message: "FloodWaitError: 42")
        ),
        (
            "peerFlood", "429 peer_flood 86400",
            .accountError(.peerFlood, message: "PeerFloodError: Too many requests")
        ),
        ("privacyRestricted", "403 privacy_restricted", .targetError("privacy_restricted")),
        ("notMutualContact", "403 user_not_mutual_contact", .targetError("not_mutual_contact")),
        ("chatWriteForbidden", "403 chat_write_forbidden", .targetError("permission_denied")),
        ("userNotFound", "500 user_not_found", .targetError("user_not_found")),
        ("alreadyParticipant", "500 already_participant", .alreadyParticipant),
        (
            "authKeyError", "500 invite_failed",
            .accountError(.authKeyError, message: "AuthKeyError")
        ),
        (
            "phoneBanned", "500 invite_failed",
            .accountError(.phoneNumberBanned, message: "PhoneNumberBannedError")
        ),
        (
            "userDeactivated", "500 invite_failed",
            .accountError(.userDeactivated, message: "UserDeactivatedError")
        ),
        ("networkError", "500 invite_failed", .unavailable),
        ("success", "200", .success),
    ]

    @Test(arguments: outcomes)
    func `every outcome has a reply that the invite service understands`(
        outcome: String,
        reply: String,
        answer: InviteAnswer
    ) throws {
        let box = IntegrationBox { settings in
            settings.telegram.script = [
                ScriptedOutcome(account: 0, call: 1, outcome: outcome, wait: .seconds(42))
            ]
        }
        let text = box.post(
            "/api/v1/telegram/invites/accounts/A1/invite",
            ["invite_type": "group_invite", "target_username": "bob", "group_id": "club"]
        )
        let status = try #require(Int(text.prefix(3)))
        let parts = [
            "\(status)", box.last("detail.error")?.string,
            box.last("detail.retry_after")?.integer.map { "\($0)" },
        ]
        #expect(parts.compactMap(\.self).joined(separator: " ") == reply)
        let body = JSONValue.object(["detail": box.last("detail") ?? .null])
        #expect(InviteAnswer(HTTPResponse(HTTPStatus(rawValue: status), json: body)) == answer)
    }
}
