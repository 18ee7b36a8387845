import Infrastructure
import JSON
import SimulationKernel
import Synchronization
import Testing

@testable import Systems

/// What the two services answer to requests, good and bad ones.
@Suite struct ServiceSurfaceTests {
    private static let task: JSONValue = [
        "user_id": 1, "platform": "telegram", "targets": ["@news"],
        "config": ["message_limit": 10, "speed_config": "safe"],
    ]
    private static let campaign: JSONValue = [
        "user_id": 1, "name": "Test Campaign", "platform": "telegram",
        "targets": [["username": "test_user", "phone": "+1234567890"]],
        "invite_data": ["group_id": "@testchannel", "message": "Test invite"],
    ]

    private static func changed(_ body: JSONValue, _ key: String, _ value: JSONValue?) -> JSONValue
    {
        var object = body.object ?? [:]
        object[key] = value
        return .object(object)
    }

    private static let badTasks: [(key: String, value: JSONValue?, place: String, type: String)] = [
        ("user_id", nil, "user_id", "missing"),
        ("user_id", -1, "user_id", "greater_than_equal"),
        ("user_id", "one", "user_id", "int_parsing"),
        ("platform", "myspace", "platform", "enum"),
        ("targets", "@news", "targets", "list_type"),
        ("targets", [], "targets", "too_short"),
        ("priority", "urgent", "priority", "enum"),
        ("config", ["message_limit": -5], "message_limit", "greater_than_equal"),
        ("config", ["message_limit": 1.5], "message_limit", "int_from_float"),
        ("config", 7, "config", "model_attributes_type"),
    ]

    @Test(arguments: badTasks)
    func `a task that is not right is refused with the place of the flaw`(
        _ key: String,
        _ value: JSONValue?,
        _ place: String,
        _ type: String
    ) {
        let box = ServicesBox()
        box.send(at: 0, .post, "/api/v1/tasks", Self.changed(Self.task, key, value))
        box.run(until: 1)
        #expect(box.replies[0]?.status == 422)
        let problem = box.reply(0)["detail"]?.array?.first
        #expect(problem?["type"]?.string == type)
        #expect(problem?["loc"]?.array?.last?.string == place)
        #expect(box.tasks == "1 rejected")
    }

    private static let badCampaigns: [(key: String, value: JSONValue?, place: String)] = [
        ("name", "", "name"),
        ("name", nil, "name"),
        ("platform", "icq", "platform"),
        ("targets", [["username": 1]], "username"),
        ("invite_data", [:], "group_id"),
        ("settings", ["allowed_account_ids": ["nobody"]], "0"),
        ("settings", ["delay_between_invites": -1], "delay_between_invites"),
    ]

    @Test(arguments: badCampaigns)
    func `a campaign that is not right is refused with the place of the flaw`(
        _ key: String,
        _ value: JSONValue?,
        _ place: String
    ) {
        let box = ServicesBox()
        let body = Self.changed(Self.campaign, key, value)
        box.send(at: 0, .post, "/api/v1/campaigns", body, to: InviteService.name)
        box.run(until: 1)
        #expect(box.replies[0]?.status == 422)
        let found = box.reply(0)["detail"]?.array?.first?["loc"]?.array?.last
        #expect(found?.string ?? "\(found?.integer ?? -1)" == place)
        #expect(box.tasks == "1 rejected")
    }

    private static let requests: [(HTTPMethod, String, ServiceName, Int)] = [
        (.get, "/health", "parsing-service", 200),
        (.get, "/", "parsing-service", 200),
        (.get, "/status", "parsing-service", 200),
        (.get, "/parsing/speeds", "parsing-service", 200),
        (.get, "/accounts/queue", "parsing-service", 200),
        (.get, "/accounts/status", "parsing-service", 200),
        (.post, "/parsing/estimate", "parsing-service", 422),
        (.get, "/tasks", "parsing-service", 200),
        (.get, "/tasks?limit=0", "parsing-service", 422),
        (.get, "/tasks/none", "parsing-service", 404),
        (.post, "/tasks/none/pause", "parsing-service", 404),
        (.delete, "/tasks/none", "parsing-service", 404),
        (.get, "/results/none", "parsing-service", 200),
        (.get, "/results/none/export", "parsing-service", 404),
        (.get, "/api/v1/tasks/none", "parsing-service", 404),
        (.get, "/api/v1/tasks", "parsing-service", 405),
        (.post, "/api/v1/tasks/", "parsing-service", 307),
        (.get, "/nothing", "parsing-service", 404),
        (.get, "/health", "invite-service", 200),
        (.get, "/api/v1/campaigns/7", "invite-service", 404),
        (.get, "/api/v1/campaigns/x", "invite-service", 404),
        (.get, "/api/v1/campaigns/9223372036854775808", "invite-service", 404),
        (.get, "/api/v1/tasks/", "invite-service", 200),
        (.get, "/api/v1/tasks", "invite-service", 307),
        (.get, "/api/v1/tasks/0", "invite-service", 404),
        (.get, "/api/v1/tasks/-1/status", "invite-service", 404),
        (.get, "/api/v1/tasks/x/status", "invite-service", 422),
        (.post, "/api/v1/tasks/9/execute", "invite-service", 404),
        (.delete, "/api/v1/tasks/9", "invite-service", 404),
        (.put, "/api/v1/tasks/9", "invite-service", 405),
    ]

    @Test(arguments: requests)
    func `every path has its answer`(
        _ method: HTTPMethod,
        _ target: String,
        _ service: ServiceName,
        _ status: Int
    ) {
        let box = ServicesBox()
        box.send(at: 0, method, target, to: service)
        box.run(until: 1)
        #expect(box.replies[0]?.status.rawValue == status)
        guard status == 404 || status == 405 else { return }
        let number = box.reply(0)["status_code"]?.integer
        #expect(number == (service == InviteService.name ? Int64(status) : nil))
    }

    @Test(arguments: ["", "?page_size=0", "?page=x"])
    func `a list of campaigns has pages`(_ query: String) {
        let box = ServicesBox()
        for number in 0..<3 {
            box.send(
                at: Double(number),
                .post,
                "/api/v1/campaigns",
                Self.campaign,
                to: InviteService.name
            )
        }
        box.send(at: 9, .get, "/api/v1/tasks/\(query)", to: InviteService.name)
        box.run(until: 10)
        guard query.isEmpty else {
            #expect(box.replies[3]?.status == 422)
            return
        }
        #expect(box.reply(3)["total"]?.integer == 3)
        #expect(box.reply(3)["items"]?.array?.first?["id"]?.integer == 3)
    }

    @Test(arguments: ["parsing-service", "invite-service"])
    func `a body beyond a megabyte is too large`(_ service: ServiceName) {
        let box = ServicesBox()
        let path = service == InviteService.name ? "/api/v1/campaigns" : "/api/v1/tasks"
        let body: JSONValue = ["name": .string(String(repeating: "x", count: 2_000_000))]
        box.send(at: 0, .post, path, body, to: service)
        box.run(until: 1)
        #expect(box.replies[0]?.status == 413)
    }

    @Test func `the README's campaign is made and read`() {
        let box = ServicesBox()
        box.send(at: 0, .post, "/api/v1/campaigns", Self.campaign, to: InviteService.name)
        box.send(at: 60, .get, "/api/v1/campaigns/1", to: InviteService.name, token: nil)
        box.run(until: 61)
        #expect(box.reply(0)["campaign_id"]?.integer == 1)
        #expect(box.reply(0)["status"]?.string == "IN_PROGRESS")
        #expect(box.reply(1)["status"]?.string == "COMPLETED")
        #expect(box.performed == ["0 a1 invite @testchannel"])
    }

    @Test func `accounts that a campaign may use are the only ones`() {
        let ids = (0..<3).map { "00000000-0000-4000-8000-00000000000\($0)" }
        let box = ServicesBox(names: ids)
        let settings: JSONValue = ["allowed_account_ids": [.string(ids[1])]]
        let body = Self.changed(Self.campaign, "settings", settings)
        box.send(at: 0, .post, "/api/v1/campaigns", body, to: InviteService.name)
        box.run(until: 60)
        #expect(box.lines("invite") == ["0 invite test_user by \(ids[1])"])
    }
}
