/// Which account a service asks for.
struct AllocationCriteria: Sendable {
    let userID: Int64
    let purpose: AccountPurpose
    let service: String
    /// Normalised; matters to invites only.
    var channel: String?
    /// The row of the one account that will do.
    var preferred: Int?
}
