/// What the audit's book knows of an account, beside what it did; instants in nanoseconds.
struct AuditRow: Sendable {
    /// An instant before all others: never.
    static let never = Int64.min

    /// The number of the service that has the lease; -1 is none.
    var holder: Int32 = -1
    /// Attempts at the lock of which the audit has not heard the end.
    var underWay: Int32 = 0
    /// Releases of which it has not heard the end.
    var ending: Int32 = 0
    var isDisabled = false
    /// A wait was set, and the account did not become active since.
    var isWaiting = false
    /// The end that the service was told, and the last instant at which the lock may be there.
    var until = never
    var lockedUntil = never
    /// The order of the acquisition.
    var leaseOrder: UInt64 = 0
    /// The last instant at which a lock that is gone may have been there.
    var endedAt = never
    var floodWaitUntil = never
    var blockedUntil = never
    /// When the recovery queue has the account next, and the order in which it was put there.
    var recoveryAt = never
    var recoveryOrder: UInt64 = 0

    /// The end of all waits.
    var waitsUntil: Int64 { max(floodWaitUntil, blockedUntil) }
}
