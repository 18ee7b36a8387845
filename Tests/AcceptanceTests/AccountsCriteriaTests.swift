import Measurement
import Testing

/// The criteria of success of the account manager's README, line by line.
struct AccountsCriteriaTests {
    private typealias Run = AccountsRun
    private static let manager = AccountsRun.manager

    // MARK: - Basic functions

    /// Every endpoint with a request that it has to answer with 200.
    private static let endpoints: [(String, String, String?)] = [
        ("GET", "/stats/recovery", nil),
        ("GET", "/health/${account}", nil),
        ("GET", "/flood-wait/${account}", nil),
        ("GET", "/accounts/summary?user_id=1", nil),
        ("GET", "/available-accounts/1", nil),
        ("GET", "/accounts/health", nil),
        ("GET", "/status", nil),
        ("GET", "/logs", nil),
        ("GET", "/debug/redis-locks", nil),
        ("POST", "/rate-limit/check/${account}", #"{"action_type": "invite"}"#),
        ("POST", "/rate-limit/record/${account}", #"{"action_type": "invite"}"#),
        ("GET", "/rate-limit/status/${account}", nil),
        (
            "POST", "/handle-error/${account}",
            #"{"error_type": "network_error", "error_message": "reset"}"#
        ),
        ("POST", "/schedule-recovery/${account}?recovery_time=2025-01-01T00:10:00Z", nil),
        ("POST", "/maintenance/process-recoveries", nil),
        ("POST", "/maintenance/cleanup-rate-limits", nil),
        ("POST", "/maintenance/reset-daily-limits", nil),
        ("POST", "/release/${account}", #"{"service_name": "service", "usage_stats": {}}"#),
        ("POST", "/release-all", #"{"service_name": "service"}"#),
        ("POST", "/debug/clear-all-locks", nil),
    ]

    @Test func `Account Manager answers all API requests`() throws {
        var run = Run()
        var steps = [Run.allocate("service"), Run.expect(), Run.capture("account")]
        for (method, path, body) in Self.endpoints {
            let url = Self.manager + path
            steps.append(method == "GET" ? Run.get(url) : Run.post(url, body))
            steps.append(Run.expect(200, ("success", "true")))
        }
        for path in ["/", "/health", "/api/v1/health/", "/api/v1/health/detailed", "/metrics"] {
            steps += [Run.get("http://localhost:8001" + path), Run.expect()]
        }
        run.flows = [("all", steps)]
        let result = try run.result()
        #expect(result.count("http_reqs") == 26)
        #expect(result.count("http_req_duration{status:200}") == 26)
    }

    @Test func `accounts are allocated and released`() throws {
        let result = try Run(
            Run.allocate("service"),
            Run.expect(200, ("success", "true"), ("phone", #""+79990000000""#)),
            Run.capture("account"),
            Run.get("\(Self.manager)/debug/redis-locks"),
            Run.expect(
                200,
                ("total_locks", "1"),
                ("lock_details[0].value", #""service:2025-01-01T00:00:00Z""#)
            ),
            Run.release("${account}", "service"),
            Run.expect(200, ("success", "true")),
            Run.get("\(Self.manager)/debug/redis-locks"),
            Run.expect(200, ("total_locks", "0"))
        ).result()
        #expect(result.count("accounts_allocations{status:allocated}") == 1)
        #expect(result.count("accounts_allocation_held{end:released}") == 1)
    }

    @Test func `rate limiting works`() throws {
        try _ = Run(
            Run.allocate("service"),
            Run.capture("account"),
            Run.check("${account}", "invite"),
            Run.expect(200, ("allowed", "true")),
            Run.record("${account}", "invite"),
            Run.expect(),
            Run.check("${account}", "invite"),
            Run.expect(200, ("allowed", "false"), ("reason", #""Cooldown period active""#)),
            Run.pause("899s"),
            Run.check("${account}", "invite"),
            Run.expect(200, ("allowed", "false"), ("details.cooldown_remaining", "1")),
            Run.pause("1s"),
            Run.check("${account}", "invite"),
            Run.expect(200, ("allowed", "true")),
            Run.record("${account}", "invite"),
            Run.expect(),
            Run.pause("900s"),
            Run.check("${account}", "invite"),
            Run.expect(200, ("allowed", "false"), ("reason", #""Hourly limit exceeded""#)),
            Run.pause("1800s"),
            Run.check("${account}", "invite"),
            Run.expect(200, ("allowed", "true")),
            duration: "2h"
        ).result()
    }

    @Test func `per-channel limits are kept (200 at most a channel)`() throws {
        try _ = Run(
            Run.allocate("service", purpose: "invite_campaign", channel: "@test"),
            Run.capture("account"),
            Run.times(15, Run.record("${account}", "invite", channel: "test")),
            Run.check("${account}", "invite", channel: "t.me/Test"),
            Run.expect(
                200,
                ("allowed", "false"),
                ("reason", #""Per-channel daily limit exceeded""#)
            ),
            Run.times(185, Run.record("${account}", "invite", channel: "test")),
            Run.release("${account}", "service"),
            Run.pause("24h"),
            Run.check("${account}", "invite", channel: "test"),
            Run.expect(
                200,
                ("allowed", "false"),
                ("reason", #""Per-channel total limit exceeded""#)
            ),
            Run.allocate("one", purpose: "invite_campaign", channel: "test"),
            Run.expect(),
            Run.expectNot("account_id", #""${account}""#),
            Run.allocate("two", purpose: "invite_campaign", channel: "test"),
            Run.expect(),
            Run.expectNot("account_id", #""${account}""#),
            Run.allocate("three", purpose: "invite_campaign", channel: "test"),
            Run.expect(404),
            Run.allocate("three", purpose: "invite_campaign", channel: "another"),
            Run.expect(200, ("account_id", #""${account}""#)),
            duration: "25h"
        ).result()
    }

    @Test func `errors are handled right`() throws {
        let result = try Run(
            Run.allocate("service"),
            Run.capture("account"),
            Run.fail("${account}", "network_error", "reset"),
            Run.expect(
                200,
                ("result.new_status", #""active""#),
                ("result.should_retry", "true"),
                ("result.action_taken", #""Incremented error count""#)
            ),
            Run.fail("${account}", "flood_wait", "wait"),
            Run.expect(
                200,
                ("result.new_status", #""flood_wait""#),
                ("result.recovery_time", #""2025-01-01T00:06:00Z""#)
            ),
            Run.fail("${account}", "phone_number_banned", "banned"),
            Run.expect(
                200,
                ("result.new_status", #""disabled""#),
                ("result.action_taken", #""Permanently disabled""#)
            ),
            Run.get("\(Self.manager)/health/${account}"),
            Run.expect(200, ("is_healthy", "false"), ("metadata.error_count", "3"))
        ).result()
        #expect(result.count("accounts_errors") == 3)
    }

    // MARK: - Services

    @Test func `Parsing Service uses Account Manager`() throws {
        let result = try Run(
            Run.post(
                "http://localhost:8003/api/v1/tasks",
                """
                {"user_id": 1, "platform": "telegram", "targets": ["@testchannel"],
                  "config": {"message_limit": 10, "speed_config": "safe"}}
                """
            ),
            Run.capture("task", "task_id"),
            Run.wait(
                every: "5s",
                "status",
                #""completed""#,
                "http://localhost:8003/api/v1/tasks/${task}"
            )
        ).result()
        let key = "accounts_allocations{purpose:parsing}"
        #expect(result.count(key) == 1)
        #expect(result.count("accounts_allocation_held{service:parsing-service}") == 1)
        #expect(result.count("accounts_checks{action:parse}") >= 1)
        #expect(result.tasks.completed == 1)
    }

    @Test func `Invite Service uses Account Manager`() throws {
        let result = try Run(
            Run.post(
                "http://localhost:8002/api/v1/campaigns",
                """
                {"user_id": 1, "name": "Test Campaign", "platform": "telegram",
                  "targets": [{"username": "test_user", "phone": "+1234567890"}],
                  "invite_data": {"group_id": "@testchannel", "message": "Test invite"}}
                """
            ),
            Run.capture("campaign", "campaign_id"),
            Run.wait(
                every: "5s",
                "status",
                #""COMPLETED""#,
                "http://localhost:8002/api/v1/campaigns/${campaign}"
            )
        ).result()
        #expect(result.count("accounts_allocations{purpose:invite_campaign}") == 1)
        #expect(result.count("accounts_allocation_held{service:invite-service}") == 1)
        #expect(result.count("accounts_actions{action:invite}") == 1)
        #expect(result.tasks.completed == 1)
    }

    @Test func `distributed locking works between services`() throws {
        let result = try Run(
            Run.allocate("parsing-service"),
            Run.expect(),
            Run.capture("account"),
            Run.allocate("invite-service"),
            Run.expect(404),
            Run.allocate("invite-service", preferred: "${account}"),
            Run.expect(404),
            Run.release("${account}", "invite-service"),
            Run.expect(200, ("success", "true"), ("released", "false")),
            Run.allocate("invite-service"),
            Run.expect(404),
            Run.release("${account}", "parsing-service"),
            Run.expect(200, ("released", "true")),
            Run.allocate("invite-service"),
            Run.expect(200, ("account_id", #""${account}""#)),
            Run.pause("1801s"),
            Run.allocate("parsing-service"),
            Run.expect(200, ("account_id", #""${account}""#)),
            section: #"{"accounts": {"count": 1}}"#
        ).result()
        #expect(result.count("accounts_allocations{status:refused}") == 3)
        #expect(result.count("accounts_allocation_held{end:expired}") == 1)
    }

    @Test func `statistics of use are kept`() throws {
        let usage = """
            {"invites_sent": 2, "messages_sent": 3, "contacts_added": 1,
              "channels_used": ["@testchannel"], "success": true}
            """
        try _ = Run(
            Run.allocate("service"),
            Run.capture("account"),
            Run.record("${account}", "invite", channel: "testchannel"),
            Run.release("${account}", "service", usage: usage),
            Run.get("\(Self.manager)/rate-limit/status/${account}"),
            Run.expect(
                200,
                ("status.daily_limits.invite.used", "2"),
                ("status.daily_limits.message.used", "3"),
                ("status.daily_limits.add_contact.used", "1"),
                ("status.per_channel_limits.testchannel.used_today", "2"),
                ("status.per_channel_limits.testchannel.total_sent", "2")
            ),
            Run.pause("24h"),
            Run.get("\(Self.manager)/rate-limit/status/${account}"),
            Run.expect(
                200,
                ("status.daily_limits.invite.used", "0"),
                ("status.per_channel_limits.testchannel.used_today", "0"),
                ("status.per_channel_limits.testchannel.total_sent", "2")
            ),
            duration: "25h"
        ).result()
    }
}
