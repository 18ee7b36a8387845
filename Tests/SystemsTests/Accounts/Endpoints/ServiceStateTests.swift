import Infrastructure
import JSON
import Testing

@testable import Systems

/// What the service says when something beside it is not well, and who asks too often.
struct ServiceStateTests {
    @Test func `health is told sixty times a minute to each client`() {
        let box = IntegrationBox()
        let refusal = #"429 {"error":"Rate limit exceeded: 60 per 1 minute"}"#
        for _ in 1...60 { #expect(box.get("/health", at: 1).hasPrefix("200 ")) }
        #expect(box.get("/health", at: 1) == refusal)
        #expect(box.get("/health", at: 60.9) == refusal)
        let other = [HTTPHeader("X-Forwarded-For", "10.0.0.7, 10.0.0.1")]
        #expect(box.ask(.get, "/health", headers: other).hasPrefix("200 "))
        #expect(box.get("/").hasPrefix("200 "))
        #expect(box.get("/health", at: 61).hasPrefix("200 "))
    }

    /// What is asked of a manager whose store has died, and how the answer begins.
    static let failures: [(line: String, body: JSONValue?, answer: String)] = [
        (
            "POST allocate", ["user_id": 1, "purpose": "general", "service_name": "t"],
            #"500 {"detail":"Error allocating account: LOADING"}"#
        ),
        (
            "POST release/A1", ["service_name": "s", "usage_stats": [:]],
            #"400 {"detail":"Failed to release account"}"#
        ),
        (
            "POST handle-error/A1", ["error_type": "flood_wait", "error_message": "5"],
            #"400 {"detail":"Failed to handle account error"}"#
        ),
        (
            "POST schedule-recovery/A1?recovery_time=2025-01-01", nil,
            #"400 {"detail":"Failed to schedule account recovery"}"#
        ),
        (
            "POST rate-limit/check/A1", ["action_type": "parse"],
            #"200 {"success":true,"allowed":false,"reason":"Rate limit check error: LOADING","#
        ),
        (
            "POST rate-limit/record/A1", ["action_type": "invite"],
            #"400 {"detail":"Failed to record action"}"#
        ),
        (
            "GET rate-limit/status/A1", nil,
            #"500 {"detail":"Error getting rate limit status: LOADING"}"#
        ),
        (
            "GET status", nil,
            #"200 {"success":false,"status":"error","error":"The store does not answer","#
                + #""redis_connected":false,"#
        ),
        (
            "GET stats/recovery", nil,
            #"500 {"detail":"Error getting recovery stats: LOADING"}"#
        ),
        (
            "POST release-all", ["service_name": "s"],
            #"500 {"detail":"Error releasing all accounts: LOADING"}"#
        ),
        (
            "GET debug/redis-locks", nil,
            #"500 {"detail":"Error getting Redis locks: LOADING"}"#
        ),
        (
            "POST debug/clear-all-locks", nil,
            #"500 {"detail":"Error clearing locks: LOADING"}"#
        ),
        (
            "POST maintenance/process-recoveries", nil,
            #"500 {"detail":"Error processing recoveries: LOADING"}"#
        ),
        (
            "POST maintenance/cleanup-rate-limits", nil,
            #"500 {"detail":"Error cleaning up rate limits: LOADING"}"#
        ),
        ("GET /metrics", nil, #"500 {"detail":"Error collecting metrics: LOADING"}"#),
        (
            "GET /api/v1/health/detailed", nil,
            #"503 {"detail":{"status":"degraded","service":"integration-service","#
        ),
        ("POST maintenance/reset-daily-limits", nil, #"200 {"success":true,"#),
        ("GET health/A1", nil, #"200 {"success":true,"#),
        ("GET accounts/summary?user_id=1", nil, #"200 {"success":true,"#),
        ("GET logs", nil, #"200 {"success":true,"#),
    ]

    @Test(arguments: failures)
    func `an error of the store is told`(line: String, body: JSONValue?, answer: String) throws {
        let box = IntegrationBox(accounts: 1)
        box.post("allocate", ["user_id": 1, "purpose": "general", "service_name": "s"])
        box.post("rate-limit/record/A1", ["action_type": "message"])
        if line.hasPrefix("POST allocate") { box.post("debug/clear-all-locks", [:]) }
        box.killStore()
        let words = line.split(separator: " ").map { String($0) }
        let method = try #require(HTTPMethod(rawValue: words[0]))
        let reply = box.ask(method, words[1], body.map { .json($0) } ?? .empty)
        #expect(reply.hasPrefix(answer), "\(reply)")
    }

    @Test(
        arguments: [
            (1, "degraded", 75.0, 503), (2, "degraded", 50.0, 503), (3, "unhealthy", 25.0, 503),
            (0, "healthy", 100.0, 200),
        ]
    )
    func `the service is as well as its accounts`(
        ill: Int,
        state: String,
        share: Double,
        status: Int
    ) {
        let box = IntegrationBox(accounts: 4)
        for number in 0..<ill {
            let error: JSONValue = ["error_type": "peer_flood", "error_message": ""]
            box.post("handle-error/A\(number + 1)", error)
        }
        let reply = box.get("/api/v1/health/detailed")
        #expect(reply.hasPrefix("\(status) "))
        let detail = status == 200 ? "" : "detail."
        let component = "\(detail)components.account_manager"
        #expect(box.last("\(component).status")?.string == state)
        #expect(box.last("\(component).stats.health_percentage")?.number == share)
    }

    @Test func `durations of allocations are counted in the buckets that hold them`() {
        let text = MetricsText.durations(
            [1, 0, 2] + Array(repeating: 0, count: 12),
            nanoseconds: 5
        )
        #expect(text.contains(#"_bucket{le="0.005"} 1"#))
        #expect(text.contains(#"_bucket{le="0.01"} 1"#))
        #expect(text.contains(#"_bucket{le="0.025"} 3"#))
        #expect(text.contains(#"_bucket{le="+Inf"} 3"#))
        #expect(text.contains("_seconds_count 3\n"))
        #expect(text.contains("_seconds_sum 5e-09\n"))
    }

    @Test func `services beyond a hundred labels share one`() {
        let counters = ServiceCounters()
        for number in 0..<500 {
            counters.countAllocation(
                purpose: .general,
                service: "s\(number)",
                isAllocated: true,
                nanoseconds: 0
            )
        }
        let lines = counters.text.split(separator: "\n").filter {
            $0.hasPrefix("account_manager_allocations_total{")
        }
        #expect(lines.count == 101)
        #expect(
            lines.last?.hasSuffix(#"{service="other",purpose="general",status="success"} 400"#)
                == true
        )
    }
}
