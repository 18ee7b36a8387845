import Infrastructure
import JSON
import Testing

@testable import Systems

/// What the manager says of requests that it does not take.
struct BadRequestTests {
    /// An endpoint, a body that it takes, the fields that it requires, and wrong values by field.
    struct Endpoint: CustomTestStringConvertible {
        let target: String
        let body: JSONObject
        let required: [String]
        /// Field, value, type of the problem.
        let wrong: [(field: String, value: JSONValue, type: String)]

        var testDescription: String { target }
    }

    private static let long = String(repeating: "c", count: 256)

    static let endpoints: [Endpoint] = [
        Endpoint(
            target: "allocate",
            body: ["user_id": 1, "purpose": "general", "service_name": "s"],
            required: ["user_id", "purpose", "service_name"],
            wrong: [
                ("user_id", "x", "int_parsing"), ("user_id", 1.5, "int_from_float"),
                ("user_id", nil, "int_type"), ("user_id", 1e30, "int_parsing_size"),
                ("purpose", "testing", "enum"), ("purpose", "health_check", "enum"),
                ("purpose", nil, "enum"), ("service_name", 5, "string_type"),
                ("service_name", nil, "string_type"),
                ("preferred_account_id", "x", "uuid_parsing"),
                ("preferred_account_id", 5, "uuid_type"),
                ("timeout_minutes", -1, "greater_than_equal"),
                ("timeout_minutes", .integer(.max), "less_than_equal"),
                ("timeout_minutes", "soon", "int_parsing"),
                ("target_channel_id", 5, "string_type"), ("service_name", "", "string_too_short"),
                ("service_name", .string(String(repeating: "ä", count: 101)), "string_too_long"),
                ("target_channel_id", .string(long), "string_too_long"),
            ]
        ),
        Endpoint(
            target: "release/A1",
            body: ["service_name": "s", "usage_stats": [:]],
            required: ["service_name", "usage_stats"],
            wrong: [
                ("service_name", [], "string_type"),
                ("usage_stats", 5, "model_attributes_type"),
                ("usage_stats", nil, "model_attributes_type"),
                ("usage_stats", ["invites_sent": -1], "greater_than_equal"),
                ("usage_stats", ["messages_sent": -1], "greater_than_equal"),
                ("usage_stats", ["contacts_added": -5], "greater_than_equal"),
                ("usage_stats", ["invites_sent": .integer(.max)], "less_than_equal"),
                ("usage_stats", ["invites_sent": "many"], "int_parsing"),
                ("usage_stats", ["channels_used": "c"], "list_type"),
                ("usage_stats", ["channels_used": [5]], "string_type"),
                ("usage_stats", ["channels_used": [.string(long)]], "string_too_long"),
                (
                    "usage_stats", ["channels_used": .array(Array(repeating: "c", count: 1001))],
                    "too_long"
                ),
                ("usage_stats", ["success": "perhaps"], "bool_parsing"),
                ("usage_stats", ["error_type": "auth_key"], "enum"),
                ("usage_stats", ["error_message": 5], "string_type"),
            ]
        ),
        Endpoint(
            target: "handle-error/A1",
            body: ["error_type": "flood_wait", "error_message": "5"],
            required: ["error_type", "error_message"],
            wrong: [
                ("error_type", "deactivated", "enum"), ("error_type", nil, "enum"),
                ("error_message", nil, "string_type"), ("context", [], "dict_type"),
                (
                    "error_message", .string(String(repeating: "e", count: 10_001)),
                    "string_too_long"
                ),
            ]
        ),
        Endpoint(
            target: "rate-limit/check/A1",
            body: ["action_type": "invite"],
            required: ["action_type"],
            wrong: [
                ("action_type", "INVITE", "enum"), ("action_type", 5, "enum"),
                ("target_channel_id", [:], "string_type"), ("allow_locked", 2, "bool_parsing"),
                ("allow_locked", nil, "bool_type"),
            ]
        ),
        Endpoint(
            target: "rate-limit/record/A1",
            body: ["action_type": "parse"],
            required: ["action_type"],
            wrong: [
                ("action_type", "", "enum"), ("target_channel_id", 5, "string_type"),
                ("success", "", "bool_parsing"), ("success", nil, "bool_type"),
            ]
        ),
        Endpoint(
            target: "release-all",
            body: ["service_name": "s"],
            required: ["service_name"],
            wrong: [("service_name", nil, "string_type"), ("force", [], "bool_type")]
        ),
        Endpoint(
            target: "/api/v1/telegram/invites/accounts/A1/invite",
            body: ["invite_type": "group_invite", "target_username": "b", "group_id": "c"],
            required: ["invite_type"],
            wrong: [
                ("invite_type", "mail", "enum"), ("group_id", 5, "string_type"),
                ("message", .string(String(repeating: "m", count: 4097)), "string_too_long"),
                ("silent", "?", "bool_parsing"),
            ]
        ),
    ]

    /// The type and place of the only problem that a 422 tells.
    private func problem(_ reply: String, _ box: IntegrationBox) -> String {
        guard reply.hasPrefix("422 "), let problems = box.last("detail")?.array else {
            return reply
        }
        return problems.map { problem in
            let place = (problem["loc"]?.array ?? []).map { $0.string ?? "\($0.integer ?? -1)" }
            return "\(problem["type"]?.string ?? "?") \(place.joined(separator: "."))"
        }.joined(separator: ", ")
    }

    @Test(arguments: endpoints)
    func `a field that is missing or wrong is told with its place`(endpoint: Endpoint) {
        let box = IntegrationBox(accounts: 3)
        for field in endpoint.required {
            var body = endpoint.body
            body[field] = .none
            let reply = box.post(endpoint.target, .object(body))
            #expect(problem(reply, box) == "missing body.\(field)")
        }
        for (field, value, type) in endpoint.wrong {
            var body = endpoint.body
            body[field] = .some(value)
            let reply = box.post(endpoint.target, .object(body))
            let problem = problem(reply, box)
            #expect(problem.hasPrefix("\(type) body.\(field)"), "\(field): \(value): \(problem)")
            #expect(!problem.contains(","))
        }
        let good = box.post(endpoint.target, .object(endpoint.body))
        #expect(good.hasPrefix("200 "), "\(good)")
    }

    @Test(arguments: endpoints)
    func `what is no such body at all is refused`(endpoint: Endpoint) {
        let box = IntegrationBox(accounts: 3)
        let deep = String(repeating: "[", count: 100_000)
        let bodies: [(Payload, String)] = [
            (.empty, "missing body"), (.text("null"), "missing body"),
            (.text("[]"), "model_attributes_type body"), (.text("5"), "model_attributes_type body"),
            (.text("{"), "json_invalid body.1"), (.text("user_id=1"), "json_invalid body.0"),
            (.text(#"{"a":NaN}"#), "json_invalid body.5"),
            (.bytes([255, 254]), "json_invalid body.0"),
            (.json(.string("x")), "model_attributes_type body"),
        ]
        for (body, answer) in bodies {
            let reply = box.ask(.post, endpoint.target, body)
            #expect(problem(reply, box) == answer, "\(body)")
        }
        let reply = box.ask(.post, endpoint.target, .text(deep))
        #expect(problem(reply, box).hasPrefix("json_invalid body."))
    }

    @Test(arguments: endpoints)
    func `a body beyond a megabyte is refused by the proxy`(endpoint: Endpoint) {
        let box = IntegrationBox(accounts: 3)
        var body = endpoint.body
        body["ballast"] = .string(String(repeating: "x", count: 1_100_000))
        for payload in [Payload.json(.object(body)), .text(JSONWriter.compact(.object(body)))] {
            let reply = box.ask(.post, endpoint.target, payload)
            #expect(reply == #"413 {"detail":"Request Entity Too Large"}"#)
        }
    }

    @Test(arguments: endpoints)
    func `fields that nobody knows and texts for numbers are let through`(endpoint: Endpoint) {
        let box = IntegrationBox(accounts: 3)
        var body = endpoint.body
        body["colour"] = "red"
        if body["user_id"] != nil { body["user_id"] = "1" }
        // A hundred characters, and twice as many bytes.
        let name = String(repeating: "ä", count: 100)
        if body["service_name"] != nil { body["service_name"] = .some(.string(name)) }
        let reply = box.post(endpoint.target, .object(body))
        #expect(reply.hasPrefix("200 "), "\(reply)")
    }

    @Test(
        arguments: [
            "POST release/x", "POST handle-error/x", "GET health/x", "GET flood-wait/x",
            "POST rate-limit/check/x", "POST rate-limit/record/x", "GET rate-limit/status/x",
            "POST schedule-recovery/x?recovery_time=2025-01-01",
            "POST /api/v1/telegram/invites/accounts/x/invite",
        ]
    )
    func `an id in the path has to be a UUID`(line: String) throws {
        let box = IntegrationBox()
        let words = line.split(separator: " ").map { String($0) }
        let bodies: JSONValue = [
            "service_name": "s", "usage_stats": [:], "error_type": "flood_wait",
            "error_message": "", "action_type": "invite", "invite_type": "group_invite",
        ]
        let method = try #require(HTTPMethod(rawValue: words[0]))
        let reply = box.ask(method, words[1], method == .post ? .json(bodies) : .empty)
        #expect(problem(reply, box) == "uuid_parsing path.account_id")
    }

    @Test(
        arguments: [
            ("GET accounts/summary", "missing query.user_id"),
            ("GET accounts/summary?user_id=x", "int_parsing query.user_id"),
            ("GET accounts/summary?user_id=1&limit=0", "greater_than_equal query.limit"),
            ("GET accounts/summary?user_id=1&limit=2001", "less_than_equal query.limit"),
            ("GET accounts/summary?user_id=1&sort_by=phone", "enum query.sort_by"),
            ("GET accounts/summary?user_id=1&status=asleep", "enum query.status"),
            ("GET accounts/summary?user_id=1&purpose=testing", "enum query.purpose"),
            (
                "GET accounts/summary?user_id=1&only_available=maybe",
                "bool_parsing query.only_available"
            ),
            ("GET available-accounts/x", "int_parsing path.user_id"),
            ("GET available-accounts/1?purpose=testing", "enum query.purpose"),
            ("GET logs?action=slept", "enum query.action"),
            ("GET logs?status=ok", "enum query.status"),
            ("GET logs?account_id=x", "uuid_parsing query.account_id"),
            ("GET logs?limit=-1", "greater_than_equal query.limit"),
            ("GET logs?offset=-1", "greater_than_equal query.offset"),
            ("GET logs?offset=9223372036854775807", "less_than_equal query.offset"),
            ("POST schedule-recovery/A1", "missing query.recovery_time"),
            (
                "POST schedule-recovery/A1?recovery_time=soon",
                "datetime_from_date_parsing query.recovery_time"
            ),
            (
                "POST schedule-recovery/A1?recovery_time=2025-01-01T00:00:00+03:00",
                "datetime_from_date_parsing query.recovery_time"
            ),
            (
                "POST schedule-recovery/A1?recovery_time=2025-01-01&recovery_type=",
                "string_too_short query.recovery_type"
            ),
            ("POST maintenance/process-recoveries?limit=x", "int_parsing query.limit"),
            ("POST maintenance/process-recoveries?limit=0", "greater_than_equal query.limit"),
        ] as [(String, String)]
    )
    func `a query is checked like a body`(line: String, answer: String) throws {
        let box = IntegrationBox()
        let words = line.split(separator: " ").map { String($0) }
        let method = try #require(HTTPMethod(rawValue: words[0]))
        #expect(problem(box.ask(method, words[1]), box) == answer)
    }

    @Test func `an instant beyond the end of time is an instant`() {
        let box = IntegrationBox()
        for year in ["0001", "1600", "2300", "9999"] {
            let reply = box.ask(.post, "schedule-recovery/A1?recovery_time=\(year)-06-01")
            #expect(reply.hasPrefix("200 "), "\(reply)")
        }
        #expect(box.get("stats/recovery").hasPrefix("200 "))
        #expect(box.ask(.post, "maintenance/process-recoveries").hasPrefix("200 "))
    }
}
