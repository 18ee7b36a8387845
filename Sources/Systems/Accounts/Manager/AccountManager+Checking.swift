import Infrastructure
import JSON

extension AccountManager {
    /// Tells whether an account may do something now.
    ///
    /// Whatever was recorded, and answered, before the check began counts. That the account is lent
    /// does not matter, so `allow_locked` of the sources has nothing to change. An error of the
    /// store denies.
    func check(_ id: String, _ action: AccountAction, channel: String?) async -> CheckAnswer {
        let begun = audit.begin(at: now)
        let row = row(of: id)
        let answer: CheckAnswer
        do {
            answer = try await examine(id, row, action, channel)
        } catch {
            answer = .denied(.failed(error.text))
        }
        if case .allowed = answer, let row {
            audit.checkAllowed(
                row,
                action,
                channel: channel.map(channelKey),
                begun: begun,
                at: now
            )
            meters.check(action, isAllowed: true)
        } else {
            meters.check(action, isAllowed: false)
        }
        return answer
    }

    private func examine(
        _ id: String,
        _ row: Int?,
        _ action: AccountAction,
        _ channel: String?
    ) async throws(KeyValueStoreError) -> CheckAnswer {
        if action == .parse, let denial = try await throttle(id, row) { return .denied(denial) }
        guard let row else { return .denied(.unknownAccount) }
        guard let limits = settings.limits[action] else {
            return .denied(withoutLimits(row, action))
        }
        let stored = try await recent(row, action, at: now)
        return judge(row, action, channel.map(channelKey), limits, stored)
    }

    private static let throttleLength = Duration.seconds(5)

    /// Two checks of parses within a second are too many.
    private func throttle(
        _ id: String,
        _ row: Int?
    ) async throws(KeyValueStoreError) -> CheckDenial? {
        let instant = now
        let known = row.map { keys.counters($0, .parse, at: instant).lastCheck }
        let key = known ?? ManagerKeys.lastCheck(id, .parse)
        if let last = try await counters.get(key)?.json?.number,
            instant.epochSeconds - last < 1
        {
            return .throttled(nextAllowedAt: instant.adding(.seconds(1)))
        }
        let value = Payload.json(.number(instant.epochSeconds))
        try await counters.set(
            key,
            to: value,
            timeToLive: Self.throttleLength,
            condition: .always
        )
        return nil
    }

    private func withoutLimits(_ row: Int, _ action: AccountAction) -> CheckDenial {
        let instant = now
        let account = accounts(at: instant) { $0[row] }
        return account.isUsable(at: instant) ? .unknownAction(action) : .unavailable(account)
    }

    /// The first reason against it in the order of the sources.
    @inline(never)
    private func judge(
        _ row: Int,
        _ action: AccountAction,
        _ channel: String?,
        _ limits: ActionLimits,
        _ stored: RecentActions
    ) -> CheckAnswer {
        let instant = now
        return accounts(at: instant) { table in
            judge(table[row], action, channel, limits, stored, at: instant)
        }
    }

    private func judge(
        _ account: borrowing Account,
        _ action: AccountAction,
        _ channel: String?,
        _ limits: ActionLimits,
        _ stored: RecentActions,
        at instant: Timestamp
    ) -> CheckAnswer {
        guard account.isUsable(at: instant) else { return .denied(.unavailable(copy account)) }
        var today: LimitUse?
        var total: LimitUse?
        if action == .invite, let channel {
            let usage = account.channels.first { $0.channel == channel }
            today = limits.perChannelDaily.map { LimitUse(used: usage?.today ?? 0, limit: $0) }
            total = limits.perChannelTotal.map { LimitUse(used: usage?.total ?? 0, limit: $0) }
        }
        if let today, today.isReached { return .denied(.channelDay(today)) }
        if let total, total.isReached { return .denied(.channelTotal(total)) }
        if settings.quirks.contains(.brokenChecks), action == .addContact || action == .parse {
            return .denied(.failed("CONTACT_ADD"))
        }
        let daily = LimitUse(used: account.today(action), limit: limits.daily)
        if daily.isReached { return .denied(.day(daily)) }
        if let denial = stored.denial(limits, at: instant) { return .denied(denial) }
        return .allowed(
            CheckFigures(
                daily: daily,
                hourly: LimitUse(used: stored.thisHour, limit: limits.hourly),
                channelToday: today,
                channelTotal: total,
                burst: stored.burst(limits, at: instant).use,
                limits: limits
            )
        )
    }
}

extension LimitUse {
    var isReached: Bool { used >= limit }
}

extension Account {
    /// How often it did something today.
    func today(_ action: AccountAction) -> Int {
        switch action {
        case .invite: invitesToday
        case .message: messagesToday
        case .addContact: contactsToday
        case .parse: parsesToday
        case .joinChannel, .leaveChannel: 0
        }
    }
}
