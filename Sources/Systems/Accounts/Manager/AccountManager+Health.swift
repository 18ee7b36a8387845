import Infrastructure

extension AccountManager {
    /// How an account is; one that is not known is disabled.
    func health(_ id: String) -> AccountHealth {
        let instant = now
        guard let account = account(id) else {
            return AccountHealth(
                accountID: id,
                isHealthy: false,
                status: .disabled,
                issues: ["Account not found"],
                recoveryETA: nil,
                checkedAt: instant,
                account: nil
            )
        }
        return health(account, at: instant)
    }

    /// How all accounts are, in the order of the database.
    func accountsHealth() -> [AccountHealth] {
        let instant = now
        let all = accounts(at: instant) { table in (0..<table.count).map { table[$0] } }
        return all.map { health($0, at: instant) }
    }

    func health(_ account: Account, at instant: Timestamp) -> AccountHealth {
        if settings.quirks.contains(.naiveTimers), account.hasTimer {
            return AccountHealth(
                accountID: account.id,
                isHealthy: false,
                status: .disabled,
                issues: ["Health check error: \(Self.naiveTimers)"],
                recoveryETA: nil,
                checkedAt: instant,
                account: nil
            )
        }
        let issues = issues(account, at: instant)
        let timers = [account.floodWaitUntil, account.blockedUntil].compactMap(\.self)
        return AccountHealth(
            accountID: account.id,
            isHealthy: issues.isEmpty,
            status: account.status,
            issues: issues.isEmpty ? ["Account is healthy"] : issues,
            recoveryETA: timers.filter { $0 > instant }.min(),
            checkedAt: instant,
            account: account
        )
    }

    /// What Python says where two kinds of time are compared.
    static let naiveTimers = "can't compare offset-naive and offset-aware datetimes"

    private func issues(_ account: Account, at instant: Timestamp) -> [String] {
        var issues: [String] = []
        if account.status != .active { issues.append("Account status: \(account.status.rawValue)") }
        if let end = account.floodWaitUntil, end > instant {
            issues.append("Flood wait until: \(CalendarTime(end).text)")
        }
        if let end = account.blockedUntil, end > instant {
            issues.append("Blocked until: \(CalendarTime(end).text)")
        }
        if account.invitesToday >= settings.limits.invite.daily {
            issues.append("Daily invite limit reached")
        }
        if account.messagesToday >= settings.limits.message.daily {
            issues.append("Daily message limit reached")
        }
        if account.errorCount > Self.manyErrors {
            issues.append("High error count: \(account.errorCount)")
        }
        return issues
    }

    /// More errors than these are many.
    static let manyErrors = 5

    /// The flood wait of an account; nil when none goes on, or nobody knows the account.
    func floodWait(_ id: String) -> FloodWait? {
        let instant = now
        guard let account = account(id), let end = account.floodWaitUntil, end > instant else {
            return nil
        }
        return FloodWait(
            accountID: id,
            until: end,
            secondsRemaining: instant.secondsRoundedUp(to: end)
        )
    }

    /// All limits of an account; nil for an id that is not known.
    func limitStatus(_ id: String) async throws(KeyValueStoreError) -> LimitStatus? {
        guard let row = row(of: id) else { return nil }
        var recent: [RecentActions] = []
        let actions = AccountAction.allCases.filter { settings.limits[$0] != nil }
        let instant = now
        for action in actions { recent.append(try await self.recent(row, action, at: instant)) }
        guard let account = account(id) else { return nil }
        let end = now
        let states = zip(actions, recent).compactMap { action, recent in
            settings.limits[action].map { limits in
                ActionStatus(
                    action: action,
                    daily: LimitUse(used: account.today(action), limit: limits.daily),
                    hourly: LimitUse(used: recent.thisHour, limit: limits.hourly),
                    cooldown: recent.cooldown(limits, at: end),
                    burst: recent.burst(limits, at: end)
                )
            }
        }
        let isConfused = settings.quirks.contains(.naiveTimers) && account.hasTimer
        return LimitStatus(
            accountID: account.id,
            isAvailable: account.isUsable(at: end) && !isConfused,
            actions: states,
            channels: account.channels,
            invite: settings.limits.invite
        )
    }
}
