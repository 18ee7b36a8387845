/// What the audit demands of the accounts system, and what a quirk takes away from that.
///
/// A quirk is a defect by intent, so a rule that it breaks is judged by what the quirk still
/// promises, or not at all; every other rule goes on as ever. This is the one place that knows.
/// `doubleCounting`, `duplicateRecoveries`, `unqueuedErrors`, `singleCandidate` and
/// `lockKeptAfterFailure` waste accounts and break no rule: all of them are judged in full.
struct AuditRules: Sendable {
    let limits: AccountLimits
    private let quirks: AccountsQuirks

    init(limits: AccountLimits, quirks: AccountsQuirks) {
        self.limits = limits
        self.quirks = quirks
    }

    /// With raw names, the limits of a channel hold for each of its spellings, and not at Telegram.
    var normalisesChannels: Bool { !quirks.contains(.rawChannelNames) }
    /// Where the reset clears totals, a total is that of a day.
    var keepsTotals: Bool { !quirks.contains(.resetClearsTotals) }
    /// Where every other error makes an account active, a wait or ban ends at any time.
    var waitsAndBansLast: Bool { !quirks.contains(.errorsReactivate) }
    /// Naive timers let no recovery succeed.
    var recoversInTime: Bool { !quirks.contains(.naiveTimers) }

    /// Whether services obey the checks of an action; a check that fails by itself is passed over.
    func obeysChecks(of action: AccountAction) -> Bool {
        guard quirks.contains(.brokenChecks) else { return true }
        return action != .addContact && action != .parse
    }
}
