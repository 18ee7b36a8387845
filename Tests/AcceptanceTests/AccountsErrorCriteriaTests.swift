import Measurement
import Testing

/// The criteria of success of the account manager's README, line by line: errors of Telegram.
struct AccountsErrorCriteriaTests {
    private typealias Run = AccountsRun
    private static let manager = AccountsRun.manager

    /// The state of the account, as its health tells it.
    private static func health(_ isHealthy: Bool, _ status: String) -> [String] {
        [
            Run.get("\(manager)/health/${account}"),
            Run.expect(200, ("is_healthy", "\(isHealthy)"), ("status", "\"\(status)\"")),
        ]
    }

    private static func run(_ steps: [[String]], duration: String) throws -> RunResult {
        var run = AccountsRun(section: #"{"accounts": {"count": 1}}"#, duration: duration)
        run.flows = [("journey", steps.flatMap { $0 })]
        return try run.result()
    }

    private static let borrow = [
        Run.allocate("service"), Run.capture("account"), Run.release("${account}", "service"),
    ]

    @Test func `FloodWaitError schedules the recovery by itself`() throws {
        let result = try Self.run(
            [
                Self.borrow,
                [
                    Run.fail("${account}", "flood_wait", "FloodWaitError: 300"),
                    Run.get("\(Self.manager)/flood-wait/${account}"),
                    Run.expect(
                        200,
                        ("flood_wait_active", "true"),
                        ("flood_wait.seconds_remaining", "360")
                    ),
                    Run.get("\(Self.manager)/stats/recovery"),
                    Run.expect(200, ("stats.recovery_queue_size", "1")),
                    Run.pause("359s"), Run.allocate("service"), Run.expect(404),
                    Run.pause("242s"),
                    Run.get("\(Self.manager)/stats/recovery"),
                    Run.expect(200, ("stats.recovery_queue_size", "0")),
                ],
                Self.health(true, "active"),
                [Run.allocate("service"), Run.expect()],
            ],
            duration: "1h"
        )
        // The pass of 00:10 is the first one after 00:06.
        #expect(result.count("accounts_recoveries{type:auto}") == 1)
        #expect(result.gauge("accounts_recovery_queue")?.max == 1)
    }

    @Test func `PeerFloodError blocks the account for 24 hours`() throws {
        _ = try Self.run(
            [
                Self.borrow,
                [
                    Run.fail("${account}", "peer_flood", "PeerFloodError: Too many requests"),
                    Run.expect(
                        200,
                        ("result.recovery_time", #""2025-01-02T00:00:00Z""#),
                        ("result.should_retry", "false")
                    ),
                    Run.pause("86399s"),
                ],
                Self.health(false, "blocked"),
                [Run.allocate("service"), Run.expect(404), Run.pause("301s")],
                Self.health(true, "active"),
                [Run.allocate("service"), Run.expect()],
            ],
            duration: "25h"
        )
    }

    @Test func `AuthKeyError disables the account for ever`() throws {
        let result = try Self.run(
            [
                Self.borrow,
                [Run.fail("${account}", "auth_key_error", "AuthKeyError")],
                Self.health(false, "disabled"),
                [
                    // Neither other errors nor a recovery by hand nor a month bring it back.
                    Run.fail("${account}", "network_error", "reset"),
                    Run.fail("${account}", "flood_wait", "FloodWaitError: 1"),
                    Run.post(
                        "\(Self.manager)/schedule-recovery/${account}"
                            + "?recovery_time=2025-01-01T00:10:00Z"
                    ),
                    Run.pause("720h"),
                ],
                Self.health(false, "disabled"),
                [Run.allocate("service"), Run.expect(404)],
            ],
            duration: "721h"
        )
        #expect(result.gauge("accounts_by_status{status:disabled}")?.last == 1)
    }

    @Test func `all errors are logged in IntegrationLogService`() throws {
        let kinds = [
            "flood_wait", "peer_flood", "auth_key_error", "session_password_needed",
            "phone_number_banned", "user_deactivated", "privacy_restricted", "network_error",
            "unknown_error",
        ]
        let result = try Self.run(
            [
                Self.borrow,
                kinds.map { Run.fail("${account}", $0, "text of \($0)") },
                [Run.get("\(Self.manager)/logs?action=account_error_handled")],
                kinds.reversed().enumerated().map { place, kind in
                    Run.expect(
                        200,
                        ("total", "9"),
                        ("logs[\(place)].status", #""error""#),
                        ("logs[\(place)].details.error_type", "\"\(kind)\""),
                        ("logs[\(place)].details.error_message", "\"text of \(kind)\"")
                    )
                },
            ],
            duration: "1h"
        )
        #expect(result.count("accounts_errors") == 9)
    }
}
