/// Why Telegram did not do what an account asked for, as services report it.
enum AccountErrorKind: String, Sendable, CaseIterable {
    case floodWait = "flood_wait"
    case peerFlood = "peer_flood"
    case authKeyError = "auth_key_error"
    case sessionPasswordNeeded = "session_password_needed"
    case phoneNumberBanned = "phone_number_banned"
    case userDeactivated = "user_deactivated"
    case privacyRestricted = "privacy_restricted"
    case networkError = "network_error"
    case unknownError = "unknown_error"
}
