/// What a scenario says of the accounts system.
package struct AccountsSettings: Sendable {
    /// How many accounts there are; user 1 has the first, user 2 the next, and so on around.
    package var accounts = 10
    package var users = 1
    package var quirks: AccountsQuirks = []
    /// How long an account is lent where a request does not say.
    package var lockTimeout = Duration.seconds(1800)
    /// What an error without a number in its text waits for.
    package var floodWait = Duration.seconds(300)
    /// What is added to every flood wait.
    package var floodWaitBuffer = Duration.seconds(60)
    package var peerFloodBlock = Duration.seconds(86_400)
    package var workers = ManagerWorkerSettings()
    package var parsing = ParsingSettings()
    package var invites = InviteSettings()
    package var telegram = TelegramSettings()
    /// How many entries the integration log keeps; errors count apart.
    package var logLength = 10_000
    package var limits = AccountLimits()

    package init() {}
}

/// When the manager's background workers run; nil switches one off.
package struct ManagerWorkerSettings: Sendable {
    package var recoveries: Duration? = .seconds(300)
    /// At 00:00 UTC.
    package var resetsDaily = true
    package var health: Duration? = .seconds(900)
    package var locks: Duration? = .seconds(1800)
    package var cleanup: Duration? = .seconds(3600)
    package var report: Duration? = .seconds(21_600)
}

/// How the parsing service works.
package struct ParsingSettings: Sendable {
    /// The pause between two looks at what is pending.
    package var interval = Duration.seconds(10)
    /// For how long it borrows an account.
    package var lockTimeout = Duration.seconds(7200)
}

/// How the invite service works.
package struct InviteSettings: Sendable {
    /// How many invites are under way at once.
    package var concurrency = 2
    /// The pause after a success before the next invite of a campaign.
    package var delay = Duration.seconds(60)
    /// The pause before the next invite of a campaign otherwise.
    package var batchPause = Duration.seconds(5)
    /// How long an account is kept after an invite.
    package var hold = Duration.seconds(10)
    /// For how long it borrows an account.
    package var lockTimeout = Duration.seconds(3600)
}

/// What Telegram does beside what it is asked for.
package struct TelegramSettings: Sendable {
    /// Outcomes at exact calls, which come before what luck says.
    package var script: [ScriptedOutcome] = []
}

/// What Telegram answers to one exact call.
package struct ScriptedOutcome: Sendable {
    /// The account by its number, from 0; nil counts the calls of all.
    package let account: Int?
    /// The number of the call, from 1.
    package let call: Int
    /// The name of an outcome: `floodWait`.
    package let outcome: String
    /// How long a flood wait is; nil draws it.
    package let wait: Duration?

    package init(account: Int?, call: Int, outcome: String, wait: Duration?) {
        self.account = account
        self.call = call
        self.outcome = outcome
        self.wait = wait
    }
}
