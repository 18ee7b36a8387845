import Infrastructure
import JSON
import Testing

@testable import Systems

/// What errors do to accounts (2.7, rows 26 to 29).
struct ManagerErrorTests {
    /// An error at second 10 with its message: status, recovery, advice, and what was done.
    private static let errors: [(AccountErrorKind, String, String)] = [
        (
            .floodWait, "FloodWaitError: 300",
            "floodWait, 370s, retry: Set flood wait until 2025-01-01T00:06:10Z"
        ),
        (
            .floodWait, "FLOOD_WAIT_42 (caused by 17)",
            "floodWait, 112s, retry: Set flood wait until 2025-01-01T00:01:52Z"
        ),
        (.floodWait, "wait", "floodWait, 370s, retry: Set flood wait until 2025-01-01T00:06:10Z"),
        (.floodWait, "0", "floodWait, 70s, retry: Set flood wait until 2025-01-01T00:01:10Z"),
        (.peerFlood, "", "blocked, 86410s, no retry: Blocked for 24 hours due to peer flood"),
        (.phoneNumberBanned, "", "disabled, never, no retry: Permanently disabled"),
        (.userDeactivated, "", "disabled, never, no retry: Permanently disabled"),
        (.authKeyError, "", "disabled, never, no retry: Disabled due to auth key error"),
        (.sessionPasswordNeeded, "", "active, 1810s, retry: Incremented error count"),
        (.privacyRestricted, "", "active, 1810s, retry: Incremented error count"),
        (.networkError, "5", "active, 1810s, retry: Incremented error count"),
        (.unknownError, "", "active, 1810s, retry: Incremented error count"),
    ]

    @Test(arguments: errors)
    func `an error has its consequence`(
        _ kind: AccountErrorKind,
        _ message: String,
        _ consequence: String
    ) {
        let box = AccountsBox()
        box.at(10) { try await $0.fail(0, kind, message) }
        #expect(box.run() == ["10s \(consequence)"])
        #expect(box.account(0).errorCount == 1)
    }

    @Test func `a number without end is a wait of a hundred years`() {
        #expect(ErrorText.firstNumber(String(repeating: "9", count: 1000)) == 3_153_600_000)
        #expect(ErrorText.firstNumber("x") == nil)
        #expect(ErrorText.firstNumber("a1b2") == 1)
    }

    /// Quirks, a first error, and the status after it and one of another kind.
    private static let statuses: [(AccountsQuirks, AccountErrorKind, AccountStatus)] = [
        ([], .peerFlood, .blocked), ([], .floodWait, .floodWait), ([], .authKeyError, .disabled),
        (.errorsReactivate, .peerFlood, .active), (.errorsReactivate, .authKeyError, .active),
    ]

    @Test(arguments: statuses)
    func `an error of another kind keeps the status, unless the quirk makes it active`(
        _ quirks: AccountsQuirks,
        _ first: AccountErrorKind,
        _ status: AccountStatus
    ) {
        let box = AccountsBox(quirks: quirks)
        box.at(0) { try await $0.fail(0, first) }
        box.at(1) { try await $0.fail(0, .unknownError) }
        box.run(until: 2)
        #expect(box.account(0).status == status)
        #expect(box.account(0).errorCount == 2)
        #expect(box.broken == [])
    }

    @Test func `what is disabled stays so, whatever comes`() {
        let box = AccountsBox()
        for (second, kind) in [AccountErrorKind.authKeyError, .floodWait, .peerFlood].enumerated() {
            box.at(Double(second)) { try await $0.fail(0, kind) }
        }
        box.at(200_000) { try await $0.allocate("a") }
        #expect(box.run().last == "200000s none")
        #expect(box.account(0).status == .disabled)
        #expect(box.broken == [])
    }

    @Test func `an unknown account gets the answer, and nothing happens`() {
        let box = AccountsBox()
        box.at(0) { box in
            let report = ErrorReport(kind: .floodWait, message: "30")
            let answer = try await box.manager.handleError("x", report)
            let queue = try await box.queue()
            return
                "\(answer.status) \(box.seconds(answer.recoveryTime ?? box.manager.now)) \(queue)"
        }
        #expect(box.run() == ["0s floodWait 90s []"])
    }

    @Test func `a success forgives errors`() {
        let box = AccountsBox()
        box.at(0) { try await $0.fail(0, .networkError) }
        box.at(1) { try await $0.record(0, .message) }
        box.run()
        #expect(box.account(0).errorCount == 0)
    }
}

/// The recovery queue in database 2 (2.4, 2.7).
struct ManagerRecoveryTests {
    @Test func `an error with a time is queued once, with the documented member`() {
        let box = AccountsBox()
        box.at(0) { try await $0.fail(0, .floodWait, "30") }
        box.at(1) { try await $0.queue().joined() }
        box.at(2) { try await $0.fail(0, .floodWait, "100") }
        box.at(3) { try await $0.queue().joined() }
        box.at(4) { box in
            let key = "recovery:" + box.id(0)
            let store = box.environment.store.database(2)
            let value = try await store.get(key)?.json?["recovery_time"]?.string ?? "nothing"
            return "\(value) \(try await store.timeToLive(of: key))"
        }
        let lines = box.run(until: 10)
        #expect(
            lines[1]
                == #"1s 1735689690.0 {"account_id":"A0","recovery_time":"2025-01-01T00:01:30Z","#
                + #""recovery_type":"auto","scheduled_at":"2025-01-01T00:00:00Z"}"#
        )
        #expect(
            lines[3]
                == #"3s 1735689762.0 {"account_id":"A0","recovery_time":"2025-01-01T00:02:42Z","#
                + #""recovery_type":"auto","scheduled_at":"2025-01-01T00:00:02Z"}"#
        )
        #expect(lines[4] == "4s 2025-01-01T00:02:42Z left(3758.0 seconds)")
    }

    @Test func `with the quirk, errors are not queued`() {
        let box = AccountsBox(quirks: .unqueuedErrors)
        box.at(0) { try await $0.fail(0, .floodWait, "30") }
        box.at(1) { try await $0.queue().joined() }
        #expect(box.run(until: 10).last == "1s ")
    }

    @Test func `a recovery ends the wait, and an automatic one forgives the errors`() {
        let counts = ["auto", "manual"].map { type in
            let box = AccountsBox()
            box.at(0) { try await $0.fail(0, .floodWait, "30") }
            box.at(1) { box in
                let at = Timestamp(nanoseconds: 90_000_000_000)
                return "\(try await box.manager.scheduleRecovery(box.id(0), at: at, type: type))"
            }
            for second in [89.0, 90, 91] {
                box.at(second) { "\(try await $0.manager.processRecoveries(limit: 50))" }
            }
            #expect(box.run(until: 100).suffix(4) == ["1s true", "89s 0", "90s 1", "91s 0"])
            #expect(box.account(0).status == .active)
            #expect(box.broken == [])
            return box.account(0).errorCount
        }
        #expect(counts == [0, 1])
    }

    @Test func `who is looked at too early comes back to the queue for the end of its wait`() {
        let box = AccountsBox()
        box.at(0) { try await $0.fail(0, .peerFlood) }
        box.at(1) { box in
            let past = Timestamp(nanoseconds: .min)
            return "\(try await box.manager.scheduleRecovery(box.id(0), at: past, type: "manual"))"
        }
        box.at(2) { "\(try await $0.manager.processRecoveries(limit: 50))" }
        box.at(3) { "\(try await $0.queue().map { $0.prefix(12) })" }
        box.at(86_400) { "\(try await $0.manager.processRecoveries(limit: 50))" }
        box.at(86_401) { "\(try await $0.queue().count)" }
        #expect(
            box.run().dropFirst() == [
                "1s true", "2s 0", #"3s ["1735776000.0"]"#, "86400s 1", "86401s 0",
            ]
        )
    }

    @Test func `only so many are processed, and what is no member is thrown out`() {
        let box = AccountsBox(accounts: 3)
        for number in 0..<3 { box.at(0) { try await $0.fail(number, .floodWait, "\(number)") } }
        box.at(1) { box in
            try await box.manager.recoveries.setScore(5, of: "nonsense", in: ManagerKeys.queue)
            return "\(try await box.queue().count)"
        }
        box.at(100) { "\(try await $0.manager.processRecoveries(limit: 2))" }
        box.at(101) { "\(try await $0.manager.processRecoveries(limit: 2))" }
        box.at(102) { "\(try await $0.queue().count)" }
        box.at(103) { "\(try await $0.manager.processRecoveries(limit: 0))" }
        #expect(box.run().suffix(5) == ["1s 4", "100s 1", "101s 2", "102s 0", "103s 0"])
        #expect(box.broken == [])
    }

    @Test func `with naive timers no recovery succeeds, and no account with a timer is healthy`() {
        let box = AccountsBox(quirks: .naiveTimers)
        box.at(0) { try await $0.fail(0, .floodWait, "30") }
        box.at(1) { box in
            let health = box.manager.health(box.id(0))
            return "\(health.status) \(health.issues.joined())"
        }
        box.at(90) { "\(try await $0.manager.processRecoveries(limit: 50))" }
        box.at(91) { "\(try await $0.queue().count)" }
        #expect(
            box.run().dropFirst() == [
                "1s disabled Health check error: can't compare offset-naive and "
                    + "offset-aware datetimes",
                "90s 0", "91s 0",
            ]
        )
        #expect(box.broken == [])
    }
}

extension AccountsBox {
    /// The recovery queue: scores and members.
    func queue() async throws -> [String] {
        try await environment.store.database(2).scored(in: "account_recovery_queue")
            .map { "\($0.score) \($0.member)" }
    }
}
