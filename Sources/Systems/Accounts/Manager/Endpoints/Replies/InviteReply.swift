import Infrastructure
import JSON

/// What the invite endpoint makes of Telegram's answers (section 2.12), in the source's words.
enum InviteReply {
    static func success(
        _ invite: InviteRequest,
        from start: Timestamp,
        to end: Timestamp
    ) -> HTTPResponse {
        HTTPResponse(
            .ok,
            json: [
                "status": "success",
                "message_id": .null,
                "sent_at": .instant(end),
                "execution_time": .number(Double(end.nanoseconds - start.nanoseconds) / 1e9),
                "target_username": .text(invite.username),
                "target_phone": .text(invite.phone),
                "invite_type": .string(invite.kind.rawValue),
                "error_code": .null,
                "error_message": .null,
            ]
        )
    }

    static func refusal(_ outcome: TelegramOutcome, _ invite: InviteRequest) -> HTTPResponse {
        let target = JSONValue.text(invite.target)
        let group = JSONValue.text(invite.group)
        return switch outcome {
        case .floodWait(let seconds):
            error(
                429,
                "flood_wait",
                "Необходимо подождать \(seconds) секунд",
                ["retry_after": .integer(seconds)]
            )
        case .peerFlood:
            error(
                429,
                "peer_flood",
                peerFlood,
                ["retry_after": 86_400, "target": target, "group": group]
            )
        case .notMutualContact:
            error(403, "user_not_mutual_contact", "Пользователь должен быть в ваших контактах")
        case .chatWriteForbidden:
            error(
                403,
                "chat_write_forbidden",
                "У аккаунта нет прав писать или приглашать в этот чат",
                ["target": target, "group": group]
            )
        case .privacyRestricted:
            error(
                403,
                "privacy_restricted",
                "Настройки приватности пользователя запрещают приглашения",
                ["target": target]
            )
        default: failed(OriginalError(outcome), invite)
        }
    }

    /// Telegram did not answer in time, or not at all: nobody knows what was done.
    static func silence(_ reason: HTTPError, _ invite: InviteRequest) -> HTTPResponse {
        let text: String
        switch reason {
        case .timedOut: text = "timeout"
        case .connectionRefused: text = "connection refused"
        case .connectionLost: text = "connection lost"
        case .noSuchService, .cancelled: text = "network error"
        }
        return failed(OriginalError(text: text, type: "ConnectionError"), invite)
    }

    private static let peerFlood =
        "Ограничение на приглашения. Возможные причины: настройки приватности пользователя, "
        + "блокировка, или ограничения группы"

    /// Everything without a reply of its own (500); the original error tells what it was.
    private static func failed(_ original: OriginalError, _ invite: InviteRequest) -> HTTPResponse {
        error(
            500,
            original.code,
            original.message,
            [
                "target": .text(invite.target),
                "original_error": .string(original.text),
                "telethon_error_type": .string(original.type),
            ]
        )
    }

    private static func error(
        _ status: HTTPStatus,
        _ code: String,
        _ message: String,
        _ more: JSONObject = [:]
    ) -> HTTPResponse {
        var detail: JSONObject = ["error": .string(code), "message": .string(message)]
        for place in more.members.indices {
            detail.append(more.members[place].key, more.members[place].value)
        }
        return HTTPResponse(status, json: ["detail": .object(detail)])
    }
}

/// An error of Telegram under the names of the library that the source calls it with.
private struct OriginalError {
    var code = "invite_failed"
    var message = "Неизвестная ошибка при отправке приглашения"
    let text: String
    let type: String

    init(text: String, type: String) {
        self.text = text
        self.type = type
    }

    init(_ outcome: TelegramOutcome) {
        switch outcome {
        case .userNotFound:
            self.init(text: "USERNAME_NOT_OCCUPIED", type: "UsernameNotOccupiedError")
            code = "user_not_found"
            message = "Пользователь с указанным username не найден в Telegram."
        case .alreadyParticipant:
            self.init(text: "USER_ALREADY_PARTICIPANT", type: "UserAlreadyParticipantError")
            code = "already_participant"
            message = "Пользователь уже является участником этой группы/канала."
        case .authKeyError:
            self.init(text: "AUTH_KEY_UNREGISTERED", type: "AuthKeyUnregisteredError")
        case .phoneBanned:
            self.init(text: "USER_DEACTIVATED_BAN", type: "UserDeactivatedBanError")
        case .userDeactivated:
            self.init(text: "USER_DEACTIVATED", type: "UserDeactivatedError")
        default:
            self.init(text: "INTERNAL", type: "ServerError")
        }
    }
}
