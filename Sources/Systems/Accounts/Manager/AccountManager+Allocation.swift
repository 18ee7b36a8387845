import Infrastructure

extension AccountManager {
    /// Lends an account to a service; nil where there is none for it.
    ///
    /// The best account is tried first. Another service may be faster at its lock: then the next
    /// best is tried.
    func allocate(
        _ request: AllocationRequest
    ) async throws(KeyValueStoreError) -> Allocation? {
        let search = search(request)
        var lost: [Int] = []
        while !search.isHopeless, let candidate = claim(search.criteria, excluding: lost) {
            switch try await lock(candidate, request) {
            case .taken(let allocation):
                return allocation
            case .lost:
                if settings.quirks.contains(.singleCandidate) { return refuse(request) }
                lost.append(candidate.row)
            }
        }
        return refuse(request)
    }

    private func refuse(_ request: AllocationRequest) -> Allocation? {
        meters.allocation(request, isGranted: false)
        return nil
    }

    /// What the table is asked for; hopeless where the preferred account does not exist.
    private func search(
        _ request: AllocationRequest
    ) -> (criteria: AllocationCriteria, isHopeless: Bool) {
        let preferred = request.preferred.flatMap { row(of: $0) }
        let criteria = AllocationCriteria(
            userID: request.userID,
            purpose: request.purpose,
            service: request.service,
            channel: request.channel.map(ChannelName.normalised),
            preferred: preferred
        )
        return (criteria, request.preferred != nil && preferred == nil)
    }

    /// An account that may be lent, and the service's own lock on it, if it has one.
    private struct Candidate {
        let row: Int
        let service: String
        let own: AccountLease?
    }

    private func claim(_ criteria: AllocationCriteria, excluding lost: [Int]) -> Candidate? {
        let instant = now
        return accounts(at: instant) { table in
            let row = table.candidate(for: criteria, at: instant, excluding: lost)
            guard let row else { return nil }
            if criteria.preferred == nil { audit.pickedByOrder(row, at: instant) }
            table.claim(row, by: criteria.service)
            return Candidate(row: row, service: criteria.service, own: table[row].lease)
        }
    }
}

// MARK: - The lock

extension AccountManager {
    private enum Locking {
        case taken(Allocation)
        case lost
    }

    private func lock(
        _ candidate: Candidate,
        _ request: AllocationRequest
    ) async throws(KeyValueStoreError) -> Locking {
        let length = lockLength(request)
        let value = String(joining: request.service, ":", CalendarTime(now).text, "")
        let begun = audit.acquiring(candidate.row, at: now)
        let isLocked: Bool
        do {
            isLocked = try await setLock(candidate, to: value, for: length)
        } catch {
            database.withLock { $0.unclaim(candidate.row, by: request.service) }
            throw error
        }
        guard isLocked else {
            lose(candidate.row, request.service, begun)
            return .lost
        }
        let lent = lend(candidate.row, request, value: value, for: length, begun)
        if let lease = lent.lease, !lent.isUsable {
            _ = try await unlock(candidate.row, lease, as: .released)
            return .lost
        }
        return .taken(grant(candidate.row, lent, request, until: begun.instant.adding(length)))
    }

    private func lose(_ row: Int, _ service: String, _ begun: AuditMoment) {
        let instant = now
        database.withLock { $0.unclaim(row, by: service) }
        audit.refused(row, to: service, begun: begun, at: instant)
    }

    /// The lock of the service itself is renewed, unless it has ended meanwhile.
    @inline(__always)
    private func setLock(
        _ candidate: Candidate,
        to value: String,
        for length: Duration
    ) async throws(KeyValueStoreError) -> Bool {
        let key = keys.lock(candidate.row)
        var own = candidate.own
        while true {
            if let own {
                let isRenewed = try await locks.set(
                    key,
                    to: .text(value),
                    timeToLive: length,
                    ifEqualTo: .text(own.value)
                )
                if isRenewed { return true }
            }
            let isTaken = try await locks.set(
                key,
                to: .text(value),
                timeToLive: length,
                condition: .ifAbsent
            )
            if isTaken { return true }
            // Another part of the same service may have been faster: its lock is as good.
            let lease = database.withLock { $0[candidate.row].lease }
            guard let lease, lease.service == candidate.service, lease != own else { return false }
            own = lease
        }
    }

    private func lockLength(_ request: AllocationRequest) -> Duration {
        guard let timeout = request.timeout, timeout > .zero else { return settings.lockTimeout }
        return min(timeout, .longest)
    }

    /// Writes down that the lock is there; the account with its lease.
    ///
    /// It may have become unusable while the lock was under way.
    @inline(never)
    private func lend(
        _ row: Int,
        _ request: AllocationRequest,
        value: String,
        for length: Duration,
        _ begun: AuditMoment
    ) -> LentAccount {
        let instant = now
        // The lock was set after `begun`, so it lives at least until then.
        let end = begun.instant.adding(length)
        let service = request.service
        let isOrdered = request.preferred == nil
        var previous: AccountLease?
        let lent = accounts(at: instant) { table in
            table.unclaim(row, by: service)
            previous = table[row].lease
            table.update(row) { account in
                var lease = AccountLease(service: service, value: value, since: instant, until: end)
                lease.takeOver(previous)
                account.lease = lease
                account.lastUsedAt = instant
            }
            let isUsable = !isOrdered || table[row].isUsable(at: instant)
            return LentAccount(account: table[row], at: instant, isUsable: isUsable)
        }
        audit.acquired(row, by: service, until: end, begun: begun, at: instant)
        if let previous { meters.ended(.renewed, previous, at: instant) }
        meters.began(service)
        return lent
    }

    /// Tells everybody that the account is lent.
    @inline(never)
    private func grant(
        _ row: Int,
        _ lent: LentAccount,
        _ request: AllocationRequest,
        until end: Timestamp
    ) -> Allocation {
        meters.allocation(request, isGranted: true)
        log.write(
            .allocated(request.purpose, service: request.service, expiresAt: end),
            row: row,
            userID: request.userID,
            at: lent.at
        )
        return Allocation(
            row: row,
            account: lent.account,
            purpose: request.purpose,
            service: request.service,
            allocatedAt: lent.at,
            expiresAt: end
        )
    }
}

/// An account whose lock was just taken.
private struct LentAccount {
    let account: Account
    let at: Timestamp
    let isUsable: Bool

    var lease: AccountLease? { account.lease }
}

extension AccountLease {
    /// A renewed lease goes on with what was recorded in the one before.
    fileprivate mutating func takeOver(_ previous: AccountLease?) {
        guard let previous, previous.service == service else { return }
        invites = previous.invites
        messages = previous.messages
        contacts = previous.contacts
        channels = previous.channels
    }
}
