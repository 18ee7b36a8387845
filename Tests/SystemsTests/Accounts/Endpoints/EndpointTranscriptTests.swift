import Infrastructure
import JSON
import TestSupport
import Testing

@testable import Systems

/// What every endpoint says, word for word: requests and replies, to be read side by side.
struct EndpointTranscriptTests {
    /// Scripts by the names of their snapshots: a line is a method, a target, a body, and a second
    /// in front where time has passed.
    static let scripts: [(name: String, script: String)] = [
        (
            "lending",
            """
            POST allocate {"user_id":1,"purpose":"invite_campaign","service_name":"s"}
            POST allocate {"user_id":1,"purpose":"parsing","service_name":"s","timeout_minutes":0}
            @1.5 POST allocate {"user_id":1,"purpose":"general","service_name":"t",\
            "timeout_minutes":5,"target_channel_id":"@x","preferred_account_id":"A2"}
            POST allocate {"user_id":1,"purpose":"channel_management","service_name":"s"}
            POST allocate {"user_id":9,"purpose":"general","service_name":"s"}
            GET debug/redis-locks
            GET status
            @2 POST release/A1 {"service_name":"s","usage_stats":{"invites_sent":2,\
            "messages_sent":1,"contacts_added":1,"channels_used":["@X"],"success":true}}
            POST release/A1 {"service_name":"s","usage_stats":{}}
            POST release/A2 {"service_name":"u","usage_stats":{"success":false,\
            "error_type":"peer_flood","error_message":"PeerFloodError"}}
            POST release/00000000-0000-4000-8000-000000000000 \
            {"service_name":"s","usage_stats":{}}
            GET rate-limit/status/A1
            """
        ),
        (
            "limits",
            """
            POST rate-limit/check/A1 {"action_type":"invite","target_channel_id":"@testchannel"}
            POST rate-limit/check/A1 {"action_type":"message","allow_locked":true}
            POST rate-limit/check/A1 {"action_type":"parse"}
            @0.5 POST rate-limit/check/A1 {"action_type":"parse"}
            POST rate-limit/check/A1 {"action_type":"join_channel"}
            POST rate-limit/check/00000000-0000-4000-8000-000000000000 {"action_type":"invite"}
            @1 POST rate-limit/record/A1 {"action_type":"invite","target_channel_id":"c"}
            POST rate-limit/record/A1 {"action_type":"invite","success":false}
            POST rate-limit/record/A1 {"action_type":"leave_channel"}
            POST rate-limit/record/A1 {"action_type":"leave_channel","success":false}
            POST rate-limit/record/00000000-0000-4000-8000-000000000000 {"action_type":"invite"}
            @10.25 POST rate-limit/check/A1 {"action_type":"invite","target_channel_id":"c"}
            GET rate-limit/status/A1
            GET rate-limit/status/00000000-0000-4000-8000-000000000000
            """
        ),
        (
            "errors",
            """
            POST handle-error/A1 {"error_type":"flood_wait","error_message":"FloodWaitError: 300",\
            "context":{"service":"test-service"}}
            GET flood-wait/A1
            GET flood-wait/A2
            GET health/A1
            GET health/A2
            GET health/00000000-0000-4000-8000-000000000000
            POST handle-error/A2 {"error_type":"auth_key_error","error_message":"","context":null}
            POST handle-error/A2 {"error_type":"network_error","error_message":"timeout"}
            POST handle-error/00000000-0000-4000-8000-000000000000 \
            {"error_type":"peer_flood","error_message":""}
            GET accounts/health
            GET stats/recovery
            POST rate-limit/check/A1 {"action_type":"invite"}
            POST schedule-recovery/A1?recovery_time=2025-01-01T01:00:00Z&recovery_type=manual
            POST schedule-recovery/A1?recovery_time=2020-01-01
            POST schedule-recovery/00000000-0000-4000-8000-000000000000?recovery_time=2026-01-01
            @1 POST maintenance/process-recoveries?limit=10
            @400 GET health/A1
            GET logs?account_id=A1
            GET logs?action=account_error_handled&limit=1&offset=1
            GET logs?status=error&user_id=1&account_id=00000000-0000-4000-8000-000000000000
            """
        ),
        (
            "accounts",
            """
            POST rate-limit/record/A2 {"action_type":"invite","target_channel_id":"c"}
            @5 POST allocate {"user_id":1,"purpose":"general","service_name":"s"}
            GET accounts/summary?user_id=1
            GET accounts/summary?user_id=1&purpose=invite_campaign&target_channel_id=@C\
            &only_available=true&sort_by=used_invites_today&limit=1
            GET accounts/summary?user_id=1&status=disabled&include_unavailable=1
            GET accounts/summary?user_id=2
            GET available-accounts/1?purpose=parsing
            """
        ),
        (
            "maintenance",
            """
            POST allocate {"user_id":1,"purpose":"general","service_name":"s"}
            POST allocate {"user_id":1,"purpose":"general","service_name":"t"}
            POST release-all {"service_name":"s","force":true}
            POST release-all {"service_name":"nobody"}
            POST debug/clear-all-locks
            POST rate-limit/record/A1 {"action_type":"message"}
            POST maintenance/reset-daily-limits
            POST maintenance/process-recoveries
            POST maintenance/cleanup-rate-limits
            GET logs
            """
        ),
        (
            "service",
            """
            GET /
            GET /health
            GET /api/v1/health/
            GET /api/v1/health
            GET /api/v1/health/detailed
            GET /api/v1/health/readiness
            GET /api/v1/health/liveness
            POST allocate {"user_id":1,"purpose":"general","service_name":"a \\"b\\""}
            POST allocate {"user_id":2,"purpose":"parsing","service_name":"a"}
            POST handle-error/A1 {"error_type":"phone_number_banned","error_message":""}
            GET /metrics
            GET /api/v1/health/detailed
            GET /nowhere
            GET allocate
            POST allocate/ {}
            """
        ),
        (
            "invites",
            """
            POST /api/v1/telegram/invites/accounts/A1/invite {"invite_type":"group_invite",\
            "target_username":"bob","group_id":"@Club"}
            POST /api/v1/telegram/invites/accounts/A2/invite {"invite_type":"group_invite",\
            "target_phone":"+1","group_id":"https://t.me/club","silent":true}
            POST /api/v1/telegram/invites/accounts/A2/invite {"invite_type":"group_invite",\
            "target_username":"bob","group_id":"club"}
            POST /api/v1/telegram/invites/accounts/A2/invite {"invite_type":"group_invite",\
            "group_id":"club"}
            POST /api/v1/telegram/invites/accounts/A2/invite {"invite_type":"group_invite",\
            "target_username":"bob"}
            POST /api/v1/telegram/invites/accounts/A2/invite {"invite_type":"group_invite",\
            "target_username":"bob","group_id":"@"}
            POST /api/v1/telegram/invites/accounts/A2/invite {"invite_type":"direct_message",\
            "target_username":"bob","message":"hello"}
            POST /api/v1/telegram/invites/accounts/A2/invite {"invite_type":"mail"}
            POST /api/v1/telegram/invites/accounts/00000000-0000-4000-8000-000000000000/invite \
            {"invite_type":"group_invite","target_username":"bob","group_id":"club"}
            """
        ),
    ]

    @Test(arguments: scripts)
    func `requests and replies`(name: String, script: String) throws {
        let box = IntegrationBox()
        var lines: [String] = []
        for line in script.split(separator: "\n") {
            var words = line.split(separator: " ", maxSplits: 3)[...]
            var second: Double?
            if words.first?.hasPrefix("@") == true {
                second = Double(words.removeFirst().dropFirst())
            } else if words.count == 4 {
                words = line.split(separator: " ", maxSplits: 2)[...]
            }
            let method = try #require(HTTPMethod(rawValue: String(words.removeFirst())))
            let target = String(words.removeFirst())
            let body = words.joined(separator: " ")
            let reply =
                body.isEmpty
                ? box.ask(method, target, at: second)
                : box.post(target, try JSONReader.value(body), at: second)
            lines.append("> \(line)\n\(reply)\n")
        }
        try expectSnapshot(lines.joined(separator: "\n"), named: "endpoints-\(name).txt")
    }
}
