import Infrastructure

extension AccountManager {
    /// A user's accounts and what they can still do.
    func summary(_ query: SummaryQuery) -> AccountsSummary {
        let instant = now
        let all: [AccountsSummary.Line] = accounts(at: instant) { table in
            table.rows(ofUser: query.userID).map { row in
                let account = table[row]
                let isAvailable = account.isUsable(at: instant) && account.lease == nil
                return AccountsSummary.Line(row: row, account: account, isAvailable: isAvailable)
            }
        }
        var lines = all.filter { line in
            if let status = query.status, line.account.status != status { return false }
            if query.onlyAvailable, !line.isAvailable { return false }
            let isGone = !line.account.isActive || line.account.status == .disabled
            return query.includesUnavailable || query.status == .disabled || !isGone
        }
        lines.sort { query.order.isFirst($0, $1) }
        let channel = query.channel.map(ChannelName.normalised)
        let available = lines.filter(\.isAvailable)
        let into = channel.map { name in available.map { invitesLeft($0.account, into: name) } }
        return AccountsSummary(
            totalAccounts: lines.count,
            activeAccounts: lines.count { $0.account.status == .active },
            availableNow: available.count,
            statuses: AccountStatus.allCases.map { status in
                (status, lines.count { $0.account.status == status })
            },
            canInviteInChannel: into.map { $0.count { $0 > 0 } },
            capacityToday: available.reduce(0) { $0 + invitesLeft($1.account, into: nil) },
            capacityInChannel: into.map { $0.reduce(0, +) },
            lines: Array(lines.prefix(max(0, query.limit)))
        )
    }

    /// How many invites an account may still send today, all in all or into a channel.
    func invitesLeft(_ account: Account, into channel: String?) -> Int {
        let limits = settings.limits.invite
        var left = limits.daily - min(account.invitesToday, limits.daily)
        guard let channel else { return left }
        let usage = account.channels.first { $0.channel == channel }
        if let limit = limits.perChannelDaily { left = min(left, limit - (usage?.today ?? 0)) }
        if let limit = limits.perChannelTotal { left = min(left, limit - (usage?.total ?? 0)) }
        return max(0, left)
    }

    /// Figures over all accounts, and what waits for its recovery.
    func recoveryStatistics() async throws(KeyValueStoreError) -> RecoveryStatistics {
        let next = try await recoveries.scored(
            in: ManagerKeys.queue,
            fromRank: 0,
            throughRank: 0
        )
        let size = try await recoveries.perform([.text("ZCARD"), .text(ManagerKeys.queue)])
        if case .error(let text) = size { throw KeyValueStoreError(text) }
        return statistics(queueSize: Int(size.integer ?? 0), next: next.first?.score)
    }

    private func statistics(queueSize: Int, next: Double?) -> RecoveryStatistics {
        let instant = now
        var counts = AccountCounts()
        let total = accounts(at: instant) { table in
            for row in 0..<table.count { counts.add(table[row], at: instant) }
            return table.count
        }
        return RecoveryStatistics(
            total: total,
            totalActive: counts.active,
            statuses: AccountStatus.allCases.map { ($0, counts.statuses[$0.place]) },
            floodWaits: counts.floodWaits,
            blocked: counts.blocked,
            highErrors: counts.highErrors,
            locked: counts.locked,
            queueSize: queueSize,
            nextRecovery: next.map { Timestamp(epochSeconds: $0) },
            healthy: counts.healthy
        )
    }

    /// What the manager is about now; a store that does not answer is part of it.
    func status() async -> ManagerStatus {
        let reply = try? await locks.perform([.text("PING")])
        let instant = now
        var counts = AccountCounts()
        let total = accounts(at: instant) { table in
            for row in 0..<table.count { counts.add(table[row], at: instant) }
            return table.count
        }
        return ManagerStatus(
            totalAccounts: total,
            activeAccounts: counts.active,
            availableAccounts: counts.available,
            lockedAccounts: counts.locked,
            lockedByService: counts.holders.sorted { $0.service < $1.service },
            isStoreConnected: reply == .status("PONG"),
            at: instant
        )
    }
}

extension SummaryQuery.Order {
    /// Ties are in the order of the database.
    fileprivate func isFirst(_ one: AccountsSummary.Line, _ other: AccountsSummary.Line) -> Bool {
        (key(one.account), one.row) < (key(other.account), other.row)
    }

    private func key(_ account: Account) -> Int64 {
        switch self {
        case .lastUsed: account.lastUsedAt?.nanoseconds ?? .min
        case .invitesToday: Int64(account.invitesToday)
        case .errors: -Int64(account.errorCount)
        }
    }
}

/// How many accounts are what, counted one by one.
private struct AccountCounts {
    private(set) var active = 0
    private(set) var statuses = Array(repeating: 0, count: AccountStatus.allCases.count)
    private(set) var floodWaits = 0
    private(set) var blocked = 0
    private(set) var highErrors = 0
    private(set) var locked = 0
    private(set) var healthy = 0
    private(set) var available = 0
    private(set) var holders: [(service: String, count: Int)] = []

    mutating func add(_ account: Account, at instant: Timestamp) {
        if let lease = account.lease {
            locked += 1
            if let place = holders.firstIndex(where: { $0.service == lease.service }) {
                holders[place].count += 1
            } else {
                holders.append((lease.service, 1))
            }
        }
        guard account.isActive else { return }
        active += 1
        statuses[account.status.place] += 1
        if account.isFloodWaiting(at: instant) { floodWaits += 1 }
        if account.isBlocked(at: instant) { blocked += 1 }
        if account.errorCount > AccountManager.manyErrors { highErrors += 1 }
        guard account.isUsable(at: instant) else { return }
        // The sources count locks of the database, which nobody sets: a lent one is healthy.
        healthy += 1
        if account.lease == nil { available += 1 }
    }
}

extension AccountStatus {
    /// The place in tables of all.
    var place: Int {
        switch self {
        case .active: 0
        case .floodWait: 1
        case .blocked: 2
        case .disabled: 3
        }
    }
}

extension Timestamp {
    /// An instant by its seconds since 1970, as scores have it; the ends of time beyond them.
    init(epochSeconds: Double) {
        let seconds = epochSeconds - Double(Self.epochSecondsAtStart)
        let nanoseconds = (seconds * 1e9).rounded()
        self.init(nanoseconds: Int64(exactly: nanoseconds) ?? (nanoseconds < 0 ? .min : .max))
    }
}
