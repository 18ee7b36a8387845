import Infrastructure
import JSON

/// How an account is.
struct AccountHealth: Sendable {
    let accountID: String
    let isHealthy: Bool
    let status: AccountStatus
    /// Texts of the sources; of a healthy account, that it is.
    let issues: [String]
    /// The earliest end of a timer that runs.
    let recoveryETA: Timestamp?
    let checkedAt: Timestamp
    /// Nil for an account that is not known or could not be looked at.
    let account: Account?
}

/// A flood wait that goes on.
struct FloodWait: Sendable {
    let accountID: String
    let until: Timestamp
    /// Whole seconds, rounded up.
    let secondsRemaining: Int
}

/// An error that a service met with an account.
struct ErrorReport: Sendable {
    var kind: AccountErrorKind
    var message: String
    /// What the service says about the circumstances, as it says it.
    var context: JSONObject?
}

/// What the manager did about an error.
struct ErrorAnswer: Sendable {
    let accountID: String
    let kind: AccountErrorKind
    /// In the words of the sources: `Set flood wait until …`.
    let action: String
    let status: AccountStatus
    /// When the account can be used again; nil for ever.
    let recoveryTime: Timestamp?
    let shouldRetry: Bool
}
