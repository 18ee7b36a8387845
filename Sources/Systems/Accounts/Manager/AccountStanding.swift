import Infrastructure

/// All that the indices have to know of an account.
struct AccountStanding {
    /// True when nothing but a lock or a limit stands against an allocation.
    let isLendable: Bool
    let key: UsageKey
    /// The last use; the lowest number for none.
    let rest: Int64
    /// When the lease ends.
    let leaseEnd: Timestamp?
    /// The number of the service that has the account; −1 for none.
    let holder: Int32
    /// When the last timer ends; nil when none runs and none has to be taken off.
    let timersEnd: Timestamp?
    let hasChannels: Bool

    /// Changes nothing of the account: what is passed in place is not copied.
    init(of account: inout Account, _ services: inout NumberedNames) {
        isLendable =
            account.isActive && account.status == .active && account.floodWaitUntil == nil
            && account.blockedUntil == nil
        key = UsageKey(
            invites: account.invitesToday,
            messages: account.messagesToday,
            hasErrors: account.errorCount > 0
        )
        rest = account.lastUsedAt?.nanoseconds ?? .min
        leaseEnd = account.lease?.until
        if let service = account.lease?.service {
            holder = services.number(of: service)
        } else {
            holder = -1
        }
        timersEnd =
            isLendable
            ? nil
            : Account.timersEnd(
                isActive: account.isActive,
                account.status,
                wait: account.floodWaitUntil,
                block: account.blockedUntil
            )
        hasChannels = !account.channels.isEmpty
    }
}
