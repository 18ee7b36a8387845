import Infrastructure
import JSON
import SimulationKernel
import Testing

@testable import Systems

/// What a release counts, and whose it is (2.6, rows 24 and 25).
struct ManagerReleaseTests {
    /// How many invites are recorded and reported, with which spellings, and what counts then.
    private static let reports: [(Int, String, Int, [String], String)] = [
        (1, "@Chat", 1, ["chat"], "1; chat 1 1"),
        (0, "", 5, ["@Chat"], "5; chat 5 5"),
        (2, "chat", 5, ["t.me/Chat"], "5; chat 5 5"),
        (3, "chat", 1, ["chat"], "3; chat 3 3"),
        (1, "a", 1, ["a", "@a", "A"], "1; a 1 1"),
        (0, "", 2, ["a", "@a", "A"], "2; a 2 2"),
        (0, "", 2, ["a", "b"], "2; a 2 2; b 2 2"),
        (3, "a", 5, ["a", "b"], "5; a 5 5; b 5 5"),
        (0, "", 0, ["a"], "0"),
        (0, "", .max, ["a"], "9223372036854775807; a 9223372036854775807 9223372036854775807"),
    ]

    private static func usage(_ box: AccountsBox) -> String {
        let account = box.account(0)
        let channels = account.channels.map { "; \($0.channel) \($0.today) \($0.total)" }
        return "\(account.invitesToday)" + channels.joined()
    }

    @Test(arguments: reports)
    func `a release counts what was not recorded since the account was lent`(
        _ records: Int,
        _ recordedChannel: String,
        _ reported: Int,
        _ channels: [String],
        _ usage: String
    ) {
        let box = AccountsBox()
        box.at(0) { try await $0.allocate("a") }
        for second in 0..<records {
            box.at(Double(second + 1)) {
                try await $0.record(0, .invite, channel: recordedChannel)
            }
        }
        box.at(10) { try await $0.release(0, "a", invites: reported, channels: channels) }
        box.at(11) { Self.usage($0) }
        #expect(box.run().last == "11s \(usage)")
        #expect(box.broken == [])
    }

    @Test func `a report that comes again before the lock is gone counts once`() {
        let box = AccountsBox(latency: .constant(1_500_000_000))
        box.at(0) { try await $0.allocate("a") }
        box.at(10) { try await $0.release(0, "a", invites: 5, channels: ["c"]) }
        box.at(11) { try await $0.release(0, "a", invites: 5, channels: ["c"]) }
        box.at(30) { Self.usage($0) }
        #expect(box.run().last == "30s 5; c 5 5")
        #expect(box.broken == [])
    }

    @Test func `a record after a flood of reports overflows nothing`() {
        let box = AccountsBox()
        box.at(0) { try await $0.allocate("a") }
        box.at(1) { try await $0.release(0, "a", invites: .max, channels: ["a"]) }
        box.at(2) { try await $0.record(0, .invite, channel: "a") }
        box.at(3) { await $0.check(0, .invite, channel: "a") }
        #expect(
            box.run().last?.hasPrefix("3s Per-channel daily limit exceeded 9223372036854775807")
                == true
        )
    }

    @Test func `with the quirk, an invite counts when it is recorded and again at the release`() {
        let counts = [AccountsQuirks(), .doubleCounting].map { quirks in
            let box = AccountsBox(quirks: quirks)
            for invite in 0..<3 {
                box.at(Double(invite * 3600)) { try await $0.allocate("a") }
                box.at(Double(invite * 3600) + 1) { try await $0.record(0, .invite, channel: "c") }
                box.at(Double(invite * 3600) + 2) {
                    try await $0.release(0, "a", invites: 1, channels: ["c"])
                }
            }
            box.run()
            return Self.usage(box)
        }
        #expect(counts == ["3; c 3 3", "6; c 6 6"])
    }

    @Test func `with the quirk, two spellings of a channel are two for all but allocation`() {
        let box = AccountsBox(quirks: .rawChannelNames) { $0.limits.invite.perChannelDaily = 1 }
        box.at(0) { try await $0.record(0, .invite, channel: "@Chat") }
        box.at(3600) { await $0.check(0, .invite, channel: "@Chat") }
        box.at(3601) { await $0.check(0, .invite, channel: "chat") }
        box.at(3602) { try await $0.allocate("a", for: .inviteCampaign, channel: "@Chat") }
        #expect(
            box.run(until: 4000) == [
                "0s recorded", "3600s Per-channel daily limit exceeded 1/1", "3601s yes",
                "3602s a has A0 until 5402s",
            ]
        )
    }

    @Test func `who does not have the account releases nothing and counts nothing`() {
        let box = AccountsBox()
        box.at(0) { try await $0.allocate("a") }
        box.at(1) { try await $0.release(0, "b", invites: 3, channels: ["c"]) }
        box.at(2) { try await $0.release(0, "a", invites: 1, channels: ["c"]) }
        box.at(3) { try await $0.release(0, "a", invites: 1, channels: ["c"]) }
        box.at(4) { Self.usage($0) }
        box.at(5) { box in
            let answer = try await box.manager.release("x", by: "a", UsageReport())
            return answer == nil ? "unknown" : "known"
        }
        #expect(
            box.run() == [
                "0s a has A0 until 1800s", "1s not released", "2s released", "3s not released",
                "4s 1; c 1 1", "5s unknown",
            ]
        )
        let log = box.manager.log.entries(LogQuery(action: "account_released"))
        #expect(
            log.entries.map { $0.json(account: nil)["details"]?["note"]?.string } == [
                "not locked by this service", nil, "not locked by this service",
            ]
        )
        #expect(box.broken == [])
    }

    @Test func `a release with an error is an error, too`() {
        let box = AccountsBox()
        box.at(0) { try await $0.allocate("a") }
        box.at(1) { try await $0.release(0, "a", error: .authKeyError) }
        box.at(2) { try await $0.allocate("a") }
        #expect(box.run(until: 5) == ["0s a has A0 until 1800s", "1s released", "2s none"])
        #expect(box.account(0).status == .disabled)
    }

    @Test func `all locks of a service, or of all, can be taken back`() {
        let box = AccountsBox(accounts: 4)
        for (second, service) in ["a", "a:b", "a", "c"].enumerated() {
            box.at(Double(second)) { box in
                let text = try await box.allocate(service, preferred: second)
                return text
            }
        }
        box.at(10) { box in
            try await box.manager.lockDetails().map {
                "\($0.accountID) \($0.service) \($0.lockedAt) \($0.secondsToLive ?? -1)"
            }.sorted { box.named($0) < box.named($1) }.joined(separator: "; ")
        }
        box.at(11) { "\(try await $0.manager.releaseAll(of: "a").released)" }
        box.at(12) { "\($0.manager.lentServices)" }
        box.at(13) { "\(try await $0.manager.clearLocks().count)" }
        box.at(14) { "\($0.manager.lentServices)" }
        #expect(
            box.run(until: 20).dropFirst(4) == [
                "10s A0 a 2025-01-01T00:00:00Z 1790; A1 a:b 2025-01-01T00:00:01Z 1791; "
                    + "A2 a 2025-01-01T00:00:02Z 1792; A3 c 2025-01-01T00:00:03Z 1793",
                "11s 2", #"12s ["a:b", "c"]"#, "13s 2", "14s []",
            ]
        )
        #expect(box.broken == [])
    }
}

extension AccountManager {
    /// The services that have accounts, in the order of the accounts.
    fileprivate var lentServices: [String] {
        accounts(at: now) { table in (0..<table.count).compactMap { table[$0].lease?.service } }
    }
}
