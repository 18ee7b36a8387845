import Infrastructure

@testable import Systems

/// The table as the rules have it: a list that is gone through from end to end.
struct NaiveTable {
    var accounts: [Account]
    let limits: AccountLimits
    var nextDay: Int64 = 86_400
    var claims: [(row: Int, service: String)] = []

    mutating func settle(at now: Timestamp) -> Settlement {
        var settlement = Settlement()
        if now.nanoseconds >= nextDay * 1_000_000_000 {
            settlement.accountsReset = resetDay(clearsTotals: false)
            while now.nanoseconds >= nextDay * 1_000_000_000 { nextDay += 86_400 }
        }
        var over: [(end: Timestamp, row: Int)] = []
        for row in accounts.indices {
            if let end = end(ofTimersOf: accounts[row]), end <= now { over.append((end, row)) }
        }
        for (_, row) in over.sorted(by: { ($0.end, $0.row) < ($1.end, $1.row) }) {
            accounts[row].status = .active
            accounts[row].floodWaitUntil = nil
            accounts[row].blockedUntil = nil
            settlement.recovered.append(row)
        }
        var expired: [ExpiredLease] = []
        for row in accounts.indices {
            guard let lease = accounts[row].lease, lease.until <= now else { continue }
            accounts[row].lease = nil
            expired.append(ExpiredLease(row: row, lease: lease))
        }
        settlement.expired = expired.sorted {
            ($0.lease.until, $0.row) < ($1.lease.until, $1.row)
        }
        return settlement
    }

    private func end(ofTimersOf account: Account) -> Timestamp? {
        if !account.isActive || account.status == .disabled { return nil }
        if account.status == .blocked, account.blockedUntil == nil { return nil }
        let ends = [account.floodWaitUntil, account.blockedUntil].compactMap(\.self)
        return ends.max() ?? (account.status == .floodWait ? Timestamp(nanoseconds: 0) : nil)
    }

    mutating func resetDay(clearsTotals: Bool) -> Int {
        for row in accounts.indices where accounts[row].isActive {
            accounts[row].invitesToday = 0
            accounts[row].messagesToday = 0
            accounts[row].contactsToday = 0
            accounts[row].parsesToday = 0
            let kept = clearsTotals ? [] : accounts[row].channels
            accounts[row].channels = kept.map {
                ChannelUsage(channel: $0.channel, today: 0, total: $0.total)
            }
        }
        return accounts.count(where: \.isActive)
    }

    func candidate(
        for criteria: AllocationCriteria,
        at now: Timestamp,
        excluding excluded: [Int]
    ) -> Int? {
        if let row = criteria.preferred {
            let account = accounts[row]
            let isFree = account.lease == nil || account.lease?.service == criteria.service
            let isSuited = isFree && account.userID == criteria.userID && account.isActive
            return isSuited && !excluded.contains(row) ? row : nil
        }
        var best: (row: Int, score: Double)?
        for row in inOrder() where isCandidate(row, criteria, at: now) && !excluded.contains(row) {
            let score = score(accounts[row], criteria.purpose, at: now)
            if let best, best.score >= score { continue }
            best = (row, score)
        }
        return best?.row
    }

    private func inOrder() -> [Int] {
        accounts.indices.sorted { left, right in
            let (one, other) = (accounts[left], accounts[right])
            if one.invitesToday != other.invitesToday {
                return one.invitesToday < other.invitesToday
            }
            if one.messagesToday != other.messagesToday {
                return one.messagesToday < other.messagesToday
            }
            let (rest, otherRest) = (one.lastUsedAt?.nanoseconds, other.lastUsedAt?.nanoseconds)
            return (rest ?? -1, left) < (otherRest ?? -1, right)
        }
    }

    private func isCandidate(
        _ row: Int,
        _ criteria: AllocationCriteria,
        at now: Timestamp
    ) -> Bool {
        let account = accounts[row]
        guard account.userID == criteria.userID, account.isActive else { return false }
        switch account.status {
        case .active: break
        case .floodWait: if let end = account.floodWaitUntil, end > now { return false }
        case .blocked: guard let end = account.blockedUntil, end <= now else { return false }
        case .disabled: return false
        }
        if let end = account.floodWaitUntil, end > now { return false }
        if let end = account.blockedUntil, end > now { return false }
        if let lease = account.lease, lease.service != criteria.service { return false }
        if claims.contains(where: { $0 == (row, criteria.service) }) { return false }
        return suits(account, criteria)
    }

    private func suits(_ account: Account, _ criteria: AllocationCriteria) -> Bool {
        switch criteria.purpose {
        case .inviteCampaign:
            if account.invitesToday >= limits.invite.daily { return false }
            let usage = account.channels.first { $0.channel == criteria.channel }
            guard let usage else { return true }
            return usage.today < limits.invite.perChannelDaily ?? .max
                && usage.total < limits.invite.perChannelTotal ?? .max
        case .messageCampaign: return account.messagesToday < limits.message.daily
        case .parsing, .general: return true
        case .channelManagement: return false
        }
    }

    private func score(
        _ account: Account,
        _ purpose: AccountPurpose,
        at now: Timestamp
    ) -> Double {
        let (invites, messages) = (Double(account.invitesToday), Double(account.messagesToday))
        let (most, mostMessages) = (Double(limits.invite.daily), Double(limits.message.daily))
        let usage =
            switch purpose {
            case .inviteCampaign: invites / most
            case .messageCampaign: messages / mostMessages
            default: (invites + messages) / (most + mostMessages)
            }
        var score = (1 - usage) * 100
        if account.errorCount == 0 { score += 10 }
        guard let last = account.lastUsedAt else { return score + 24 }
        return score + min(Double(now.nanoseconds - last.nanoseconds) / 3_600_000_000_000, 24)
    }
}
