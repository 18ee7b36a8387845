import Infrastructure

extension AccountManager {
    /// Starts the counts of the day again, at any time; returns of how many accounts.
    func resetDailyLimits() -> Int {
        let instant = now
        let clearsTotals = settings.quirks.contains(.resetClearsTotals)
        let count = accounts(at: instant) { $0.resetDay(clearsTotals: clearsTotals) }
        audit.dayReset()
        log.write(.limitsReset(accounts: count), row: nil, userID: 0, at: instant)
        return count
    }

    /// Begins a new day at its first instant; returns for how many accounts.
    ///
    /// Whoever looks at the accounts first on a new day has begun it already: then only the log is
    /// told.
    func startDay() -> Int {
        let instant = now
        let count = accounts(at: instant) { table in
            (0..<table.count).count { table[$0].isActive }
        }
        log.write(.limitsReset(accounts: count), row: nil, userID: 0, at: instant)
        return count
    }

    /// Removes counters of the store that would never end; returns how many.
    func cleanUpRateLimits() async throws(KeyValueStoreError) -> Int {
        var count = 0
        for kind in ["hourly", "cooldown", "burst"] {
            var cursor = 0
            repeat {
                let page = try await counters.scan(
                    from: cursor,
                    matching: kind + ":*",
                    count: 1000
                )
                let keys = page.keys
                for key in keys
                where try await counters.timeToLive(of: key) == .forever {
                    if try await counters.delete(key) { count += 1 }
                }
                cursor = page.next
            } while cursor != 0
        }
        return count
    }

    /// Puts accounts that are not well into the recovery queue; returns how many.
    ///
    /// Looked at are, in the order of the database, accounts with a timer or several errors.
    func monitorHealth(limit: Int) async throws(KeyValueStoreError) -> Int {
        let instant = now
        let repeats = settings.quirks.contains(.duplicateRecoveries)
        var count = 0
        for account in suspects(limit, at: instant) {
            let health = health(account, at: instant)
            guard !health.isHealthy, let end = health.recoveryETA else { continue }
            if !repeats, try await isQueued(account.id) { continue }
            try await enqueueRecovery(
                account.id,
                at: end,
                type: "auto_monitoring",
                keepsOld: repeats
            )
            count += 1
        }
        return count
    }

    private func isQueued(_ id: String) async throws(KeyValueStoreError) -> Bool {
        guard let member = try await recoveries.get(ManagerKeys.recovery(id)) else { return false }
        return try await recoveries.score(of: member.text, in: ManagerKeys.queue) != nil
    }

    private func suspects(_ limit: Int, at instant: Timestamp) -> [Account] {
        accounts(at: instant) { table in
            var found: [Account] = []
            for row in 0..<table.count where found.count < limit {
                let account = table[row]
                if account.isActive, account.hasTimer || account.errorCount > 3 {
                    found.append(account)
                }
            }
            return found
        }
    }

    /// Looks at all accounts; returns how many alerts there are.
    func reportHealth() async throws(KeyValueStoreError) -> Int {
        let figures = try await recoveryStatistics()
        let instant = now
        let busy = accounts(at: instant) { table in
            (0..<table.count).count { row in
                table[row].invitesToday >= Self.busy || table[row].messagesToday >= Self.busy
            }
        }
        let all = figures.totalActive
        return [(figures.floodWaits, 10), (figures.blocked, 5), (busy, 30)]
            .count { $0.0 * 100 > all * $0.1 }
    }

    /// From so many invites or messages a day, use is high.
    private static let busy = 25
}
