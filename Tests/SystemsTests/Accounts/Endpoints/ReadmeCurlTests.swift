import Infrastructure
import JSON
import Testing

@testable import Systems

/// The README's requests to the manager, as it writes them, and what it says that they give.
struct ReadmeCurlTests {
    /// Runs commands one after the other; the reply to the last one.
    private static func run(_ commands: [String], _ box: IntegrationBox) throws -> String {
        var reply = ""
        for command in commands {
            let text = command.replacing("{account_id}", with: "A1")
            let curl = try #require(CurlCommand(text))
            #expect(curl.port == 8001)
            let request = curl.request
            reply = box.ask(
                request.method,
                request.path.description,
                request.body,
                headers: request.headers
            )
            #expect(reply.hasPrefix("200 "), "\(command): \(reply)")
        }
        return reply
    }

    /// What is there but differs from run to run.
    private static let varying = ["account_id", "phone", "allocated_at", "expires_at"]

    /// True when everything that is expected is in a value.
    private static func has(_ value: JSONValue?, _ expected: JSONValue) -> Bool {
        guard let value else { return false }
        guard case .object(let members) = expected else { return value == expected }
        return members.members.allSatisfy { member in
            if varying.contains(member.key) { return value[member.key]?.string != nil }
            return has(value[member.key], member.value)
        }
    }

    static let allocate = """
        curl -X POST http://localhost:8001/api/v1/account-manager/allocate \\
          -H "Content-Type: application/json" \\
          -d '{
            "user_id": 1,
            "purpose": "invite_campaign",\u{20}
            "service_name": "test-service",
            "timeout_minutes": 30
          }'
        """
    static let record = """
        curl -X POST http://localhost:8001/api/v1/account-manager/rate-limit/record/{account_id} \\
          -H "Content-Type: application/json" \\
          -d '{
            "action_type": "invite",
            "target_channel_id": "@testchannel",
            "success": true
          }'
        """
    static let release = """
        curl -X POST http://localhost:8001/api/v1/account-manager/release/{account_id} \\
          -H "Content-Type: application/json" \\
          -d '{
            "service_name": "test-service",
            "usage_stats": {
              "invites_sent": 5,
              "messages_sent": 0,
              "contacts_added": 0,
              "channels_used": ["@testchannel"],
              "success": true
            }
          }'
        """
    static let recordIntoTestChannel = """
        curl -X POST http://localhost:8001/api/v1/account-manager/rate-limit/record/{account_id} \\
            -H "Content-Type: application/json" \\
            -d '{
              "action_type": "invite",
              "target_channel_id": "test_channel",
              "success": true
            }'
        """
    static let floodWait = """
        curl -X POST http://localhost:8001/api/v1/account-manager/handle-error/{account_id} \\
          -H "Content-Type: application/json" \\
          -d '{
            "error_type": "flood_wait",
            "error_message": "FloodWaitError: 300",
            "context": {"service": "test-service"}
          }'
        """
    static let peerFlood = """
        curl -X POST http://localhost:8001/api/v1/account-manager/handle-error/{account_id} \\
          -H "Content-Type: application/json" \\
          -d '{
            "error_type": "peer_flood",\u{20}
            "error_message": "PeerFloodError: Too many requests",
            "context": {"service": "test-service"}
          }'
        """
    static let check = """
        curl -X POST http://localhost:8001/api/v1/account-manager/rate-limit/check/{account_id} \\
          -H "Content-Type: application/json" \\
          -d '{
            "action_type": "invite",
            "target_channel_id": "@testchannel"
          }'
        """
    private static let get = "curl http://localhost:8001/api/v1/account-manager"

    static let examples: [(commands: [String], expected: JSONValue)] = [
        (["curl http://localhost:8001/health"], ["status": "healthy"]),
        (["\(get)/stats/recovery"], ["success": true, "total_active": 2]),
        (
            [allocate],
            [
                "account_id": "uuid", "phone": "+1234567890",
                "allocated_at": "2025-08-24T12:00:00Z", "expires_at": "2025-08-24T12:30:00Z",
                "limits": ["daily_invite_limit": 30, "max_per_channel_total": 200],
            ]
        ),
        (
            ["\(get)/health/{account_id}"],
            [
                "account_id": "uuid", "is_healthy": true, "status": "active",
                "issues": ["Account is healthy"], "recovery_eta": .null,
            ]
        ),
        (
            [check],
            [
                "allowed": true,
                "checks": [
                    "daily": ["used": 0, "limit": 30, "remaining": 30],
                    "per_channel": ["used": 0, "limit": 15, "remaining": 15],
                ],
            ]
        ),
        ([record], ["success": true, "recorded": true]),
        ([allocate, release], ["success": true, "released": true]),
        (
            Array(repeating: recordIntoTestChannel, count: 5)
                + ["\(get)/rate-limit/status/{account_id}"],
            [
                "per_channel_limits": [
                    "test_channel": ["used_today": 5, "limit": 15, "remaining": 10]
                ]
            ]
        ),
        (
            [floodWait],
            ["new_status": "flood_wait", "recovery_time": "2025-01-01T00:06:00Z"]
        ),
        ([peerFlood], ["new_status": "blocked", "recovery_time": "2025-01-02T00:00:00Z"]),
        (["\(get)/accounts/health"], ["success": true, "total_accounts": 2]),
    ]

    @Test(arguments: examples)
    func `a command gives what the README says`(
        commands: [String],
        expected: JSONValue
    ) throws {
        let box = IntegrationBox()
        let reply = try Self.run(commands, box)
        #expect(Self.has(box.last(""), expected), "\(reply)")
    }
}
