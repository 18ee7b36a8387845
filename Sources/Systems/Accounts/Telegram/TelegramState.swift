import Infrastructure

/// What Telegram knows of accounts and channels; it outlives every process.
struct TelegramState: Sendable {
    /// An account as Telegram sees it.
    private struct Session {
        /// How many calls it has made.
        var calls: UInt64 = 0
        var floodWaitUntil: Timestamp?
        /// Why it is dead; nil while it lives.
        var end: TelegramOutcome?
    }

    /// A call by its numbers, from 1: of its account, and of all.
    struct Numbers: Sendable, Equatable {
        var ofAccount: UInt64
        var ofAll: UInt64
    }

    /// A member of a channel.
    private struct Membership: Hashable {
        let channel: String
        let user: String
    }

    private var sessions: [Session]
    private var calls: UInt64 = 0
    private var members: Set<Membership> = []

    init(accounts: Int) {
        sessions = Array(repeating: Session(), count: accounts)
    }

    /// Counts a call of an account.
    mutating func count(_ account: Int) -> Numbers {
        calls += 1
        sessions[account].calls += 1
        return Numbers(ofAccount: sessions[account].calls, ofAll: calls)
    }

    /// What a call meets before luck is asked: a dead account, or a flood wait and its rest.
    func refusal(of account: Int, at now: Timestamp) -> TelegramOutcome? {
        if let end = sessions[account].end { return end }
        guard let until = sessions[account].floodWaitUntil, until > now else { return nil }
        let rest = until.nanoseconds - now.nanoseconds
        return .floodWait(seconds: (rest + 999_999_999) / 1_000_000_000)
    }

    /// Writes down what follows from an outcome for the account.
    mutating func settle(_ outcome: TelegramOutcome, of account: Int, at now: Timestamp) {
        if case .floodWait(let seconds) = outcome {
            let (length, overflows) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
            let (end, ends) = now.nanoseconds.addingReportingOverflow(length)
            sessions[account].floodWaitUntil = Timestamp(
                nanoseconds: overflows || ends ? .max : end
            )
        } else if outcome.isFinal {
            sessions[account].end = outcome
        }
    }

    /// Puts somebody into a channel; false for who is in it.
    mutating func join(_ user: String, _ channel: String) -> Bool {
        members.insert(Membership(channel: channel, user: user)).inserted
    }
}
