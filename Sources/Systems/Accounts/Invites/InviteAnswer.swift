import Infrastructure
import JSON

/// What became of one invite, as the integration service tells it.
enum InviteAnswer: Sendable, Equatable {
    case success
    /// The account did it before, or somebody else.
    case alreadyParticipant
    /// Something is wrong with the account, which the manager has to know.
    case accountError(AccountErrorKind, message: String)
    /// Something is wrong with the target, by the name of the result.
    case targetError(String)
    /// Nothing was done, and it may work later.
    case unavailable
    /// Nobody knows whether it was done.
    case unknown

    /// Reads an answer.
    ///
    /// The sources have no branch for 429 and words for accounts that the manager does not know;
    /// here every error gets the manager's own name for it.
    init(_ response: HTTPResponse) {
        if response.status == .ok {
            self = .success
            return
        }
        let detail = response.body.json?["detail"]
        let error = detail?["error"]?.string ?? ""
        let wait = detail?["retry_after"]?.integer
        switch error {
        case "flood_wait":
            let text = wait.map { "FloodWaitError: \($0)" } ?? "FloodWaitError"
            self = .accountError(.floodWait, message: text)
        case "peer_flood":
            self = .accountError(.peerFlood, message: "PeerFloodError: Too many requests")
        case "invite_failed":
            self.init(originalError: detail?["original_error"]?.string ?? "")
        case "already_participant":
            self = .alreadyParticipant
        case "privacy_restricted", "user_not_found", "invalid_username", "group_restriction":
            self = .targetError(error)
        case "chat_write_forbidden":
            self = .targetError("permission_denied")
        case "user_not_mutual_contact":
            self = .targetError("not_mutual_contact")
        default:
            self = Self.other(response.status)
        }
    }

    /// Reads what Telegram itself said, of which the sources made `auth_key`, `deactivated` and
    /// `blocked`: words that the manager refuses.
    private init(originalError text: String) {
        switch text {
        case "AUTH_KEY_UNREGISTERED":
            self = .accountError(.authKeyError, message: "AuthKeyError")
        case "USER_DEACTIVATED":
            self = .accountError(.userDeactivated, message: "UserDeactivatedError")
        case "USER_DEACTIVATED_BAN":
            self = .accountError(.phoneNumberBanned, message: "PhoneNumberBannedError")
        case "INTERNAL", "connection refused":
            self = .unavailable
        default:
            self = .unknown
        }
    }

    private static func other(_ status: HTTPStatus) -> InviteAnswer {
        switch status.rawValue {
        case 404: .targetError("group_not_found")
        case 400..<500: .targetError("failed")
        default: .unknown
        }
    }
}
