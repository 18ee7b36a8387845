import Infrastructure

extension AccountManager {
    /// Counts an action that an account did, without asking whether it was allowed to.
    ///
    /// An action that failed is only logged. The database counts first: should the store fail, the
    /// account is nearer to its limits than it need be, and never farther.
    func record(
        _ id: String,
        _ action: AccountAction,
        channel: String?,
        success: Bool
    ) async throws(KeyValueStoreError) -> RecordAnswer {
        let instant = now
        let begun = audit.begin(at: instant)
        guard !success || settings.limits[action] != nil else { return .unknownAction }
        guard let row = row(of: id) else { return .unknownAccount(at: instant) }
        let channel = channel.map(channelKey)
        let userID = count(row, action, channel, success, at: instant)
        if success, let limits = settings.limits[action] {
            try await remember(row, action, limits, at: instant)
            audit.recorded(row, action, channel: channel, begun: begun)
            meters.recorded(action)
        }
        log.write(
            .recorded(action, channel: channel, success: success),
            row: row,
            userID: userID,
            at: instant
        )
        return .recorded(at: now)
    }

    /// Counts in the database, and in what the service that has the account has recorded.
    @inline(never)
    private func count(
        _ row: Int,
        _ action: AccountAction,
        _ channel: String?,
        _ success: Bool,
        at instant: Timestamp
    ) -> Int64 {
        accounts(at: instant) { table in
            if success {
                table.update(row) { account in
                    account.count(action, into: channel)
                    account.lastUsedAt = instant
                    account.errorCount = 0
                }
            }
            return table[row].userID
        }
    }

    private static let hour = Duration.seconds(3600)

    /// Counts in the store what limits of an hour and less need.
    @inline(__always)
    private func remember(
        _ row: Int,
        _ action: AccountAction,
        _ limits: ActionLimits,
        at instant: Timestamp
    ) async throws(KeyValueStoreError) {
        let text = InstantText.text(instant)
        let keys = keys.counters(row, action, at: instant)
        try await counters.increment(keys.hourly, by: 1)
        try await counters.expire(keys.hourly, in: Self.hour)
        if limits.cooldown > .zero {
            try await counters.set(
                keys.cooldown,
                to: .text(text),
                timeToLive: limits.cooldown,
                condition: .always
            )
        }
        if limits.burstCooldown > .zero {
            try await extendBurst(keys.burst, limits, text, at: instant)
        }
    }

    /// Adds to the actions in a row; begins again when another record was faster.
    private func extendBurst(
        _ key: String,
        _ limits: ActionLimits,
        _ text: String,
        at instant: Timestamp
    ) async throws(KeyValueStoreError) {
        let length = limits.burstCooldown
        while true {
            let old = try await counters.get(key)
            let isSet: Bool
            if let old {
                let row = BurstRecord(old)?.adding(at: instant, text, length: length)
                isSet = try await counters.set(
                    key,
                    to: (row ?? BurstRecord(startingAt: text)).payload,
                    timeToLive: length,
                    ifEqualTo: old
                )
            } else {
                isSet = try await counters.set(
                    key,
                    to: BurstRecord(startingAt: text).payload,
                    timeToLive: length,
                    condition: .ifAbsent
                )
            }
            if isSet { return }
        }
    }

    /// What the store holds of an account's actions of one kind.
    @inline(__always)
    func recent(
        _ row: Int,
        _ action: AccountAction,
        at instant: Timestamp
    ) async throws(KeyValueStoreError) -> RecentActions {
        let keys = keys.counters(row, action, at: instant)
        let values = try await counters.get([keys.hourly, keys.cooldown, keys.burst])
        return RecentActions(values[...])
    }
}

extension Account {
    /// Counts a success today, into its channel and into the lease.
    fileprivate mutating func count(_ action: AccountAction, into channel: String?) {
        switch action {
        case .invite:
            invitesToday.add(1)
            lease?.invites += 1
            guard let channel else { return }
            countInvites(1, into: channel)
            lease?.countInvite(into: channel)
        case .message:
            messagesToday.add(1)
            lease?.messages += 1
        case .addContact:
            contactsToday.add(1)
            lease?.contacts += 1
        case .parse:
            parsesToday.add(1)
        case .joinChannel, .leaveChannel:
            break
        }
    }
}
