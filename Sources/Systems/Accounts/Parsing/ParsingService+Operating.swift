import Infrastructure
import JSON

/// What the service tells of itself, and what its operators may do.
extension ParsingService {
    private var now: JSONValue { .string(CalendarTime(environment.clock.now).text) }

    /// What the manager says of all accounts.
    func accounts() async -> HTTPResponse {
        let answer = try? await manager.statistics()
        guard let statistics = answer ?? nil else {
            return HTTPResponse(
                .ok,
                json: [
                    "success": false, "error": "The account manager does not answer",
                    "data": ["status_counts": [:], "accounts": []],
                ]
            )
        }
        let stats = statistics["stats"] ?? statistics
        return HTTPResponse(
            .ok,
            json: [
                "success": true,
                "data": [
                    "status_counts": stats["status_breakdown"] ?? [:], "accounts": [],
                    "updated_at": now,
                ],
                "message": "Redirected to centralized Account Manager in Integration Service",
            ]
        )
    }

    func queue() -> HTTPResponse {
        let (pending, running) = database.read { table in
            let tasks = table.all.compactMap { table[$0] }
            return (
                tasks.filter { $0.status == .pending }.map { JSONValue.string($0.id) },
                tasks.filter { $0.status == .running }
            )
        }
        let assignments = running.map { ($0.id, JSONValue.string($0.account ?? "")) }
        return HTTPResponse(
            .ok,
            json: [
                "success": true,
                "data": [
                    "pending_tasks": .integer(Int64(pending.count)),
                    "running_tasks": .integer(Int64(running.count)),
                    "busy_accounts": .integer(Int64(running.count)),
                    "pending_task_ids": .array(pending),
                    "running_assignments": .object(JSONObject(assignments)),
                    "updated_at": now,
                ],
                "message": "Task queue status retrieved successfully",
            ]
        )
    }

    func speeds() -> HTTPResponse {
        var speeds = JSONObject(capacity: ParsingSpeed.all.count)
        for speed in ParsingSpeed.all { speeds.append(speed.value, speed.json) }
        return HTTPResponse(
            .ok,
            json: [
                "success": true, "data": .object(speeds),
                "message": "Available parsing speeds retrieved successfully",
            ]
        )
    }

    private static let estimateBody = BodyRule.object([
        BodyField(
            name: "user_count",
            rule: .integer(0...1_000_000_000),
            isRequired: false,
            defaultValue: 100
        ),
        .optional("parsing_speed", .string),
    ])

    func estimate(_ request: HTTPRequest) -> HTTPResponse {
        var problems: [RequestProblem] = []
        let body = Self.estimateBody.checkBody(request.body, &problems)
        guard problems.isEmpty else { return Replies.problems(problems) }
        let users = body["user_count"]?.integer ?? 100
        let speed = ParsingSpeed.named(body["parsing_speed"]?.string)
        return HTTPResponse(
            .ok,
            json: [
                "success": true, "data": speed.estimate(users: users),
                "message": .string("Time estimate calculated for \(users) users"),
            ]
        )
    }

    /// Deletes all tasks and has the manager take all accounts of this service back.
    func clear() async -> HTTPResponse {
        let rows = database.read { $0.all }
        for row in rows { database.delete(row) }
        let answer = try? await manager.releaseAll()
        return HTTPResponse(
            .ok,
            json: [
                "success": true, "message": "All parsing tasks cleared and accounts released",
                "details": [
                    "in_memory_tasks_cleared": .integer(Int64(rows.count)),
                    "database_tasks_cleared": .integer(Int64(rows.count)),
                    "account_release_result": (answer ?? nil)
                        ?? ["error": "The account manager does not answer"],
                ],
            ]
        )
    }

    func status() -> HTTPResponse {
        let (active, completed, failed, all) = database.read { table in
            (
                table.count(.pending) + table.count(.running), table.count(.completed),
                table.count(.failed), table.count
            )
        }
        let ready: JSONValue = ["tasks": 0, "status": "ready"]
        return HTTPResponse(
            .ok,
            json: [
                "status": "healthy", "active_tasks": .integer(Int64(active)),
                "completed_tasks": .integer(Int64(completed)),
                "failed_tasks": .integer(Int64(failed)),
                "platform_stats": [
                    "telegram": ["tasks": .integer(Int64(all)), "status": "ready"],
                    "instagram": ready, "whatsapp": ready,
                ],
            ]
        )
    }

    func health() -> HTTPResponse {
        HTTPResponse(
            .ok,
            json: [
                "status": "healthy", "service": "parsing-service", "version": "1.0.0",
                "platform_support": ["telegram"],
            ]
        )
    }

    func root() -> HTTPResponse {
        HTTPResponse(
            .ok,
            json: [
                "service": "parsing-service", "version": "1.0.0", "status": "running",
            ]
        )
    }
}

extension ParsingSpeed {
    fileprivate var json: JSONValue {
        let (seconds, rest) = messageDelay.components
        return [
            "name": .string(name), "description": .string(description),
            "estimated_speed": .string(estimate), "risk_level": .string(risk),
            "user_requests_per_minute": .integer(Int64(usersPerMinute)),
            "message_delay": .number(Double(seconds) + Double(rest) / 1e18),
        ]
    }
}
