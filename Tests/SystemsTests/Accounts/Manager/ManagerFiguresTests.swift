import Infrastructure
import JSON
import Testing

@testable import Systems

/// What the manager tells of accounts (2.5, 2.7), and its log (2.9).
struct ManagerFiguresTests {
    @Test func `health lists what is wrong, and the earliest end of it`() {
        let box = AccountsBox(accounts: 2) { $0.limits.message.daily = 1 }
        box.at(0) { try await $0.record(0, .message) }
        for _ in 0..<5 { box.at(1) { try await $0.fail(0, .networkError) } }
        box.at(2) { try await $0.fail(0, .peerFlood) }
        box.at(3) { try await $0.fail(0, .floodWait, "7") }
        box.at(4) { box in
            let health = box.manager.health(box.id(0))
            let eta = health.recoveryETA.map { box.seconds($0) } ?? "none"
            return ([eta, "\(health.isHealthy)"] + health.issues).joined(separator: "; ")
        }
        box.at(5) { box in box.manager.health(box.id(1)).issues.joined() }
        box.at(6) { box in box.manager.health("x").issues.joined() }
        let ill = """
            4s 70s; false; Account status: flood_wait; Flood wait until: 2025-01-01T00:01:10Z; \
            Blocked until: 2025-01-02T00:00:02Z; Daily message limit reached; \
            High error count: 7
            """
        let lines = box.run(until: 10).suffix(3)
        #expect(Array(lines) == [ill, "5s Account is healthy", "6s Account not found"])
    }

    @Test func `a flood wait is told while it goes on`() {
        let box = AccountsBox()
        box.at(0) { try await $0.fail(0, .floodWait, "30") }
        for second in [0.5, 89.5, 90] {
            box.at(second) { box in
                box.manager.floodWait(box.id(0)).map { "\($0.secondsRemaining)" } ?? "none"
            }
        }
        #expect(box.run(until: 100).dropFirst() == ["0.5s 90", "89.5s 1", "90s none"])
    }

    @Test func `statistics count every account where it belongs`() {
        let box = AccountsBox(accounts: 6)
        box.at(0) { try await $0.fail(0, .floodWait, "30") }
        box.at(0) { try await $0.fail(1, .peerFlood) }
        box.at(0) { try await $0.fail(2, .authKeyError) }
        for _ in 0..<6 { box.at(1) { try await $0.fail(3, .networkError) } }
        box.at(2) { try await $0.allocate("b", preferred: 4) }
        box.at(2) { try await $0.allocate("a", preferred: 5) }
        box.at(3) { box in
            let figures = try await box.manager.recoveryStatistics()
            let next = figures.nextRecovery.map { box.seconds($0) } ?? "none"
            return "\(figures.statuses.map(\.count)) \(figures.floodWaits) \(figures.blocked) "
                + "\(figures.highErrors) \(figures.locked) \(figures.queueSize) \(next) "
                + "\(figures.healthy) of \(figures.total)"
        }
        box.at(4) { box in
            let status = await box.manager.status()
            return "\(status.lockedByService.map { "\($0.service) \($0.count)" }) "
                + "\(status.lockedAccounts) locked, \(status.availableAccounts) available, "
                + "\(status.isStoreConnected)"
        }
        #expect(
            box.run(until: 10).suffix(2) == [
                "3s [3, 1, 1, 1] 1 1 1 2 2 90s 3 of 6",
                #"4s ["a 1", "b 1"] 2 locked, 1 available, true"#,
            ]
        )
    }

    @Test func `a summary has a user's accounts and what they can still do today`() {
        let box = AccountsBox(accounts: 5)
        for _ in 0..<15 { box.at(0) { try await $0.record(0, .invite, channel: "c") } }
        box.at(1) { try await $0.record(1, .invite, channel: "c") }
        box.at(2) { try await $0.fail(2, .peerFlood) }
        box.at(3) { try await $0.fail(3, .authKeyError) }
        let queries: [SummaryQuery] = [
            SummaryQuery(userID: 1, channel: "@C"),
            SummaryQuery(userID: 1, onlyAvailable: true, order: .invitesToday),
            SummaryQuery(userID: 1, includesUnavailable: true, order: .errors, limit: 2),
            SummaryQuery(userID: 1, status: .disabled),
            SummaryQuery(userID: 2),
        ]
        for query in queries {
            box.at(10) { box in
                let summary = box.manager.summary(query)
                return "\(summary.lines.map { box.named($0.account.id) }) of "
                    + "\(summary.totalAccounts), \(summary.availableNow) available, "
                    + "\(summary.capacityToday) left, \(summary.canInviteInChannel ?? -1) with "
                    + "\(summary.capacityInChannel ?? -1)"
            }
        }
        #expect(
            box.run(until: 20).suffix(5) == [
                #"10s ["A2", "A4", "A0", "A1"] of 4, 3 available, 74 left, 2 with 29"#,
                #"10s ["A4", "A1", "A0"] of 3, 3 available, 74 left, -1 with -1"#,
                #"10s ["A2", "A3"] of 5, 3 available, 74 left, -1 with -1"#,
                #"10s ["A3"] of 1, 0 available, 0 left, -1 with -1"#,
                "10s [] of 0, 0 available, 0 left, -1 with -1",
            ]
        )
    }

    @Test func `errors in the log are not pushed out by routine`() {
        let box = AccountsBox(accounts: 2) { $0.logLength = 3 }
        box.at(0) { try await $0.fail(1, .networkError, "lost") }
        for second in 1...5 {
            box.at(Double(second)) { try await $0.record(0, .message) }
        }
        box.run()
        let log = box.manager.log
        #expect(log.count == 6)
        #expect(
            log.entries(LogQuery()).entries.map { box.seconds($0.at) } == ["5s", "4s", "3s", "0s"]
        )
        #expect(log.entries(LogQuery(status: .error)).total == 1)
        #expect(log.entries(LogQuery(row: 0, limit: 1, offset: 1)).entries.map(\.number) == [4])
        #expect(log.entries(LogQuery(row: 0, limit: 1, offset: 1)).total == 3)
        #expect(log.entries(LogQuery(action: "account_error_handled")).total == 1)
        #expect(log.entries(LogQuery(userID: 7)).total == 0)
        let error = log.entries(LogQuery(status: .error)).entries[0].json(account: box.account(1))
        #expect(error["error_message"] == "lost")
        #expect(error["details"]?["account_id"]?.string == box.id(1))
        #expect(error["details"]?["action_taken"] == "Incremented error count")
    }

    @Test func `identifiers of entries are UUIDs, all different, and the same each time`() throws {
        let ids = (0..<1000).map { number in
            var entry = LogEntry(
                at: Timestamp(nanoseconds: 0),
                row: nil,
                userID: 0,
                event: .recovered(type: "")
            )
            entry.number = number
            return entry.id
        }
        #expect(Set(ids).count == 1000)
        for id in ids { #expect(try UUIDForm.canonical(id) == id) }
        #expect(ids.allSatisfy { $0.dropFirst(14).first == "4" })
    }
}
