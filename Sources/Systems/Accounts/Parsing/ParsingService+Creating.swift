import Infrastructure
import JSON

extension ParsingService {
    private static let limits: ClosedRange<Int64> = 1...1_000_000
    private static let usualLimit: Int64 = 100
    private static let targets = 1...1000

    /// The body of the README.
    private static let briefBody = BodyRule.object([
        BodyField(name: "user_id", rule: .integer(1...Int64.max)),
        BodyField(name: "platform", rule: .choice(["telegram"])),
        BodyField(name: "targets", rule: .list(.text(1...255), count: targets)),
        .optional("priority", .oneOf(ParsingTask.Priority.self)),
        .optional(
            "config",
            .object([
                .optional("message_limit", .integer(limits)),
                .optional("speed_config", .string),
            ])
        ),
    ])

    /// The body of the sources.
    private static let body = BodyRule.object([
        BodyField(name: "links", rule: .list(.text(1...255), count: targets)),
        .optional("platform", .choice(["telegram"])),
        .optional("task_type", .string),
        .optional("priority", .oneOf(ParsingTask.Priority.self)),
        .optional("parsing_speed", .string),
        .optional("message_limit", .integer(limits)),
        .optional("settings", .anyObject),
    ])

    func createBriefly(_ request: HTTPRequest) -> HTTPResponse {
        var problems: [RequestProblem] = []
        let body = Self.briefBody.checkBody(request.body, &problems)
        guard problems.isEmpty, let user = body["user_id"]?.integer else {
            return refuse(problems)
        }
        let config = body["config"]
        let order = ParsingTask.Order(
            userID: user,
            platform: "telegram",
            type: "messages",
            priority: Self.priority(body),
            speed: .named(config?["speed_config"]?.string),
            messageLimit: config?["message_limit"]?.integer ?? Self.usualLimit
        )
        let ids = accept(Self.links(body["targets"]), order)
        var reply: JSONObject = [
            "task_id": .string(ids.first ?? ""), "status": "pending", "progress": 0,
            "task_ids": .array(ids.map { .string($0) }), "platform": "telegram",
        ]
        reply.append("targets", body["targets"] ?? .array([]))
        reply.append("estimated_time", order.speed.estimate(users: order.messageLimit))
        return HTTPResponse(.ok, json: .object(reply))
    }

    func create(_ request: HTTPRequest, _ user: Int64) -> HTTPResponse {
        var problems: [RequestProblem] = []
        let body = Self.body.checkBody(request.body, &problems)
        let settings = body["settings"]
        var limit = body["message_limit"]
        for key in ["message_limit", "max_depth"] where limit == nil || limit == .null {
            guard let value = settings?[key], !value.isNull else { continue }
            let location: [JSONValue] = ["body", "settings", .string(key)]
            limit = BodyRule.integer(Self.limits).check(value, at: location, &problems)
        }
        guard problems.isEmpty else { return refuse(problems) }
        let speed = body["parsing_speed"]?.string ?? Self.speed(settings?["parsing_speed"])
        let order = ParsingTask.Order(
            userID: user,
            platform: "telegram",
            type: body["task_type"]?.string ?? "messages",
            priority: Self.priority(body),
            speed: .named(speed),
            messageLimit: limit?.integer ?? Self.usualLimit
        )
        let links = Self.links(body["links"])
        let ids = accept(links, order)
        return HTTPResponse(.ok, json: created(ids, links, order))
    }

    private func created(
        _ ids: [String],
        _ links: [String],
        _ order: ParsingTask.Order
    ) -> JSONValue {
        let speed = order.speed
        return [
            "task_ids": .array(ids.map { .string($0) }),
            "status": "pending",
            "message": .string("Создано задач: \(ids.count) со скоростью \(speed.name)"),
            "platform": .string(order.platform),
            "links": .array(links.map { .string($0) }),
            "parsing_speed": [
                "name": .string(speed.name),
                "speed": .string(speed.value),
                "estimated_time": speed.estimate(users: order.messageLimit),
                "risk_level": .string(speed.risk),
            ],
        ]
    }

    /// Writes one task a link down; their ids.
    private func accept(_ links: [String], _ order: ParsingTask.Order) -> [String] {
        let second =
            Timestamp.epochSecondsAtStart + environment.clock.now.nanoseconds / 1_000_000_000
        let tasks = links.map { link in
            (id: "task_\(second)_\(environment.identifiers.uuid().prefix(8))", link: link)
        }
        database.add(tasks, order)
        environment.telemetry.taskAccepted(tasks.first?.id ?? "")
        scheduler.lookSoon()
        return tasks.map(\.id)
    }

    private func refuse(_ problems: [RequestProblem]) -> HTTPResponse {
        environment.telemetry.taskRejected()
        return Replies.problems(problems)
    }

    private static func links(_ value: JSONValue?) -> [String] {
        value?.array?.compactMap(\.string) ?? []
    }

    private static func priority(_ body: JSONValue) -> ParsingTask.Priority {
        body["priority"]?.string.flatMap(ParsingTask.Priority.init(rawValue:)) ?? .normal
    }

    /// A speed as front ends send it: a word, or an object with it.
    private static func speed(_ value: JSONValue?) -> String? {
        value?.string ?? value?["value"]?.string
    }
}
