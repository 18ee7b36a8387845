import InMemoryInfrastructure
import Infrastructure
import JSON
import SimulationKernel
import Synchronization
import Testing

@testable import Systems

/// What the parsing service does about what goes wrong.
@Suite struct ParsingErrorTests {
    private static let body: JSONValue = [
        "user_id": 1, "platform": "telegram", "targets": ["@news"],
        "config": ["message_limit": 30, "speed_config": "fast"],
    ]

    private static func script(_ outcome: String, _ seconds: Int? = nil) -> [ScriptedOutcome] {
        let wait = seconds.map { Duration.seconds($0) }
        return [ScriptedOutcome(account: nil, call: 1, outcome: outcome, wait: wait)]
    }

    @Test(arguments: [
        ("peerFlood", "peer_flood 'PeerFloodError: Too many requests'"),
        ("authKeyError", "auth_key_error 'AuthKeyError: The key is not registered'"),
        ("phoneBanned", "phone_number_banned 'PhoneNumberBannedError: The number is banned'"),
        ("userDeactivated", "user_deactivated 'UserDeactivatedError: The user is deleted'"),
    ])
    func `an error of the account fails the task, is reported and gives the account back`(
        _ outcome: String,
        _ report: String
    ) {
        let box = ServicesBox(script: Self.script(outcome))
        box.send(at: 0, .post, "/api/v1/tasks", Self.body)
        box.run(until: 60)
        #expect(
            box.lines("error", "record", "release") == [
                "0 error a1 \(report)", "0 release a1 sent 0",
            ]
        )
        #expect(box.tasks == "1 accepted, 1 failed")
        #expect(box.performed.isEmpty)
    }

    @Test func `the quirk keeps the account of a task that failed`() {
        let box = ServicesBox(script: Self.script("peerFlood")) {
            $0.quirks = .lockKeptAfterFailure
        }
        box.send(at: 0, .post, "/api/v1/tasks", Self.body)
        box.run(until: 60)
        #expect(box.lines("release").isEmpty)
        #expect(box.tasks == "1 accepted, 1 failed")
    }

    @Test func `a flood wait is slept out with a second more, and nobody is told`() {
        let box = ServicesBox(script: Self.script("floodWait", 100))
        box.send(at: 0, .post, "/api/v1/tasks", Self.body)
        box.run(until: 200)
        // A flood wait of 100 s from 0.1 s on ends before the next call at 101.2 s.
        #expect(box.performed == ["101 a1 parse @news", "118 a1 parse @news"])
        #expect(box.lines("error").isEmpty)
        #expect(box.tasks == "1 accepted, 1 completed")
    }

    @Test func `a flood wait beyond any lease is reported, and the task waits for an account`() {
        let box = ServicesBox(accounts: 2, script: Self.script("floodWait", 10_000))
        box.send(at: 0, .post, "/api/v1/tasks", Self.body)
        box.run(until: 200)
        #expect(
            box.lines("error", "release").prefix(2) == [
                "0 error a1 flood_wait 'FloodWaitError: 10000'", "0 release a1 sent 0",
            ]
        )
    }

    // The pauses are 1.2 s and 1.44 s, and a tenth of a second comes before each request.
    @Test func `a request that fails is repeated after growing pauses`() {
        let box = ServicesBox(
            script: (1...2).map {
                ScriptedOutcome(account: 0, call: $0, outcome: "networkError", wait: nil)
            }
        )
        box.send(at: 0, .post, "/api/v1/tasks", Self.body)
        box.run(until: 2.9)
        #expect(box.performed.isEmpty)
        box.run(until: 3)
        #expect(box.performed == ["2 a1 parse @news"])
        box.run(until: 60)
        #expect(box.tasks == "1 accepted, 1 completed")
    }

    @Test func `a request that fails once too often fails the task`() {
        let box = ServicesBox(
            script: (1...3).map {
                ScriptedOutcome(account: 0, call: $0, outcome: "networkError", wait: nil)
            }
        )
        box.send(at: 0, .post, "/api/v1/tasks", Self.body)
        box.run(until: 60)
        #expect(box.lines("error") == ["2 error a1 network_error 'Telegram did not answer'"])
        #expect(box.tasks == "1 accepted, 1 failed")
    }

    @Test
    func `a refusal is waited out for as long as it says, and others for a quarter of an hour`() {
        let box = ServicesBox()
        box.manager.state.withLock { state in
            state.refusals = [
                ["allowed": false, "details": ["cooldown_remaining": 7]],
                ["allowed": false, "reason": "Hourly limit exceeded", "details": [:]],
            ]
        }
        box.send(at: 0, .post, "/api/v1/tasks", Self.body)
        box.run(until: 1000)
        // The second refusal in a row adds a second.
        #expect(
            box.lines("check").prefix(3) == [
                "0 check a1: no", "7 check a1: no", "908 check a1: yes",
            ]
        )
        #expect(box.tasks == "1 accepted, 1 completed")
    }

    @Test func `an account that is not fit for it is given back, and another look finds another`() {
        let box = ServicesBox()
        box.manager.state.withLock { state in
            let refusal: JSONValue = ["allowed": false, "reason": "Account not available"]
            state.refusals = [refusal, refusal]
        }
        box.send(at: 0, .post, "/api/v1/tasks", Self.body)
        box.run(until: 100)
        #expect(
            box.lines("check").prefix(3) == [
                "0 check a1: no", "10 check a1: no", "20 check a1: yes",
            ]
        )
        #expect(box.tasks == "1 accepted, 1 completed")
    }

    @Test func `a lease that is shorter than a portion is renewed for each`() {
        let box = ServicesBox { $0.parsing.lockTimeout = .seconds(60) }
        box.send(at: 0, .post, "/api/v1/tasks", Self.body)
        box.run(until: 100)
        #expect(box.lines("allocate").count == 3)
        #expect(box.tasks == "1 accepted, 1 completed")
    }

    @Test func `a broken check does not stop the service, as in the sources`() {
        let box = ServicesBox()
        box.manager.state.withLock { state in
            state.refusals = [
                ["allowed": false, "reason": "Rate limit check error: CONTACT_ADD", "details": [:]]
            ]
        }
        box.send(at: 0, .post, "/api/v1/tasks", Self.body)
        box.run(until: 100)
        #expect(box.performed.first == "0 a1 parse @news")
    }

    @Test func `a paused task gives its account back and goes on where it was`() {
        let box = ServicesBox()
        box.send(at: 0, .post, "/api/v1/tasks", Self.body)
        box.run(until: 1)
        let id = box.reply(0)["task_id"]?.string ?? ""
        // A message takes 0.7 s: at 5 s there are seven.
        let paused = box.send(at: 5, .post, "/tasks/\(id)/pause")
        let again = box.send(at: 6, .post, "/tasks/\(id)/pause")
        let asked = box.send(at: 50, .get, "/api/v1/tasks/\(id)")
        let resumed = box.send(at: 100, .post, "/tasks/\(id)/resume")
        box.run(until: 200)
        #expect(box.reply(paused)["status"]?.string == "paused")
        #expect(box.replies[again]?.status == 400)
        #expect(box.reply(asked)["progress"]?.integer == 22)
        #expect(box.reply(resumed)["status"]?.string == "pending")
        #expect(box.lines("release").first == "5 release a1 sent 0")
        // The portion goes on with the messages from the eighth to the twenty-fifth.
        #expect(box.performed.map { $0.split(separator: " ")[0] } == ["0", "100", "112"])
        #expect(box.tasks == "1 accepted, 1 completed")
    }

    @Test func `a deleted task is no longer there, and its account is free`() {
        let box = ServicesBox()
        box.send(at: 0, .post, "/api/v1/tasks", Self.body)
        box.run(until: 1)
        let id = box.reply(0)["task_id"]?.string ?? ""
        box.send(at: 5, .delete, "/tasks/\(id)")
        let asked = box.send(at: 6, .get, "/api/v1/tasks/\(id)")
        box.run(until: 60)
        #expect(box.replies[asked]?.status == 404)
        #expect(box.lines("release") == ["5 release a1 sent 0"])
        #expect(box.tasks == "1 accepted, 1 failed")
    }

    @Test func `a crash of the service loses no task and repeats no message`() {
        let box = ServicesBox()
        box.send(at: 0, .post, "/api/v1/tasks", Self.body)
        box.perform(at: 5) { _ = $0.supervisor.crash("parsing-service") }
        box.perform(at: 8) { $0.supervisor.restart("parsing-service") }
        box.run(until: 100)
        #expect(
            box.lines("allocate") == ["0 allocate parsing any: a1", "18 allocate parsing a1: a1"]
        )
        #expect(box.tasks == "1 accepted, 1 completed")
    }

    @Test func `all tasks can be cleared, running and pending ones`() {
        let box = ServicesBox()
        for second in 0...2 { box.send(at: Double(second), .post, "/api/v1/tasks", Self.body) }
        let cleared = box.send(at: 4, .delete, "/admin/clear-all-tasks")
        box.run(until: 100)
        let details = box.reply(cleared)["details"]
        #expect(details?["database_tasks_cleared"]?.integer == 3)
        #expect(box.tasks == "3 accepted, 3 failed")
    }
}
