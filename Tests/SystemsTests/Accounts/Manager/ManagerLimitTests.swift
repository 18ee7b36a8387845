import Infrastructure
import SimulationKernel
import Testing

@testable import Systems

/// What an account may do, and when no more (2.3, 2.8).
struct ManagerLimitTests {
    /// Actions recorded at seconds, then a check at a second and its answer.
    private static let limits: [(AccountAction, [Double], Double, String)] = [
        (.invite, [], 0, "yes"),
        // Two an hour of the clock, not two in an hour.
        (.invite, [0, 900], 3599, "Hourly limit exceeded 2/2"),
        (.invite, [0, 900], 3600, "yes"),
        (.invite, [3500, 4400], 5300, "yes"),
        (.invite, [100], 999, "Cooldown period active 1s"),
        (.invite, [100], 999.5, "Cooldown period active 1s"),
        (.invite, [100], 1000, "yes"),
        (.message, [0], 59, "Cooldown period active 1s"),
        (.message, [0, 60, 120, 180, 240, 300, 360, 420, 480], 540, "yes"),
        (
            .message, [0, 60, 120, 180, 240, 300, 360, 420, 480, 540], 600,
            "Hourly limit exceeded 10/10"
        ),
        (.addContact, [0], 299, "Cooldown period active 1s"),
        (.addContact, [0], 300, "yes"),
        (.addContact, [0, 300, 600], 900, "Hourly limit exceeded 3/3"),
        (.parse, [0], 1, "Cooldown period active 1s"),
        (.parse, [0], 2, "yes"),
        // The 20th of a burst is at 38 s, and the burst is over at 60 s.
        (.parse, (0..<20).map { Double($0) * 2 }, 40, "Burst limit exceeded 20/20 20s"),
        (.parse, (0..<20).map { Double($0) * 2 }, 59.5, "Burst limit exceeded 20/20 1s"),
        (.parse, (0..<20).map { Double($0) * 2 }, 60, "yes"),
        (.parse, (0..<120).map { Double($0) * 3 }, 500, "Hourly limit exceeded 120/120"),
        // What nobody counts is never allowed.
        (.joinChannel, [], 0, "Unknown action type: join_channel"),
        (.leaveChannel, [], 0, "Unknown action type: leave_channel"),
    ]

    @Test(arguments: limits)
    func `an action has its limits`(
        _ action: AccountAction,
        _ records: [Double],
        _ instant: Double,
        _ answer: String
    ) {
        let box = AccountsBox()
        for second in records {
            box.at(second) { try await $0.record(0, action) }
        }
        box.at(instant) { await $0.check(0, action) }
        #expect(box.run().last == "\(instant)s \(answer)".replacing(".0s", with: "s"))
        #expect(box.broken == [])
    }

    @Test func `thirty invites a day need fifteen hours, and the next day begins at midnight`() {
        let box = AccountsBox()
        for invite in 0..<30 {
            box.at(Double(invite / 2 * 3600 + invite % 2 * 900)) { box in
                let answer = await box.check(0, .invite)
                return answer == "yes" ? try await box.record(0, .invite) : answer
            }
        }
        box.at(15 * 3600) { await $0.check(0, .invite) }
        box.at(86_399) { await $0.check(0, .invite) }
        box.at(86_400) { await $0.check(0, .invite) }
        let lines = box.run()
        #expect(lines.count { $0.contains("recorded") } == 30)
        #expect(
            lines.suffix(3) == [
                "54000s Daily limit exceeded 30/30", "86399s Daily limit exceeded 30/30",
                "86400s yes",
            ]
        )
        #expect(box.broken == [])
    }

    @Test func `a channel has fifteen invites a day and two hundred for ever, however it is spelt`()
    {
        let box = AccountsBox()
        // The record of an action asks for no limits.
        for invite in 0..<15 {
            box.at(Double(invite)) { try await $0.record(0, .invite, channel: "@TestChannel") }
        }
        box.at(20) { await $0.check(0, .invite, channel: "https://t.me/testchannel") }
        box.at(21) { await $0.check(0, .invite, channel: "other") }
        for day in 1...13 {
            for invite in 0..<15 where day * 15 + invite < 200 {
                box.at(Double(day * 86_400 + invite)) {
                    try await $0.record(0, .invite, channel: "testchannel")
                }
            }
        }
        box.at(20 * 86_400) { await $0.check(0, .invite, channel: "TestChannel") }
        let lines = box.run(until: 3e6)
        #expect(lines[15] == "20s Per-channel daily limit exceeded 15/15")
        #expect(lines[16] == "21s Hourly limit exceeded 15/2")
        #expect(lines.last == "1728000s Per-channel total limit exceeded 200/200")
        #expect(
            box.account(0).channels == [ChannelUsage(channel: "testchannel", today: 0, total: 200)]
        )
    }

    @Test func `the order of reasons is that of the sources`() {
        let box = AccountsBox { settings in
            settings.limits.invite.perChannelDaily = 1
            settings.limits.invite.daily = 1
            settings.limits.invite.hourly = 1
        }
        box.at(0) { try await $0.record(0, .invite, channel: "a") }
        box.at(1) { await $0.check(0, .invite, channel: "a") }
        box.at(2) { await $0.check(0, .invite, channel: "b") }
        box.at(3) { try await $0.fail(0, .peerFlood) }
        box.at(4) { await $0.check(0, .invite, channel: "a") }
        box.at(5) { await $0.check(0, .joinChannel) }
        #expect(
            box.run(until: 10) == [
                "0s recorded", "1s Per-channel daily limit exceeded 1/1",
                "2s Daily limit exceeded 1/1",
                "3s blocked, 86403s, no retry: Blocked for 24 hours due to peer flood",
                "4s Account not available", "5s Account not available",
            ]
        )
    }

    @Test func `two looks at parses within a second are too many`() {
        let box = AccountsBox()
        for second in [0, 0.5, 1, 1.2, 2.1] {
            box.at(second) { await $0.check(0, .parse) }
        }
        box.at(3) { await $0.check(0, .invite) }
        box.at(3) { await $0.check(0, .invite) }
        #expect(
            box.run() == [
                "0s yes", "0.5s Check throttled", "1s yes", "1.2s Check throttled", "2.1s yes",
                "3s yes", "3s yes",
            ]
        )
    }

    @Test func `an unknown account may nothing and records nothing`() {
        let box = AccountsBox()
        box.at(0) { box in
            guard case .denied(let denial) = await box.manager.check("x", .invite, channel: nil)
            else { return "yes" }
            return denial.reason
        }
        box.at(1) { "\(try await $0.manager.record("x", .invite, channel: nil, success: true))" }
        box.at(2) { "\(try await $0.manager.limitStatus("x") == nil)" }
        let lines = box.run()
        #expect(lines[0] == "0s Account not found")
        #expect(lines[1].contains("unknownAccount"))
        #expect(lines[2] == "2s true")
        #expect(box.manager.log.count == 0)
    }

    @Test func `what failed counts nowhere, and what nobody counts is refused`() {
        let box = AccountsBox()
        box.at(0) { try await $0.record(0, .invite, success: false) }
        box.at(1) { await $0.check(0, .invite) }
        box.at(2) { try await $0.record(0, .joinChannel, success: false) }
        box.at(3) { try await $0.record(0, .joinChannel) }
        #expect(box.run() == ["0s recorded", "1s yes", "2s recorded", "3s unknown action"])
    }

    @Test func `records of one instant are all counted, although the store takes its time`() {
        let box = AccountsBox(latency: .uniform(min: 100_000, max: 5_000_000))
        for _ in 0..<20 { box.at(0) { try await $0.record(0, .parse) } }
        box.at(1) { await $0.check(0, .parse) }
        box.at(3) { await $0.check(0, .parse) }
        box.at(3) { box in
            let key = "burst:\(box.id(0)):parse"
            return try await box.manager.counters.get(key)?.text ?? "nothing"
        }
        let lines = box.run(until: 10).suffix(3)
        #expect(lines.count { $0.hasSuffix("Cooldown period active 1s") } == 1)
        #expect(lines.count { $0.hasSuffix("Burst limit exceeded 20/20 57s") } == 1)
        #expect(
            lines.count { $0.hasSuffix(#"{"count":20,"start_time":"2025-01-01T00:00:00Z"}"#) } == 1
        )
        #expect(box.broken == [])
    }
}

/// What the store holds of limits (2.4), and what the status makes of it.
struct ManagerCounterTests {
    @Test func `the counters of an account are in database 3 under the documented keys`() {
        let box = AccountsBox()
        box.at(3600.25) { try await $0.record(0, .invite, channel: "a") }
        for (second, key) in [
            (3601.5, "hourly:A0:invite:2025-01-01-01"), (3602.25, "cooldown:A0:invite"),
            (3603.25, "burst:A0:invite"),
        ] {
            box.at(second) { box in
                let key = key.replacing("A0", with: box.id(0))
                let value = try await box.environment.store.database(3).get(key)?.text ?? "nothing"
                let life = try await box.environment.store.database(3).timeToLive(of: key)
                return "\(value) \(life)"
            }
        }
        #expect(
            box.run().dropFirst() == [
                "3601.5s 1 left(3598.75 seconds)",
                "3602.25s 2025-01-01T01:00:00.250000Z left(898.0 seconds)",
                #"3603.25s {"count":1,"start_time":"2025-01-01T01:00:00.250000Z"} left(897.0 seconds)"#,
            ]
        )
    }

    @Test func `the status has every limit of every action`() async {
        let box = AccountsBox()
        box.at(0) { try await $0.record(0, .invite, channel: "@a") }
        box.at(60) { box in
            guard let status = try await box.manager.limitStatus(box.id(0)) else { return "none" }
            let actions = status.actions.map { state in
                "\(state.action.rawValue) \(state.daily.used)/\(state.daily.limit) "
                    + "\(state.hourly.used)/\(state.hourly.limit) \(state.cooldown.remaining) "
                    + "\(state.burst.use.used)/\(state.burst.use.limit)"
            }
            let channels = status.channels.map { "\($0.channel) \($0.today) \($0.total)" }
            return (actions + channels + ["\(status.isAvailable)"]).joined(separator: "; ")
        }
        #expect(
            box.run().last
                == "60s invite 1/30 1/2 840 1/3; message 0/30 0/10 0 0/5; "
                + "add_contact 0/15 0/3 0 0/2; parse 0/5000 0/120 0 0/20; a 1 1; true"
        )
    }

    @Test func `a store that fails denies checks and fails records, and nothing is lost of a day`()
    {
        let box = AccountsBox { $0.limits.invite.daily = 1 }
        box.at(0) { box in
            // A list where a string belongs: every command on it is an error.
            let store = box.environment.store.database(3)
            try await store.pushLast([.text("x")], to: "hourly:\(box.id(0)):invite:2025-01-01-00")
            return "broken"
        }
        box.at(1) { try await $0.record(0, .invite) }
        box.at(2) { await $0.check(0, .invite) }
        #expect(
            box.run() == [
                "0s broken",
                "1s WRONGTYPE Operation against a key holding the wrong kind of value",
                "2s Daily limit exceeded 1/1",
            ]
        )
    }
}
