import Infrastructure
import JSON
import SimulationKernel
import Testing

@testable import Systems

@Suite struct ParsingServiceTests {
    private static func body(
        _ limit: Int64,
        _ speed: String = "medium",
        targets: [String] = ["@news"],
        priority: String = "normal"
    ) -> JSONValue {
        [
            "user_id": 1, "platform": "telegram",
            "targets": .array(targets.map { .string($0) }), "priority": .string(priority),
            "config": ["message_limit": .integer(limit), "speed_config": .string(speed)],
        ]
    }

    // 100 messages are four portions of 25, each with a request before it; the pauses are between
    // batches of 10, 25 and 50 messages. Saving takes a second.
    @Test(
        arguments: [
            ("safe", 4 * 1.0 + 100 * 5 + 9 * 5 + 1),
            ("slow", 4 * 1.0 + 100 * 5 + 9 * 5 + 1),
            ("medium", 4 * 0.5 + 100 * 2.3 + 3 * 2 + 1),
            ("whatever", 4 * 0.5 + 100 * 2.3 + 3 * 2 + 1),
            ("fast", 4 * 0.1 + 100 * 0.7 + 1 * 0.5 + 1),
            ("quick", 4 * 0.1 + 100 * 0.7 + 1 * 0.5 + 1),
        ] as [(String, Double)]
    )
    func `a task takes what the delays of its speed add up to`(_ speed: String, _ seconds: Double) {
        let box = ServicesBox()
        box.send(at: 0, .post, "/api/v1/tasks", Self.body(100, speed))
        box.run(until: seconds - 0.01)
        #expect(box.tasks == "1 accepted")
        box.run(until: seconds + 0.01)
        #expect(box.tasks == "1 accepted, 1 completed")
    }

    @Test(arguments: [("safe", 1440), ("medium", 2880), ("fast", 6480)] as [(String, Int64)])
    func `estimates follow the formula of the sources`(_ speed: String, _ users: Int64) {
        let estimate = ParsingSpeed.named(speed).estimate(users: 1000)
        #expect(estimate["users_per_hour"]?.integer == users)
        let hours = (100_000 / Double(users)).rounded(.toNearestOrEven) / 100
        #expect(estimate["estimated_hours"]?.number == hours)
    }

    @Test func `the manager is asked before each portion and told after it`() {
        let box = ServicesBox()
        box.send(at: 0, .post, "/api/v1/tasks", Self.body(60))
        box.run(until: 300)
        let expected = [
            "0 allocate parsing any: a1",
            "0 check a1: yes", "0 record a1 true",
            "60 check a1: yes", "60 record a1 true",
            "120 check a1: yes", "120 record a1 true",
            "144 release a1 sent 0",
        ]
        #expect(box.lines() == expected)
        #expect(box.performed == ["0 a1 parse @news", "60 a1 parse @news", "120 a1 parse @news"])
    }

    @Test func `progress is ninety-five parts reading and five parts saving`() {
        let box = ServicesBox()
        box.send(at: 0, .post, "/api/v1/tasks", Self.body(100))
        box.run(until: 1)
        let id = box.reply(0)["task_id"]?.string ?? ""
        // The messages come every 2.3 s from 0.5 s on; 20 are there at 46.5 s.
        let asked = [46.4, 46.6, 238.5, 239.5].map {
            box.send(at: $0, .get, "/api/v1/tasks/\(id)")
        }
        box.run(until: 300)
        #expect(asked.map { box.reply($0)["progress"]?.integer } == [18, 19, 95, 100])
        let states = asked.map { box.reply($0)["status"]?.string }
        #expect(states == ["running", "running", "running", "completed"])
    }

    @Test func `one account takes tasks by priority, then by age`() {
        let box = ServicesBox()
        for (second, priority) in [
            (0, "low"), (1, "normal"), (2, "low"), (3, "high"), (4, "normal"),
        ] {
            box.send(
                at: Double(second),
                .post,
                "/api/v1/tasks",
                Self.body(1, targets: ["\(priority)\(second)"], priority: priority)
            )
        }
        box.run(until: 60)
        let order = box.performed.map { $0.split(separator: " ")[3] }
        #expect(order == ["low0", "high3", "normal1", "normal4", "low2"])
        #expect(box.tasks == "5 accepted, 5 completed")
    }

    @Test func `a look starts one task, and ten seconds later there is another look`() {
        let box = ServicesBox(accounts: 3)
        box.send(at: 1, .post, "/api/v1/tasks", Self.body(100, targets: ["x", "y", "z"]))
        box.run(until: 31)
        #expect(box.performed.map { $0.prefix(4) } == ["1 a1", "10 a", "20 a"])
        box.run(until: 400)
        #expect(box.tasks == "1 accepted, 1 completed")
    }

    @Test func `an account that works here is put aside, though the manager lends it again`() {
        let box = ServicesBox(accounts: 2)
        for second in [0.0, 1] {
            box.send(at: second, .post, "/api/v1/tasks", Self.body(100))
        }
        box.run(until: 400)
        let lent = box.lines("allocate")
        #expect(lent.prefix(2) == ["0 allocate parsing any: a1", "1 allocate parsing any: a1"])
        #expect(lent.dropFirst(2).first == "1 allocate parsing a2: a2")
        #expect(box.lines("release").count == 2)
    }

    @Test func `while all accounts work here, the manager is not asked to renew a lock`() {
        let box = ServicesBox(accounts: 2)
        for second in [0.0, 1, 2] {
            box.send(at: second, .post, "/api/v1/tasks", Self.body(100))
        }
        box.run(until: 200)
        let expected = [
            "0 allocate parsing any: a1", "1 allocate parsing any: a1",
            "1 allocate parsing a2: a2", "2 allocate parsing any: a1",
        ]
        #expect(box.lines("allocate") == expected)
        box.run(until: 600)
        #expect(box.tasks == "3 accepted, 3 completed")
    }

    @Test func `results are there when the task is through, in pages`() {
        let box = ServicesBox()
        box.send(at: 0, .post, "/api/v1/tasks", Self.body(30))
        box.run(until: 1)
        let id = box.reply(0)["task_id"]?.string ?? ""
        let early = box.send(at: 2, .get, "/results/\(id)")
        let late = box.send(at: 200, .get, "/results/\(id)?limit=10&offset=25")
        box.run(until: 201)
        #expect(box.reply(early)["total"]?.integer == 0)
        #expect(box.reply(late)["total"]?.integer == 30)
        #expect(box.reply(late)["results"]?.array?.count == 5)
        #expect(box.reply(late)["pagination"]?["has_more"]?.bool == false)
    }

    @Test func `the sources' own requests need a token`() {
        let box = ServicesBox()
        let body: JSONValue = ["links": ["https://t.me/news"], "message_limit": 1]
        let refused = box.send(at: 0, .post, "/tasks", body, token: nil)
        let taken = box.send(at: 1, .post, "/tasks", body)
        box.run(until: 2)
        let id = box.reply(taken)["task_ids"]?.array?.first?.string ?? ""
        let foreign = box.send(at: 3, .get, "/tasks/\(id)", token: "2")
        let own = box.send(at: 3, .get, "/tasks/\(id)", token: "1")
        box.run(until: 60)
        #expect(box.replies[refused]?.status == 401)
        #expect(box.replies[foreign]?.status == 404)
        #expect(box.replies[own]?.status == 200)
        #expect(id.hasPrefix("task_1735689601_") && id.utf8.count == 24)
        #expect(box.tasks == "1 rejected, 1 accepted, 1 completed")
    }
}
