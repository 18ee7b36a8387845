/// Defects of the sources that a scenario can switch on, to measure what they do.
package struct AccountsQuirks: OptionSet, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) {
        self.rawValue = rawValue
    }

    /// An invite counts when it is recorded and again when the account is released.
    package static let doubleCounting = AccountsQuirks(rawValue: 1 << 0)
    /// Only allocation knows that `@channel` and `channel` are one.
    package static let rawChannelNames = AccountsQuirks(rawValue: 1 << 1)
    /// The daily reset forgets the totals of channels, too.
    package static let resetClearsTotals = AccountsQuirks(rawValue: 1 << 2)
    /// Checks of contacts and parses fail: they ask for an action that does not exist.
    package static let brokenChecks = AccountsQuirks(rawValue: 1 << 3)
    /// Health and recovery fail for accounts with a timer: two kinds of time are compared.
    package static let naiveTimers = AccountsQuirks(rawValue: 1 << 4)
    /// Each look at an unhealthy account puts it into the recovery queue once more.
    package static let duplicateRecoveries = AccountsQuirks(rawValue: 1 << 5)
    /// Errors are not put into the recovery queue, so that nothing recovers by itself.
    package static let unqueuedErrors = AccountsQuirks(rawValue: 1 << 6)
    /// An error of another kind makes an account active, also a blocked or disabled one.
    package static let errorsReactivate = AccountsQuirks(rawValue: 1 << 7)
    /// Who loses a lock gets no account, although others are free.
    package static let singleCandidate = AccountsQuirks(rawValue: 1 << 8)
    /// A parsing task that failed keeps its account until the lock expires.
    package static let lockKeptAfterFailure = AccountsQuirks(rawValue: 1 << 9)
}
