import Infrastructure
import JSON

/// What Telegram answers to a call of an account.
enum TelegramOutcome: Sendable, Equatable {
    case success
    /// The account has to wait for so many seconds.
    case floodWait(seconds: Int64)
    case peerFlood
    case privacyRestricted
    case notMutualContact
    case userNotFound
    case chatWriteForbidden
    case alreadyParticipant
    case authKeyError
    case phoneBanned
    case userDeactivated
    /// Telegram failed; nothing was done.
    case networkError

    /// The status and the error text of Telegram's own interface; nil for a success.
    private var error: (status: HTTPStatus, text: String)? {
        switch self {
        case .success: nil
        case .floodWait(let seconds): (420, "FLOOD_WAIT_\(seconds)")
        case .peerFlood: (400, "PEER_FLOOD")
        case .privacyRestricted: (403, "USER_PRIVACY_RESTRICTED")
        case .notMutualContact: (400, "USER_NOT_MUTUAL_CONTACT")
        case .userNotFound: (400, "USERNAME_NOT_OCCUPIED")
        case .chatWriteForbidden: (403, "CHAT_WRITE_FORBIDDEN")
        case .alreadyParticipant: (400, "USER_ALREADY_PARTICIPANT")
        case .authKeyError: (401, "AUTH_KEY_UNREGISTERED")
        case .phoneBanned: (401, "USER_DEACTIVATED_BAN")
        case .userDeactivated: (401, "USER_DEACTIVATED")
        case .networkError: (500, "INTERNAL")
        }
    }

    /// The answer as it goes over the wire; `result` is what a success holds.
    func response(result: JSONValue) -> HTTPResponse {
        guard let (status, text) = error else {
            return HTTPResponse(.ok, json: ["ok": true, "result": result])
        }
        return HTTPResponse(
            status,
            json: [
                "ok": false, "error_code": .integer(Int64(status.rawValue)),
                "description": .string(text),
            ]
        )
    }

    /// Reads an answer; one that nobody understands is a network error.
    init(_ response: HTTPResponse) {
        if response.status == .ok {
            self = .success
            return
        }
        let text = response.body.json?["description"]?.string ?? ""
        let wait = "FLOOD_WAIT_"
        if text.hasPrefix(wait), let seconds = Int64(text.dropFirst(wait.count)), seconds >= 0 {
            self = .floodWait(seconds: seconds)
        } else {
            self = Self.plain.first { $0.error?.text == text } ?? .networkError
        }
    }

    /// An outcome by the name that scenarios give it; nil for `floodWait`, which has a length, and
    /// for words that are none.
    init?(plainName: String) {
        guard let found = Self.names.first(where: { $0.name == plainName })?.outcome else {
            return nil
        }
        self = found
    }

    /// All outcomes without a length, in the order in which luck is asked for them.
    static let names: [(name: String, outcome: TelegramOutcome)] = [
        ("success", .success),
        ("authKeyError", .authKeyError),
        ("phoneBanned", .phoneBanned),
        ("userDeactivated", .userDeactivated),
        ("peerFlood", .peerFlood),
        ("networkError", .networkError),
        ("privacyRestricted", .privacyRestricted),
        ("notMutualContact", .notMutualContact),
        ("userNotFound", .userNotFound),
        ("chatWriteForbidden", .chatWriteForbidden),
        ("alreadyParticipant", .alreadyParticipant),
    ]

    /// What a call can end with by chance, by the names of scenarios.
    static let chances = ["floodWait"] + names.dropFirst().map(\.name)

    private static let plain = names.map(\.outcome)

    /// True for errors of the account itself, which can meet any call.
    var concernsAccount: Bool {
        switch self {
        case .authKeyError, .phoneBanned, .userDeactivated, .peerFlood, .networkError, .floodWait:
            true
        default: false
        }
    }

    /// True for errors that an account never gets over.
    var isFinal: Bool {
        switch self {
        case .authKeyError, .phoneBanned, .userDeactivated: true
        default: false
        }
    }
}
