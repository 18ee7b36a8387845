/// Defects of the sources that a scenario can switch on, to measure what they do.
///
/// `named` says what each of them is.
package struct AccountsQuirks: OptionSet, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) {
        self.rawValue = rawValue
    }

    package static let doubleCounting = AccountsQuirks(rawValue: 1 << 0)
    package static let rawChannelNames = AccountsQuirks(rawValue: 1 << 1)
    package static let resetClearsTotals = AccountsQuirks(rawValue: 1 << 2)
    package static let brokenChecks = AccountsQuirks(rawValue: 1 << 3)
    package static let naiveTimers = AccountsQuirks(rawValue: 1 << 4)
    package static let duplicateRecoveries = AccountsQuirks(rawValue: 1 << 5)
    package static let unqueuedErrors = AccountsQuirks(rawValue: 1 << 6)
    package static let errorsReactivate = AccountsQuirks(rawValue: 1 << 7)
    package static let singleCandidate = AccountsQuirks(rawValue: 1 << 8)
    package static let lockKeptAfterFailure = AccountsQuirks(rawValue: 1 << 9)

    /// All of them, by the names that scenarios give them.
    package static let named: [(name: String, quirk: AccountsQuirks, summary: String)] = [
        (
            "doubleCounting", .doubleCounting,
            "An invite counts when it is recorded and again when the account is released."
        ),
        (
            "rawChannelNames", .rawChannelNames,
            "Only allocation knows that `@channel` and `channel` are one."
        ),
        (
            "resetClearsTotals", .resetClearsTotals,
            "The daily reset forgets the totals of channels, too."
        ),
        (
            "brokenChecks", .brokenChecks,
            "Checks of contacts and parses fail: they ask for an action that does not exist."
        ),
        (
            "naiveTimers", .naiveTimers,
            "Health and recovery fail for accounts with a timer: two kinds of time are compared."
        ),
        (
            "duplicateRecoveries", .duplicateRecoveries,
            "Each look at an unhealthy account puts it into the recovery queue once more."
        ),
        (
            "unqueuedErrors", .unqueuedErrors,
            "Errors are not put into the recovery queue: nothing clears an account's error count."
        ),
        (
            "errorsReactivate", .errorsReactivate,
            "An error of another kind makes an account active, also a blocked or disabled one."
        ),
        (
            "singleCandidate", .singleCandidate,
            "Who loses a lock gets no account, although others are free."
        ),
        (
            "lockKeptAfterFailure", .lockKeptAfterFailure,
            "A parsing task that failed keeps its account until the lock expires."
        ),
    ]
}
