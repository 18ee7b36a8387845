/// How the parsing service reports what Telegram said.
enum ParsingError {
    /// The kind of the error and its text, in the words of the library that the sources use.
    ///
    /// The sources take every text with "flood" in it for a flood wait; here a peer flood is one.
    static func report(of outcome: TelegramOutcome) -> (kind: AccountErrorKind, message: String) {
        switch outcome {
        case .floodWait(let seconds): (.floodWait, "FloodWaitError: \(seconds)")
        case .peerFlood: (.peerFlood, "PeerFloodError: Too many requests")
        case .authKeyError: (.authKeyError, "AuthKeyError: The key is not registered")
        case .phoneBanned: (.phoneNumberBanned, "PhoneNumberBannedError: The number is banned")
        case .userDeactivated: (.userDeactivated, "UserDeactivatedError: The user is deleted")
        case .privacyRestricted: (.privacyRestricted, "UserPrivacyRestrictedError")
        case .networkError: (.networkError, "Telegram did not answer")
        case .success, .notMutualContact, .userNotFound, .chatWriteForbidden, .alreadyParticipant:
            (.unknownError, "Telegram answered what no parse is answered")
        }
    }
}
