import Infrastructure
import Testing

@testable import Systems

/// What the table looks at, and traces that a reader can follow.
struct AccountTableTests {
    private static let hour: Int64 = 3_600_000_000_000

    private func at(hours: Int64) -> Timestamp {
        Timestamp(nanoseconds: hours * Self.hour)
    }

    private func table(_ count: Int) -> AccountTable {
        AccountTable(
            (0..<count).map { Account(id: "id-\($0)", userID: 1, phone: "+\($0)") }
        )
    }

    private func lease(_ service: String, from start: Int64, to end: Int64) -> AccountLease {
        AccountLease(
            service: service,
            value: service,
            since: at(hours: start),
            until: at(hours: end)
        )
    }

    private func criteria(
        _ purpose: AccountPurpose = .parsing,
        by service: String = "a",
        channel: String? = nil,
        preferred: Int? = nil
    ) -> AllocationCriteria {
        AllocationCriteria(
            userID: 1,
            purpose: purpose,
            service: service,
            channel: channel,
            preferred: preferred
        )
    }

    @Test func `the account that rested longest is lent first`() {
        var table = table(3)
        for (row, hours) in [(0, 3), (1, 1), (2, 2)] as [(Int, Int64)] {
            table.update(row) { account in account.lastUsedAt = at(hours: hours) }
        }
        var order: [Int] = []
        for _ in 0..<3 {
            let row = table.candidate(for: criteria(), at: at(hours: 5)) ?? -1
            order.append(row)
            table.update(row) { account in account.lease = lease("b", from: 5, to: 6) }
        }
        #expect(order == [1, 2, 0])
        #expect(table.candidate(for: criteria(), at: at(hours: 5)) == nil)
    }

    /// Use weighs (1 − invites / 30) × 100, errors 10, an hour of rest 1: an invite less is worth
    /// more than three hours, and less than four.
    @Test(arguments: [(3, 0), (4, 1)] as [(Int64, Int)])
    func `an invite less is worth more than three hours of rest`(rest: Int64, row: Int) {
        var table = table(2)
        table.update(0) { account in account.lastUsedAt = at(hours: 10) }
        table.update(1) { account in
            account.invitesToday = 1
            account.lastUsedAt = at(hours: 10 - rest)
        }
        #expect(table.candidate(for: criteria(.inviteCampaign), at: at(hours: 10)) == row)
    }

    @Test func `a lease comes back when it is over, and not before`() {
        var table = table(1)
        let lease = lease("b", from: 0, to: 2)
        table.update(0) { account in account.lease = lease }
        #expect(table.settle(at: at(hours: 1)) == Settlement())
        #expect(table.candidate(for: criteria(), at: at(hours: 1)) == nil)
        let settlement = table.settle(at: at(hours: 2))
        #expect(settlement == Settlement(expired: [ExpiredLease(row: 0, lease: lease)]))
        #expect(table.candidate(for: criteria(), at: at(hours: 2)) == 0)
    }

    @Test func `the later of two timers decides, and a block without end stays`() {
        var table = table(2)
        table.update(0) { account in
            account.status = .blocked
            account.floodWaitUntil = at(hours: 1)
            account.blockedUntil = at(hours: 3)
        }
        table.update(1) { account in account.status = .blocked }
        #expect(table.settle(at: at(hours: 2)) == Settlement())
        #expect(table.candidate(for: criteria(), at: at(hours: 2)) == nil)
        #expect(table.settle(at: at(hours: 3)).recovered == [0])
        #expect(table[0].status == .active)
        #expect(table[0].floodWaitUntil == nil)
        #expect(table.settle(at: at(hours: 23)).recovered == [])
        #expect(table[1].status == .blocked)
    }

    @Test func `the first look after midnight begins the day, once`() {
        var table = table(2)
        table.update(1) { account in
            account.invitesToday = 30
            account.channels = [ChannelUsage(channel: "c", today: 15, total: 20)]
        }
        #expect(table.settle(at: at(hours: 23)).accountsReset == nil)
        #expect(table.settle(at: at(hours: 50)).accountsReset == 2)
        #expect(table[1].invitesToday == 0)
        #expect(table[1].channels == [ChannelUsage(channel: "c", today: 0, total: 20)])
        #expect(table.settle(at: at(hours: 50)).accountsReset == nil)
        #expect(table.settle(at: at(hours: 72)).accountsReset == 2)
    }

    @Test func `an account that is full for a channel serves others`() {
        var table = table(1)
        table.update(0) { account in
            account.channels = [ChannelUsage(channel: "full", today: 0, total: 200)]
        }
        let now = at(hours: 0)
        #expect(table.candidate(for: criteria(.inviteCampaign, channel: "full"), at: now) == nil)
        #expect(table.candidate(for: criteria(.inviteCampaign, channel: "other"), at: now) == 0)
        #expect(table.candidate(for: criteria(.parsing, channel: "full"), at: now) == 0)
    }

    @Test func `a claim keeps its own service off until each has been taken back`() {
        var table = table(1)
        table.claim(0, by: "a")
        table.claim(0, by: "a")
        #expect(table.candidate(for: criteria(), at: at(hours: 0)) == nil)
        #expect(table.candidate(for: criteria(by: "b"), at: at(hours: 0)) == 0)
        table.unclaim(0, by: "a")
        #expect(table.candidate(for: criteria(), at: at(hours: 0)) == nil)
        table.unclaim(0, by: "a")
        #expect(table.candidate(for: criteria(), at: at(hours: 0)) == 0)
    }

    @Test func `a preferred account is lent whatever its limits, and to nobody beside its holder`()
    {
        var table = table(2)
        table.update(1) { account in
            account.status = .disabled
            account.invitesToday = 99
        }
        let preferred = criteria(.channelManagement, preferred: 1)
        #expect(table.candidate(for: preferred, at: at(hours: 0)) == 1)
        table.update(1) { account in account.lease = lease("a", from: 0, to: 1) }
        #expect(table.candidate(for: preferred, at: at(hours: 0)) == 1)
        #expect(table.candidate(for: criteria(by: "b", preferred: 1), at: at(hours: 0)) == nil)
        #expect(table.candidate(for: criteria(preferred: 7), at: at(hours: 0)) == nil)
    }

    /// All but ten accounts stand in the way of an allocation, each kind in its own manner.
    @Test(arguments: ["nothing", "lent", "exhausted", "full", "waiting", "claimed", "used"])
    func `an allocation looks at as many rows of 10,000 accounts as of 100`(_ kind: String) {
        #expect(visits(of: 10_000, kind) == visits(of: 100, kind))
    }

    /// What 50 allocations look at, which are given back at once.
    private func visits(of count: Int, _ kind: String) -> Int {
        var table = table(count)
        for row in 10..<count { hinder(row, kind, &table) }
        _ = table.settle(at: at(hours: 1))
        let before = table.visits
        for number in 0..<50 {
            let now = Timestamp(nanoseconds: Self.hour + Int64(number))
            let row = table.candidate(for: criteria(.inviteCampaign, channel: "c"), at: now)
            guard let row else { return -1 }
            table.update(row) { account in account.lastUsedAt = now }
        }
        return table.visits - before
    }

    private func hinder(_ row: Int, _ kind: String, _ table: inout AccountTable) {
        if kind == "claimed" { return table.claim(row, by: "a") }
        table.update(row) { account in
            switch kind {
            case "lent": account.lease = lease("b", from: 0, to: 2)
            case "exhausted": account.invitesToday = 30
            case "full": account.channels = [ChannelUsage(channel: "c", today: 15, total: 15)]
            case "waiting":
                account.status = .floodWait
                account.floodWaitUntil = at(hours: 2)
            case "used": account.lastUsedAt = at(hours: 1)
            default: break
            }
        }
    }
}
