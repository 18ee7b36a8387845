import Infrastructure
import SimulationKernel
import Testing

@testable import Systems

/// What the background workers do, and when (2.10).
struct ManagerWorkersTests {
    private func box(
        _ quirks: AccountsQuirks = [],
        _ configure: (inout AccountsSettings) -> Void = { _ in }
    ) -> AccountsBox {
        let box = AccountsBox(accounts: 2, quirks: quirks, configure)
        box.simulation.spawn("workers") { ManagerWorkers(box.manager).start() }
        return box
    }

    private func times(_ box: AccountsBox, _ work: BackgroundWork) -> [String] {
        box.manager.log.entries(LogQuery(action: work.rawValue, limit: 1000)).entries.reversed()
            .map { box.seconds($0.at) }
    }

    @Test func `each worker has its schedule and leaves a line in the log`() {
        let box = box()
        box.run(until: 86_400)
        #expect(times(box, .recoveries).prefix(3) == ["300s", "600s", "900s"])
        #expect(times(box, .recoveries).count == 288)
        #expect(times(box, .health).prefix(2) == ["900s", "1800s"])
        #expect(times(box, .locks).prefix(2) == ["1800s", "3600s"])
        #expect(times(box, .rateLimits).prefix(2) == ["3600s", "7200s"])
        #expect(times(box, .report) == ["21600s", "43200s", "64800s", "86400s"])
        #expect(times(box, .dailyReset) == ["86400s"])
    }

    @Test func `what is switched off does not run`() {
        let box = box { settings in
            settings.workers = ManagerWorkerSettings(
                recoveries: nil,
                resetsDaily: false,
                health: nil,
                locks: nil,
                cleanup: nil,
                report: nil
            )
        }
        box.run(until: 100_000)
        #expect(box.manager.log.count == 0)
    }

    @Test func `a flood wait is over at the next look after its end`() {
        let box = box()
        box.at(0) { try await $0.fail(0, .floodWait, "300") }
        for second in [359.0, 599, 601] {
            box.at(second) { box in
                "\(box.manager.database.withLock { $0[0].status })"
            }
        }
        #expect(
            box.run(until: 700).dropFirst() == ["359s floodWait", "599s floodWait", "601s active"]
        )
        #expect(box.account(0).errorCount == 0)
        #expect(box.broken == [])
    }

    @Test func `a new day begins at midnight: counts of today go, totals of channels stay`() {
        let totals = [AccountsQuirks(), .resetClearsTotals].map { quirks in
            let box = box(quirks)
            box.at(86_399) { try await $0.record(0, .invite, channel: "c") }
            box.at(86_400) { try await $0.record(0, .message) }
            box.run(until: 90_000)
            let account = box.account(0)
            #expect(account.invitesToday == 0)
            #expect(account.messagesToday == 1)
            #expect(box.broken == [])
            return account.channels.map { "\($0.today) \($0.total)" }
        }
        #expect(totals == [["0 1"], []])
    }

    @Test func `monitoring queues an account once, and with the quirk at each look`() {
        let members = [AccountsQuirks(), .duplicateRecoveries].map { quirks in
            let box = box(quirks)
            box.at(0) { try await $0.fail(0, .peerFlood) }
            box.at(4000) { "\(try await $0.queue().count)" }
            return box.run(until: 5000).last ?? ""
        }
        // Looks at 900, 1800, 2700 and 3600 s, beside what the error queued.
        #expect(members == ["4000s 1", "4000s 5"])
    }

    @Test func `monitoring queues what an error did not`() {
        let box = box(.unqueuedErrors)
        box.at(0) { try await $0.fail(0, .peerFlood) }
        box.at(1000) { try await $0.queue().joined() }
        let line = box.run(until: 2000).last
        #expect(line?.contains(#""recovery_type":"auto_monitoring","#) == true)
        #expect(line?.hasPrefix("1000s 1735776000.0 ") == true)
    }

    @Test func `locks and counters without an end are removed, others are not`() {
        let box = box()
        box.at(0) { try await $0.allocate("a", minutes: 60) }
        box.at(1) { box in
            let store = box.environment.store
            try await store.database(1).set("account_lock:\(box.id(1))", to: .text("x:then"))
            for (key, life) in [("hourly:a", nil), ("burst:b", nil), ("cooldown:c", 100_000)] {
                try await store.database(3).set(
                    key,
                    to: .text("1"),
                    timeToLive: life.map { .seconds($0) }
                )
            }
            try await store.database(3).set("other", to: .text("1"))
            return "set"
        }
        box.at(3599) { box in
            let locks = try await box.environment.store.database(1).keys(matching: "*")
            return "\(locks.map { box.named($0) })"
        }
        box.at(3601) { box in
            "\(try await box.environment.store.database(3).keys(matching: "*").sorted())"
        }
        #expect(
            box.run(until: 4000).suffix(2) == [
                #"3599s ["account_lock:A0"]"#, #"3601s ["cooldown:c", "other"]"#,
            ]
        )
    }

    @Test func `work that fails is tried again three times, a minute later each`() {
        let box = box()
        box.at(0) { box in
            try await box.manager.recoveries.set(ManagerKeys.queue, to: .text("no sorted set"))
            return "broken"
        }
        box.at(500) { box in
            try await box.manager.recoveries.delete(ManagerKeys.queue)
            return "repaired"
        }
        box.run(until: 1000)
        let log = box.manager.log.entries(
            LogQuery(action: BackgroundWork.recoveries.rawValue, limit: 100)
        )
        #expect(
            log.entries.reversed().map { "\(box.seconds($0.at)) \($0.status)" } == [
                "300s error", "360s error", "420s error", "480s error", "600s success",
                "900s success",
            ]
        )
    }

    @Test func `the report counts alerts`() {
        let box = box()
        box.at(0) { try await $0.fail(0, .floodWait, "1000") }
        box.at(1) { try await $0.fail(1, .peerFlood) }
        box.at(2) { "\(try await $0.manager.reportHealth())" }
        #expect(box.run(until: 10).last == "2s 2")
    }
}
