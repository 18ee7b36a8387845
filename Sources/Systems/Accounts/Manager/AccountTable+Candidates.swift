import Infrastructure

extension AccountTable {
    /// The account to lend: the highest score, then the first in the order of invites and messages
    /// today and of the last use; nil when none is suited.
    ///
    /// A preferred account is taken whatever its status and its limits are, when it is the user's
    /// and nobody else has it. `excluded` are rows whose locks were lost meanwhile.
    mutating func candidate(
        for criteria: AllocationCriteria,
        at now: Timestamp,
        excluding excluded: [Int] = []
    ) -> Int? {
        if let preferred = criteria.preferred {
            visits += 1
            return accepts(preferred, criteria) && !excluded.contains(preferred) ? preferred : nil
        }
        // The sources know this purpose and find nothing for it.
        guard criteria.purpose != .channelManagement,
            let shelves = shelves(ofUser: criteria.userID, for: criteria.service)
        else { return nil }
        let reasons = reasons(criteria)
        var search = AccountSearch(
            purpose: criteria.purpose,
            limits: limits,
            now: now,
            excluded: excluded
        )
        for shelf in [shelves.free, shelves.own] {
            for pool in index.shelves[Int(shelf)].pools {
                if index.pools[Int(pool)].rowCount == 0 { continue }
                let set = index.pools[Int(pool)].hindrances
                if hindrances.contains(reasons.claim, in: set) { continue }
                if let channel = reasons.channel, hindrances.contains(channel, in: set) { continue }
                search.look(at: index.pools[Int(pool)], of: index)
            }
        }
        visits += search.visits
        return search.best.map { Int($0.row) }
    }

    private func accepts(_ row: Int, _ criteria: AllocationCriteria) -> Bool {
        guard row >= 0, row < count else { return false }
        let account = self[row]
        return account.isActive && account.userID == criteria.userID
            && (account.lease == nil || account.lease?.service == criteria.service)
    }
}

/// The search for the best account among the heads of buckets.
private struct AccountSearch {
    struct Candidate {
        let row: Int32
        let score: Double
        let key: UsageKey
        let rest: Int64
    }

    let purpose: AccountPurpose
    let limits: AccountLimits
    let now: Timestamp
    let excluded: [Int]
    private(set) var best: Candidate?
    private(set) var visits = 0
    private let scores: AccountScore

    init(purpose: AccountPurpose, limits: AccountLimits, now: Timestamp, excluded: [Int]) {
        self.purpose = purpose
        self.limits = limits
        self.now = now
        self.excluded = excluded
        scores = AccountScore(limits)
    }

    mutating func look(at pool: AccountIndex.Pool, of index: AccountIndex) {
        for spot in pool.usages.indices {
            let key = pool.usages[spot]
            visits += 1
            // Keys ascend by invites: none that follow is better.
            if purpose == .inviteCampaign, key.invites >= limits.invite.daily { return }
            if purpose == .messageCampaign, key.messages >= limits.message.daily { continue }
            let unused = scores.unused(invites: key.invites, messages: key.messages, for: purpose)
            if let best, scores.total(unused: unused, hasErrors: false, hours: 24) < best.score {
                if purpose == .inviteCampaign { return }
                continue
            }
            let found = index.buckets[Int(pool.buckets[spot])].first(notIn: excluded)
            visits += found.visits
            if let entry = found.entry { compare(entry, key, unused) }
        }
    }

    private mutating func compare(_ entry: RowHeap.Entry, _ key: UsageKey, _ unused: Double) {
        let rested = entry.key == .min ? 24 : Double(now.nanoseconds - entry.key) / Self.hour
        let score = scores.total(unused: unused, hasErrors: key.hasErrors, hours: rested)
        let candidate = Candidate(row: entry.row, score: score, key: key, rest: entry.key)
        guard let best else { return best = candidate }
        if isBetter(candidate, than: best) { self.best = candidate }
    }

    private static let hour = 3_600_000_000_000.0

    private func isBetter(_ one: Candidate, than other: Candidate) -> Bool {
        if one.score != other.score { return one.score > other.score }
        if one.key.precedesInOrder(other.key) { return true }
        if other.key.precedesInOrder(one.key) { return false }
        return (one.rest, one.row) < (other.rest, other.row)
    }
}
