import Infrastructure
import JSON
import SimulationKernel
import Synchronization
import Testing

@testable import Systems

@Suite struct InviteServiceTests {
    private static func campaign(_ people: Int, from first: Int = 1) -> JSONValue {
        let targets = (0..<people).map { JSONValue.object(["username": .string("u\(first + $0)")]) }
        return [
            "user_id": 1, "name": "Test", "platform": "telegram", "targets": .array(targets),
            "invite_data": ["group_id": "@channel", "message": "Hello"],
        ]
    }

    private static func send(_ box: ServicesBox, at second: Double, _ body: JSONValue) -> Int {
        box.send(at: second, .post, "/api/v1/campaigns", body, to: InviteService.name)
    }

    private static func ask(
        _ box: ServicesBox,
        at second: Double,
        _ method: HTTPMethod,
        _ path: String,
        _ body: JSONValue? = nil
    ) -> Int {
        box.send(at: second, method, "/api/v1/tasks/\(path)", body, to: InviteService.name)
    }

    /// Who was invited, when and by whom.
    private static func invites(_ box: ServicesBox) -> [String] { box.lines("invite") }

    @Test func `an invite is checked, done, recorded, held for ten seconds and given back`() {
        let box = ServicesBox()
        _ = Self.send(box, at: 0, Self.campaign(2))
        box.run(until: 1000)
        let expected = [
            "0 allocate invite_campaign a1: a1", "0 check a1: yes", "0 invite u1 by a1",
            "0 record a1 true", "10 release a1 sent 1",
            "70 allocate invite_campaign a1: a1", "70 check a1: yes", "70 invite u2 by a1",
            "70 record a1 true", "80 release a1 sent 1",
        ]
        #expect(box.lines() == expected)
        #expect(box.performed == ["0 a1 invite @channel", "70 a1 invite @channel"])
        #expect(box.tasks == "1 accepted, 1 completed")
    }

    @Test func `who is refused gives the account back and tries the next one`() {
        let box = ServicesBox(accounts: 3, cooldown: 900)
        _ = Self.send(box, at: 0, Self.campaign(4))
        box.run(until: 2000)
        // Three accounts have their cooldown from 0, 70 and 140 s on; the first is over at 900 s,
        // and the service asks again a second after the shortest.
        let expected = [
            "0 invite u1 by a1", "70 invite u2 by a2", "140 invite u3 by a3", "901 invite u4 by a1",
        ]
        #expect(Self.invites(box) == expected)
        #expect(box.lines("release").contains("70 release a1 sent 0"))
        #expect(box.tasks == "1 accepted, 1 completed")
    }

    @Test func `where no account is to be had, the step is repeated after 901 seconds`() {
        let box = ServicesBox()
        box.manager.state.withLock { $0.locks["a1"] = "parsing-service" }
        box.perform(at: 100) { box in box.manager.state.withLock { $0.locks = [:] } }
        _ = Self.send(box, at: 0, Self.campaign(1))
        box.run(until: 2000)
        let lent = [
            "0 allocate invite_campaign a1: none", "0 allocate invite_campaign any: none",
            "0 allocate general any: none", "901 allocate invite_campaign a1: a1",
        ]
        #expect(box.lines("allocate") == lent)
        #expect(box.tasks == "1 accepted, 1 completed")
    }

    @Test(arguments: [
        ("floodWait", "flood_wait 'FloodWaitError: 77'"),
        ("peerFlood", "peer_flood 'PeerFloodError: Too many requests'"),
        ("authKeyError", "auth_key_error 'AuthKeyError'"),
        ("phoneBanned", "phone_number_banned 'PhoneNumberBannedError'"),
        ("userDeactivated", "user_deactivated 'UserDeactivatedError'"),
    ])
    func `an error of the account is reported by the manager's name, and another one invites`(
        _ outcome: String,
        _ report: String
    ) {
        let line = ScriptedOutcome(account: 0, call: 1, outcome: outcome, wait: .seconds(77))
        let box = ServicesBox(accounts: 2, script: [line])
        _ = Self.send(box, at: 0, Self.campaign(1))
        box.run(until: 1000)
        #expect(box.lines("error") == ["0 error a1 \(report)"])
        #expect(Self.invites(box) == ["0 invite u1 by a1", "10 invite u1 by a2"])
        #expect(box.lines("record") == ["10 record a2 true"])
        #expect(box.tasks == "1 accepted, 1 completed")
    }

    @Test(arguments: [
        ("privacyRestricted", "FAILED", "privacy_restricted"),
        ("notMutualContact", "FAILED", "not_mutual_contact"),
        ("chatWriteForbidden", "FAILED", "permission_denied"),
        ("userNotFound", "INVALID", "user_not_found"),
        ("alreadyParticipant", "ACCEPTED", "already_participant"),
    ])
    func `an error of the target closes it, and the next one follows after five seconds`(
        _ outcome: String,
        _ status: String,
        _ result: String
    ) {
        let line = ScriptedOutcome(account: 0, call: 1, outcome: outcome, wait: nil)
        let box = ServicesBox(script: [line])
        _ = Self.send(box, at: 0, Self.campaign(2))
        let asked = Self.ask(box, at: 500, .get, "1/targets")
        box.run(until: 1000)
        let target = box.reply(asked)["items"]?.array?.first
        #expect(target?["status"]?.string == status)
        #expect(target?["error_message"]?.string == result)
        #expect(box.lines("record") == ["0 record a1 false", "15 record a1 true"])
        #expect(box.tasks == "1 accepted, 1 completed")
    }

    @Test func `a failure of Telegram is repeated after one, two and four minutes`() {
        let box = ServicesBox(
            script: (1...3).map {
                ScriptedOutcome(account: 0, call: $0, outcome: "networkError", wait: nil)
            }
        )
        _ = Self.send(box, at: 0, Self.campaign(1))
        box.run(until: 1000)
        let expected = ["0", "70", "200", "450"].map { "\($0) invite u1 by a1" }
        #expect(Self.invites(box) == expected)
        #expect(box.lines("record") == ["450 record a1 true"])
    }

    @Test func `what fails six times has failed, and the campaign goes on`() {
        let box = ServicesBox(
            script: (1...6).map {
                ScriptedOutcome(account: 0, call: $0, outcome: "networkError", wait: nil)
            }
        )
        _ = Self.send(box, at: 0, Self.campaign(2))
        let asked = Self.ask(box, at: 5000, .get, "1/status")
        box.run(until: 5001)
        let status = box.reply(asked)
        #expect(status["status"]?.string == "COMPLETED")
        #expect(status["targets"]?["invited"]?.integer == 1)
        #expect(status["targets"]?["failed"]?.integer == 1)
        #expect(status["progress_percentage"]?.number == 100)
    }

    @Test func `a user whose accounts are all dead has a campaign that failed`() {
        let line = ScriptedOutcome(account: 0, call: 1, outcome: "phoneBanned", wait: nil)
        let box = ServicesBox(script: [line])
        _ = Self.send(box, at: 0, Self.campaign(1))
        let asked = Self.ask(box, at: 2000, .get, "1/status")
        box.run(until: 2001)
        #expect(box.reply(asked)["status"]?.string == "FAILED")
        #expect(box.tasks == "1 accepted, 1 failed")
    }

    @Test func `two campaigns never work with one account at a time`() {
        let box = ServicesBox(accounts: 2) { $0.invites.delay = .seconds(1) }
        _ = Self.send(box, at: 0, Self.campaign(20))
        _ = Self.send(box, at: 0, Self.campaign(20, from: 101))
        box.run(until: 2000)
        #expect(Self.invites(box).count == 40)
        var free: [Substring: Int] = [:]
        for line in box.lines("invite") {
            let words = line.split(separator: " ")
            let second = Int(words[0]) ?? 0
            #expect(second >= free[words[4]] ?? 0, "\(line)")
            free[words[4]] = second + 10
        }
        #expect(box.tasks == "2 accepted, 2 completed")
    }

    @Test func `the workers do as much at once as they have places for`() {
        let box = ServicesBox(accounts: 9)
        for number in 0..<6 {
            _ = Self.send(box, at: Double(number) / 10, Self.campaign(1, from: number * 10))
        }
        box.run(until: 1000)
        let seconds = Self.invites(box).compactMap { $0.split(separator: " ").first }
        #expect(seconds == ["0", "0", "10", "10", "20", "20"])
    }

    @Test func `a campaign of the sources is made, filled, begun and read step by step`() {
        let box = ServicesBox()
        let make: JSONValue = [
            "name": "N", "platform": "telegram", "priority": "high",
            "settings": ["group_id": "@channel", "delay_between_invites": 20],
        ]
        let made = Self.ask(box, at: 0, .post, "", make)
        let early = Self.ask(box, at: 1, .post, "1/execute")
        let people: JSONValue = [
            "targets": [["username": "u1"], ["username": "u2"], ["username": "u1"]]
        ]
        let filled = Self.ask(box, at: 2, .post, "1/targets/bulk", people)
        let begun = Self.ask(box, at: 3, .post, "1/execute")
        let late = Self.ask(box, at: 100, .post, "1/execute")
        box.run(until: 101)
        #expect(box.reply(made)["priority"]?.string == "HIGH")
        #expect(box.replies[early]?.status == 400)
        #expect(box.reply(early)["status_code"]?.integer == 400)
        #expect(box.reply(filled)["created_count"]?.integer == 2)
        #expect(box.reply(filled)["skipped_count"]?.integer == 1)
        #expect(box.reply(begun)["status"]?.string == "running")
        #expect(Self.invites(box) == ["3 invite u1 by a1", "33 invite u2 by a1"])
        #expect(box.replies[late]?.status == 400)
        #expect(box.tasks == "2 rejected, 1 accepted, 1 completed")
    }
}
