import Infrastructure

/// What a service asks for.
struct AllocationRequest: Sendable {
    var userID: Int64
    var purpose: AccountPurpose
    var service: String
    /// The account it would like to have.
    var preferred: String?
    /// Nil, zero and less take the usual time.
    var timeout: Duration?
    /// As the client spells it.
    var channel: String?
}

/// An account that was lent.
struct Allocation: Sendable {
    let row: Int
    /// As it is after the allocation.
    let account: Account
    let purpose: AccountPurpose
    let service: String
    let allocatedAt: Timestamp
    let expiresAt: Timestamp
}

/// What a service says that it did with an account.
struct UsageReport: Sendable {
    var invites = 0
    var messages = 0
    var contacts = 0
    var channels: [String] = []
    var success = true
    var error: AccountErrorKind?
    var errorMessage: String?
}

/// What became of a release.
struct ReleaseAnswer: Sendable, Equatable {
    /// False where the service did not have the account: it was another's, or nobody's.
    let released: Bool
    let at: Timestamp
}
