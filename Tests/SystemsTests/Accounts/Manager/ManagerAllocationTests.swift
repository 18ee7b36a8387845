import Infrastructure
import SimulationKernel
import Testing

@testable import Systems

/// Who gets which account (2.6).
struct ManagerAllocationTests {
    @Test func `an account has one owner, and comes back when it is released or its time is over`()
    {
        let box = AccountsBox()
        box.at(0) { try await $0.allocate("a", minutes: 1) }
        box.at(1) { try await $0.allocate("b") }
        box.at(59.9) { try await $0.allocate("b") }
        box.at(60.1) { try await $0.allocate("b") }
        box.at(70) { try await $0.release(0, "a") }
        box.at(71) { try await $0.release(0, "b") }
        box.at(72) { try await $0.allocate("a") }
        #expect(
            box.run(until: 100) == [
                "0s a has A0 until 60s", "1s none", "59.9s none", "60.1s b has A0 until 1860.1s",
                "70s not released", "71s released", "72s a has A0 until 1872s",
            ]
        )
        #expect(box.broken == [])
    }

    @Test func `the lock is in database 1, with its owner, its instant and its time to live`() {
        let box = AccountsBox()
        box.at(1.5) { try await $0.allocate("parsing-service", minutes: 120) }
        box.at(2.5) { box in
            let store = box.environment.store.database(1)
            let key = "account_lock:" + box.id(0)
            let value = try await store.get(key)?.text ?? "nothing"
            return "\(value), \(try await store.timeToLive(of: key))"
        }
        #expect(
            box.run().last
                == "2.5s parsing-service:2025-01-01T00:00:01.500000Z, left(7199.0 seconds)"
        )
    }

    @Test func `the least used account comes first, then the one that rested longest`() {
        let box = AccountsBox(accounts: 3)
        box.at(0) {
            _ = try await $0.record(0, .invite); return "A0 invited"
        }
        for (second, service) in [(1, "a"), (2, "b"), (3, "c")] {
            box.at(Double(second)) { try await $0.allocate(service, for: .inviteCampaign) }
        }
        box.at(10) { try await $0.release(2, "b") }
        box.at(11) { try await $0.release(1, "a") }
        box.at(12) { try await $0.allocate("d") }
        #expect(
            box.run(until: 20) == [
                "0s A0 invited", "1s a has A1 until 1801s", "2s b has A2 until 1802s",
                "3s c has A0 until 1803s", "10s released", "11s released",
                "12s d has A2 until 1812s",
            ]
        )
    }

    @Test func `a service that asks again renews its own lock`() {
        let box = AccountsBox()
        box.at(0) { try await $0.allocate("a", minutes: 1) }
        box.at(50) { try await $0.allocate("a", minutes: 1) }
        box.at(61) { try await $0.allocate("b") }
        box.at(62) { try await $0.release(0, "a") }
        box.at(63) { try await $0.allocate("b") }
        #expect(
            box.run(until: 70) == [
                "0s a has A0 until 60s", "50s a has A0 until 110s", "61s none", "62s released",
                "63s b has A0 until 1863s",
            ]
        )
        #expect(box.broken == [])
    }

    @Test func `a preferred account is lent whatever it has done, but not against its owner`() {
        let box = AccountsBox(accounts: 3, users: 2)
        box.at(0) { try await $0.fail(0, .peerFlood) }
        box.at(1) { try await $0.allocate("a", preferred: 0) }
        box.at(2) { try await $0.allocate("b", preferred: 0) }
        // The second account is the other user's.
        box.at(3) { try await $0.allocate("b", preferred: 1) }
        box.at(4) { try await $0.allocate("b", user: 2, preferred: 1) }
        #expect(
            box.run(until: 10).dropFirst() == [
                "1s a has A0 until 1801s", "2s none", "3s none", "4s b has A1 until 1804s",
            ]
        )
        #expect(box.broken == [])
    }

    @Test func `nobody gets an unknown account, a foreign user's, or one to manage channels`() {
        let box = AccountsBox()
        box.at(0) { box in
            let request = AllocationRequest(
                userID: 1,
                purpose: .general,
                service: "a",
                preferred: "550e8400-e29b-41d4-a716-446655440000"
            )
            return try await box.manager.allocate(request) == nil ? "none" : "one"
        }
        box.at(1) { try await $0.allocate("a", user: 2) }
        box.at(2) { try await $0.allocate("a", for: .channelManagement) }
        #expect(box.run() == ["0s none", "1s none", "2s none"])
    }

    @Test(arguments: [(0, "1800s"), (-5, "1800s"), (1, "60s"), (Int.max / 60, "3153600000s")])
    func `a lock is as long as it may be`(_ minutes: Int, _ end: String) {
        let box = AccountsBox()
        box.at(0) { try await $0.allocate("a", minutes: minutes) }
        box.at(1) { try await $0.allocate("b") }
        #expect(box.run(until: 10) == ["0s a has A0 until \(end)", "1s none"])
        #expect(box.broken == [])
    }

    @Test func `at 200 invites into a channel, or 15 today, the next account is taken`() {
        let box = AccountsBox(accounts: 2) { settings in
            settings.limits.invite.perChannelTotal = 3
            settings.limits.invite.perChannelDaily = 2
        }
        for second in 0..<2 {
            box.at(Double(second)) { try await $0.record(0, .invite, channel: "@Chat") }
        }
        box.at(10) {
            try await $0.allocate("a", for: .inviteCampaign, channel: "https://t.me/chat")
        }
        box.at(20) { try await $0.allocate("b", for: .inviteCampaign, channel: "chat") }
        box.at(21) { try await $0.allocate("b", for: .inviteCampaign, channel: "other") }
        // A day later, one more is left of the three.
        box.at(86_400) { try await $0.record(0, .invite, channel: "chat") }
        box.at(90_000) { try await $0.allocate("c", for: .inviteCampaign, channel: "chat") }
        box.at(90_001) { try await $0.allocate("d", for: .inviteCampaign, channel: "chat") }
        #expect(
            box.run().dropFirst(2) == [
                "10s a has A1 until 1810s", "20s none", "21s b has A0 until 1821s",
                "86400s recorded", "90000s c has A1 until 91800s", "90001s none",
            ]
        )
    }
}

/// Two services are after the same account at one instant, and the store takes its time.
struct ManagerContentionTests {
    private func box(_ accounts: Int, _ quirks: AccountsQuirks = []) -> AccountsBox {
        AccountsBox(accounts: accounts, quirks: quirks, latency: .constant(1_000_000))
    }

    @Test func `who loses a lock gets the next account`() {
        let box = box(2)
        box.at(0) { try await $0.allocate("a") }
        box.at(0) { try await $0.allocate("b") }
        box.at(0) { try await $0.allocate("c") }
        #expect(
            box.run(until: 1) == [
                "0.001s a has A0 until 1800s", "0.002s b has A1 until 1800.001s", "0.002s none",
            ]
        )
        #expect(box.broken == [])
    }

    @Test func `with the quirk, who loses a lock gets nothing`() {
        let box = box(2, .singleCandidate)
        box.at(0) { try await $0.allocate("a") }
        box.at(0) { try await $0.allocate("b") }
        #expect(
            box.run(until: 1) == ["0.001s a has A0 until 1800s", "0.001s none"]
        )
    }

    @Test func `one service does not get one account twice at a time`() {
        let box = box(2)
        box.at(0) { try await $0.allocate("a") }
        box.at(0) { try await $0.allocate("a") }
        #expect(
            box.run(until: 1) == [
                "0.001s a has A0 until 1800s", "0.001s a has A1 until 1800s",
            ]
        )
    }

    @Test func `an account that becomes unusable while its lock is under way is given back`() {
        let box = box(1)
        box.at(0) { try await $0.allocate("a") }
        box.at(0.0005) { try await $0.fail(0, .userDeactivated) }
        box.at(0.01) { box in
            "\(try await box.environment.store.database(1).exists("account_lock:" + box.id(0)))"
        }
        #expect(
            box.run(until: 1) == [
                "0.0005s disabled, never, no retry: Permanently disabled", "0.002s none",
                "0.011s false",
            ]
        )
        #expect(box.broken == [])
    }

    @Test func `a lock lives on for as long as it was under way, and nobody gets it then`() {
        let box = box(1)
        box.at(0) { try await $0.allocate("a", minutes: 1) }
        box.at(60.0001) { try await $0.allocate("a", minutes: 1) }
        box.at(60.0002) { try await $0.allocate("b", minutes: 1) }
        box.at(60.003) { try await $0.allocate("b", minutes: 1) }
        #expect(
            box.run(until: 61) == [
                "0.001s a has A0 until 60s", "60.0011s none", "60.0012s none",
                "60.004s b has A0 until 120.003s",
            ]
        )
        #expect(box.broken == [])
    }
}
