import Infrastructure

/// The rows of the manager's database, with indices that find the account to lend.
///
/// A lease in a row is what the manager believes; the truth about a lock is in the store. What
/// depends on time is as of the last `settle`, which comes before everything else.
struct AccountTable: Sendable {
    /// How many heads of heaps and rows all searches together have looked at.
    var visits = 0
    /// When the counts of the day start again.
    private(set) var nextDay = Timestamp(nanoseconds: Self.day)
    private(set) var now = Timestamp(nanoseconds: 0)
    let limits: AccountLimits
    private let clearsTotals: Bool
    private let endsWaits: Bool

    private var accounts: [Account]
    private var rowsByID: [String: Int] = [:]
    private var rowsByUser: [Int64: [Int]] = [:]

    private(set) var index: AccountIndex
    private(set) var hindrances = Hindrances()
    private var hindrancesByRow: [Int32]
    private var leases: RowSchedule
    private var timers: RowSchedule
    private var services = NumberedNames()
    private var channels = NumberedNames()
    private var shelves = AccountShelves()
    /// By row.
    private var freeShelves: [Int32] = []
    /// How often a service claims a row beside the first time.
    private var repeatedClaims: [UInt64: Int] = [:]

    private static let day: Int64 = 86_400_000_000_000

    /// `clearsTotals` is what a new day does to the totals of channels; `endsWaits` is whether
    /// accounts become active when their timers are over.
    init(
        _ accounts: [Account],
        limits: AccountLimits = AccountLimits(),
        clearsTotals: Bool = false,
        endsWaits: Bool = true
    ) {
        self.accounts = accounts
        self.limits = limits
        self.clearsTotals = clearsTotals
        self.endsWaits = endsWaits
        index = AccountIndex(rows: accounts.count)
        hindrancesByRow = Array(repeating: Hindrances.none, count: accounts.count)
        leases = RowSchedule(rows: accounts.count)
        timers = RowSchedule(rows: accounts.count)
        rowsByID.reserveCapacity(accounts.count)
        freeShelves.reserveCapacity(accounts.count)
        for row in accounts.indices {
            rowsByID[accounts[row].id] = row
            rowsByUser[accounts[row].userID, default: []].append(row)
            freeShelves.append(shelves.addFree(accounts[row].userID, &index))
            reindex(row)
        }
    }

    var count: Int { accounts.count }

    subscript(row: Int) -> Account {
        _read { yield accounts.span[row] }
    }

    func row(of id: String) -> Int? { rowsByID[id] }

    /// In the order of the rows.
    func rows(ofUser user: Int64) -> [Int] { rowsByUser[user] ?? [] }

    @discardableResult
    mutating func update<Result>(_ row: Int, _ change: (inout Account) -> Result) -> Result {
        let result = change(&accounts[row])
        reindex(row)
        return result
    }

    /// Says that a service is about to lock an account, so that it does not pick it once more.
    ///
    /// Other services may, and lose or win at the store. Each claim needs its own `unclaim`.
    mutating func claim(_ row: Int, by service: String) {
        let number = services.number(of: service)
        let reason = Hindrances.claim(ofService: number)
        if hindrances.contains(reason, in: hindrancesByRow[row]) {
            repeatedClaims[claimKey(row, number), default: 0] += 1
            return
        }
        hindrancesByRow[row] = hindrances.adding(reason, to: hindrancesByRow[row])
        reindex(row)
    }

    mutating func unclaim(_ row: Int, by service: String) {
        let number = services.number(of: service)
        let key = claimKey(row, number)
        if !repeatedClaims.isEmpty, let repeated = repeatedClaims[key] {
            repeatedClaims[key] = repeated > 1 ? repeated - 1 : nil
            return
        }
        let reason = Hindrances.claim(ofService: number)
        hindrancesByRow[row] = hindrances.removing(reason, from: hindrancesByRow[row])
        reindex(row)
    }

    private func claimKey(_ row: Int, _ service: Int32) -> UInt64 {
        UInt64(row) << 32 | UInt64(service)
    }

    /// The shelves on which a service finds a user's accounts: free ones, and its own.
    mutating func shelves(
        ofUser user: Int64,
        for service: String
    ) -> (free: Int32, own: Int32)? {
        guard let free = shelves.free(user) else { return nil }
        return (free, shelves.held(free, by: services.number(of: service), &index))
    }

    /// What passes over rows: the service's claims, and what has used up the channel.
    mutating func reasons(
        _ criteria: AllocationCriteria
    ) -> (claim: Hindrances.Reason, channel: Hindrances.Reason?) {
        let channel = criteria.purpose == .inviteCampaign ? criteria.channel : nil
        return (
            Hindrances.claim(ofService: services.number(of: criteria.service)),
            channel.map { Hindrances.channel(channels.number(of: $0)) }
        )
    }

    /// Ends what is over at `now`, which never goes back.
    mutating func settle(at now: Timestamp) -> Settlement {
        self.now = now
        var settlement = Settlement()
        if now >= nextDay {
            settlement.accountsReset = resetDay(clearsTotals: clearsTotals)
            nextDay = Timestamp(nanoseconds: (now.nanoseconds / Self.day + 1) * Self.day)
        }
        while endsWaits, let row = timers.due(at: now) {
            update(row) { account in account.recover() }
            settlement.recovered.append(row)
        }
        while let row = leases.due(at: now) {
            let lease = update(row) { account in
                defer { account.lease = nil }
                return account.lease
            }
            if let lease { settlement.expired.append(ExpiredLease(row: row, lease: lease)) }
        }
        return settlement
    }

    /// Starts the counts of the day again; returns of how many accounts.
    mutating func resetDay(clearsTotals: Bool) -> Int {
        var count = 0
        for row in accounts.indices where accounts[row].isActive {
            count += 1
            update(row) { account in account.resetDay(clearsTotals: clearsTotals) }
        }
        return count
    }

    private mutating func reindex(_ row: Int) {
        let standing = AccountStanding(of: &accounts[row], &services)
        var set = hindrancesByRow[row]
        if standing.hasChannels || set != Hindrances.none {
            let channels = standing.hasChannels ? exhaustedChannels(of: row) : []
            set = hindrances.replacingChannels(in: set, by: channels)
            hindrancesByRow[row] = set
        }
        leases.set(row, to: standing.leaseEnd)
        timers.set(row, to: standing.timersEnd)
        guard standing.isLendable else { return index.remove(row) }
        var shelf = freeShelves[row]
        if standing.holder >= 0 { shelf = shelves.held(shelf, by: standing.holder, &index) }
        index.put(row, shelf: shelf, hindrances: set, key: standing.key, rest: standing.rest)
    }

    private mutating func exhaustedChannels(of row: Int) -> [Hindrances.Reason] {
        var found: [Hindrances.Reason] = []
        let daily = limits.invite.perChannelDaily ?? .max
        let total = limits.invite.perChannelTotal ?? .max
        for usage in accounts.span[row].channels where usage.today >= daily || usage.total >= total
        {
            found.append(Hindrances.channel(channels.number(of: usage.channel)))
        }
        return found
    }
}
