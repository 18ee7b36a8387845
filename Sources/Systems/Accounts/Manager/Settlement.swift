/// What the passing of time has done to the accounts since somebody looked last.
struct Settlement: Sendable, Equatable {
    /// Leases that are over, the earliest first.
    var expired: [ExpiredLease] = []
    /// Rows whose timers are over, which are active now.
    var recovered: [Int] = []
    /// How many accounts began a new day, when one has begun.
    var accountsReset: Int?
}

/// A lease that nobody ended in time.
struct ExpiredLease: Sendable, Equatable {
    let row: Int
    let lease: AccountLease
}
