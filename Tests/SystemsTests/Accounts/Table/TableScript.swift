import Infrastructure

@testable import Systems

/// Does the same to a table and to the naive one, and tells the first difference.
struct TableScript {
    private var table: AccountTable
    private var naive: NaiveTable
    private var now = Timestamp(nanoseconds: 0)
    private(set) var difference: String?

    static var limits: AccountLimits {
        var limits = AccountLimits()
        limits.invite.daily = 4
        limits.message.daily = 3
        limits.invite.perChannelDaily = 2
        limits.invite.perChannelTotal = 5
        return limits
    }

    init() {
        let accounts = (0..<TableStep.rows).map { row in
            Account(id: "id-\(row)", userID: TableStep.users[row % 2], phone: "\(row)")
        }
        table = AccountTable(accounts, limits: Self.limits)
        naive = NaiveTable(accounts: accounts, limits: Self.limits)
    }

    mutating func perform(_ step: TableStep) {
        expect("settled", table.settle(at: now), naive.settle(at: now))
        change(step)
        for row in naive.accounts.indices {
            expect("row \(row)", table[row], naive.accounts[row])
        }
    }

    private mutating func change(_ step: TableStep) {
        switch step {
        case .allocate(let service, let user, let purpose, let channel, let preferred):
            var criteria = criteria(service, user, purpose)
            criteria.channel = channel.map { TableStep.channels[$0] }
            criteria.preferred = preferred
            allocate(criteria)
        case .lose(let service, let user, let purpose, let excluded):
            ask(criteria(service, user, purpose), excluding: excluded)
        case .claim(let row, let service):
            table.claim(row, by: TableStep.services[service])
            naive.claims.append((row, TableStep.services[service]))
        case .unclaim(let row, let service):
            let claim = (row: row, service: TableStep.services[service])
            guard let place = naive.claims.firstIndex(where: { $0 == claim }) else { return }
            naive.claims.remove(at: place)
            table.unclaim(row, by: claim.service)
        case .resetDay(let clearsTotals):
            expect(
                "reset",
                table.resetDay(clearsTotals: clearsTotals),
                naive.resetDay(clearsTotals: clearsTotals)
            )
        case .advance(let seconds):
            now = later(seconds)
        default: changeRow(step)
        }
    }

    private mutating func changeRow(_ step: TableStep) {
        switch step {
        case .release(let row):
            update(row) { account in account.lease = nil }
        case .record(let row, let invites, let messages, let channel):
            let now = now
            update(row) { account in
                account.invitesToday += invites
                account.messagesToday += messages
                account.lastUsedAt = now
                account.use(TableStep.channels[channel], invites)
            }
        case .fail(let row, let status, let seconds):
            let end = seconds.map(later)
            update(row) { account in
                account.errorCount += 1
                account.status = status
                if status == .floodWait { account.floodWaitUntil = end }
                if status == .blocked { account.blockedUntil = end }
            }
        case .recover(let row):
            update(row) { account in
                account.status = .active
                account.errorCount = 0
            }
        case .deactivate(let row, let isActive):
            update(row) { account in account.isActive = isActive }
        default: return
        }
    }

    private mutating func allocate(_ criteria: AllocationCriteria) {
        guard let row = ask(criteria, excluding: []) else { return }
        let now = now
        let lease = AccountLease(
            service: criteria.service,
            value: criteria.service,
            since: now,
            until: later(1800)
        )
        update(row) { account in
            account.lease = lease
            account.lastUsedAt = now
        }
    }

    @discardableResult
    private mutating func ask(_ criteria: AllocationCriteria, excluding rows: [Int]) -> Int? {
        let row = table.candidate(for: criteria, at: now, excluding: rows)
        expect("candidate", row, naive.candidate(for: criteria, at: now, excluding: rows))
        return row
    }

    private func criteria(
        _ service: Int,
        _ user: Int,
        _ purpose: AccountPurpose
    ) -> AllocationCriteria {
        AllocationCriteria(
            userID: TableStep.users[user],
            purpose: purpose,
            service: TableStep.services[service]
        )
    }

    private mutating func update(_ row: Int, _ change: (inout Account) -> Void) {
        table.update(row, change)
        change(&naive.accounts[row])
    }

    private func later(_ seconds: Int64) -> Timestamp {
        Timestamp(nanoseconds: now.nanoseconds + seconds * 1_000_000_000)
    }

    private mutating func expect<Value: Equatable>(
        _ what: String,
        _ found: Value,
        _ right: Value
    ) {
        if found != right, difference == nil {
            difference = "\(what) at \(now.nanoseconds): \(found) instead of \(right)"
        }
    }
}

extension Account {
    fileprivate mutating func use(_ channel: String, _ invites: Int) {
        if let place = channels.firstIndex(where: { $0.channel == channel }) {
            channels[place].today += invites
            channels[place].total += invites
        } else {
            channels.append(ChannelUsage(channel: channel, today: invites, total: invites))
        }
    }
}
