import Infrastructure

extension AccountManager {
    /// Takes an account back; nil for an id that is not known.
    ///
    /// What the service reports counts as far as it was not recorded since it got the account. A
    /// service that does not have it changes nothing but what an error does.
    func release(
        _ id: String,
        by service: String,
        _ usage: UsageReport
    ) async throws(KeyValueStoreError) -> ReleaseAnswer? {
        guard let row = row(of: id) else { return nil }
        let lease = countUsage(row, service, usage)
        if !usage.success, let kind = usage.error {
            let report = ErrorReport(kind: kind, message: usage.errorMessage ?? "", context: nil)
            _ = try await handleError(id, report)
        }
        var isReleased = false
        if let lease {
            isReleased = try await unlock(row, lease, as: .released)
        }
        return finishRelease(row, service, usage, isReleased)
    }

    private func finishRelease(
        _ row: Int,
        _ service: String,
        _ usage: UsageReport,
        _ isReleased: Bool
    ) -> ReleaseAnswer {
        let instant = now
        let userID = database.withLock { $0[row].userID }
        log.write(
            .released(service: service, usage, released: isReleased),
            row: row,
            userID: userID,
            at: instant
        )
        return ReleaseAnswer(released: isReleased, at: instant)
    }

    /// Counts what was used; the lease of the service, if it has one.
    private func countUsage(
        _ row: Int,
        _ service: String,
        _ usage: UsageReport
    ) -> AccountLease? {
        let instant = now
        let countsTwice = settings.quirks.contains(.doubleCounting)
        let channels = usage.channels.map(channelKey)
        return accounts(at: instant) { table in
            let lease = table[row].lease.flatMap { $0.service == service ? $0 : nil }
            guard lease != nil || countsTwice else { return nil }
            table.update(row) { account in
                account.lastUsedAt = instant
                account.count(usage, channels, besides: countsTwice ? nil : lease)
                // Should the lock not go yet, the same report must not count once more.
                account.lease?.note(usage, channels)
            }
            return lease
        }
    }

    /// Removes a lock if it is still this one; false where it has ended or was renewed.
    func unlock(
        _ row: Int,
        _ lease: AccountLease,
        as end: LeaseEnd
    ) async throws(KeyValueStoreError) -> Bool {
        let begun = audit.releasing(row, at: now)
        let isDeleted = try await locks.delete(keys.lock(row), ifEqualTo: .text(lease.value))
        let instant = now
        if end == .cleared {
            audit.cleared(row, begun: begun, at: instant)
        } else {
            audit.released(row, by: lease.service, isGone: isDeleted, begun: begun, at: instant)
        }
        let isOurs = accounts(at: instant) { table in
            guard isDeleted, table[row].lease?.value == lease.value else { return false }
            table.update(row) { $0.lease = nil }
            return true
        }
        if isOurs { meters.ended(end, lease, at: instant) }
        return isDeleted
    }
}

/// How a lease ends.
enum LeaseEnd: String, Sendable, CaseIterable {
    case released
    case expired
    /// The same service allocated the account again.
    case renewed
    /// Somebody removed all locks.
    case cleared
}

extension AccountLease {
    /// How many invites into a channel are recorded.
    func invites(into channel: String) -> Int {
        channels.first { $0.channel == channel }?.today ?? 0
    }

    /// One more invite into a channel is recorded.
    mutating func countInvite(into channel: String) {
        note(invites(into: channel) + 1, into: channel)
    }

    /// So many invites into a channel are recorded from now on.
    private mutating func note(_ invites: Int, into channel: String) {
        if let place = channels.firstIndex(where: { $0.channel == channel }) {
            channels[place].today = max(channels[place].today, invites)
        } else {
            channels.append(ChannelUsage(channel: channel, today: invites))
        }
    }

    /// What was reported is recorded from now on.
    fileprivate mutating func note(_ usage: UsageReport, _ used: [String]) {
        invites = max(invites, usage.invites)
        messages = max(messages, usage.messages)
        contacts = max(contacts, usage.contacts)
        guard usage.invites > 0 else { return }
        for channel in used { note(usage.invites, into: channel) }
    }
}

extension Account {
    /// Counts what a service reports, without what its lease has already recorded.
    fileprivate mutating func count(
        _ usage: UsageReport,
        _ used: [String],
        besides lease: AccountLease?
    ) {
        invitesToday.add(usage.invites, besides: lease?.invites)
        messagesToday.add(usage.messages, besides: lease?.messages)
        contactsToday.add(usage.contacts, besides: lease?.contacts)
        for (place, channel) in used.enumerated() where !used[..<place].contains(channel) {
            let invites = usage.invites - (lease?.invites(into: channel) ?? 0)
            if invites > 0 { countInvites(invites, into: channel) }
        }
    }

    /// Counts invites into a channel, of today and of all time.
    mutating func countInvites(_ invites: Int, into channel: String) {
        if let place = channels.firstIndex(where: { $0.channel == channel }) {
            channels[place].today.add(invites)
            channels[place].total.add(invites)
        } else {
            channels.append(ChannelUsage(channel: channel, today: invites, total: invites))
        }
    }
}

extension Int {
    /// Adds what a client reports, which may be any number, without what is already counted.
    mutating func add(_ reported: Int, besides counted: Int? = nil) {
        let more = reported.subtractingReportingOverflow(counted ?? 0)
        guard !more.overflow, more.partialValue > 0 else { return }
        let sum = addingReportingOverflow(more.partialValue)
        self = sum.overflow ? .max : sum.partialValue
    }
}
