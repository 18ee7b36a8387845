import Infrastructure
import JSON

/// Taking campaigns and their targets on.
extension InviteService {
    private static let targetFields: [BodyField] = [
        .optional("username", .text(1...255)),
        .optional("phone_number", .text(1...20)),
        .optional("phone", .text(1...20)),
        .optional("user_id_platform", .text(1...100)),
    ]

    /// The body of the README.
    private static let briefBody = BodyRule.object([
        BodyField(name: "user_id", rule: .integer(1...Int64.max)),
        BodyField(name: "name", rule: .text(1...255)),
        BodyField(name: "platform", rule: .choice(["telegram"])),
        BodyField(name: "targets", rule: .list(.object(targetFields), count: 1...1000)),
        BodyField(
            name: "invite_data",
            rule: .object([
                BodyField(name: "group_id", rule: .text(1...255)),
                .optional("message", .text(0...1000)),
            ])
        ),
        .optional("settings", .anyObject),
    ])

    private static let settingsFields: [BodyField] = [
        .optional("group_id", .text(1...255)),
        BodyField(
            name: "invite_type",
            rule: .choice(["group_invite"]),
            isRequired: false,
            defaultValue: "group_invite"
        ),
        .optional("allowed_account_ids", .list(.uuid, count: nil)),
        BodyField(
            name: "auto_retry_failed",
            rule: .boolean,
            isRequired: false,
            defaultValue: true
        ),
        BodyField(
            name: "max_retry_attempts",
            rule: .integer(0...100),
            isRequired: false,
            defaultValue: 3
        ),
        .optional("delay_between_invites", .integer(0...86_400)),
    ]

    private static let body = BodyRule.object([
        BodyField(name: "name", rule: .text(1...255)),
        .optional("description", .text(0...1000)),
        BodyField(name: "platform", rule: .choice(["telegram"])),
        .optional("priority", .choice(["LOW", "NORMAL", "HIGH", "URGENT"])),
        .optional("invite_message", .text(0...1000)),
        .optional("scheduled_start", .string),
        .optional("settings", .object(settingsFields)),
    ])

    private static let bulkBody = BodyRule.object([
        BodyField(name: "targets", rule: .list(.object(targetFields), count: 1...1000)),
        .optional("skip_duplicates", .boolean),
    ])

    /// Makes a campaign with its targets and begins with it.
    func createBriefly(_ request: HTTPRequest) async -> HTTPResponse {
        var problems: [RequestProblem] = []
        let body = Self.briefBody.checkBody(request.body, &problems)
        var settings = JSONObject()
        if let object = body["settings"]?.object {
            let rule = BodyRule.object(Self.settingsFields)
            let place: [JSONValue] = ["body", "settings"]
            settings = rule.check(.object(object), at: place, &problems).object ?? object
        }
        guard problems.isEmpty, let user = body["user_id"]?.integer else {
            environment.telemetry.taskRejected()
            return Replies.problems(problems)
        }
        settings["group_id"] = body["invite_data"]?["group_id"]
        let order = Campaign.Order(
            userID: user,
            name: body["name"]?.string ?? "",
            platform: "telegram",
            message: body["invite_data"]?["message"]?.string,
            settings: settings
        )
        let id = database.add(order)
        let targets = body["targets"]?.array ?? []
        _ = add(targets.map(InviteTarget.init), to: id, skipsDuplicates: true)
        let begun = await execute(id)
        guard begun.status == .ok else { return begun }
        return brief(id)
    }

    func readBriefly(_ text: String) -> HTTPResponse {
        guard let id = Int64(text) else {
            return ErrorForm.numbered.reply(.notFound, "Campaign not found")
        }
        return brief(id)
    }

    private func brief(_ id: Int64) -> HTTPResponse {
        let now = environment.clock.now
        let found = database.read(id) { campaign in
            var members: [JSONObject.Member] = [
                .init("campaign_id", .integer(id)), .init("name", .string(campaign.order.name)),
            ]
            members += campaign.status(at: now).members
            return JSONObject(distinct: members)
        }
        guard let found else {
            return ErrorForm.numbered.reply(.notFound, "Campaign not found")
        }
        return HTTPResponse(.ok, json: .object(found))
    }

    func create(_ request: HTTPRequest, _ user: Int64) -> HTTPResponse {
        var problems: [RequestProblem] = []
        let body = Self.body.checkBody(Self.raisingPriority(request.body), &problems)
        guard problems.isEmpty else { return Replies.problems(problems) }
        var order = Campaign.Order(
            userID: user,
            name: body["name"]?.string ?? "",
            platform: "telegram"
        )
        order.description = body["description"]?.string
        order.priority = body["priority"]?.string ?? "NORMAL"
        order.message = body["invite_message"]?.string
        order.scheduledStart = body["scheduled_start"]?.string
        order.settings = body["settings"]?.object ?? JSONObject()
        let id = database.add(order)
        return read(Call(id: id, user: user, request: request))
    }

    /// The sources take the words of a priority in any case.
    private static func raisingPriority(_ body: Payload) -> Payload {
        guard var object = body.json?.object, let priority = object.string("priority") else {
            return body
        }
        object["priority"] = .string(priority.uppercased())
        return .json(.object(object))
    }

    func addTarget(_ call: Call) -> HTTPResponse {
        var problems: [RequestProblem] = []
        let body = BodyRule.object(Self.targetFields).checkBody(call.request.body, &problems)
        let target = InviteTarget(body)
        if problems.isEmpty, target.identifier == nil { problems.append(.noIdentifier(body)) }
        guard problems.isEmpty else { return Replies.problems(problems) }
        let added = database.update(call.id) { campaign in
            _ = campaign.add(target, skipsDuplicates: false)
            return campaign.targets.count
        }
        guard let added else { return unknown(call.id) }
        return HTTPResponse(.ok, json: target.json(id: Int64(added), task: call.id))
    }

    func addTargets(_ call: Call) -> HTTPResponse {
        var problems: [RequestProblem] = []
        let body = Self.bulkBody.checkBody(call.request.body, &problems)
        guard problems.isEmpty else { return Replies.problems(problems) }
        let targets = (body["targets"]?.array ?? []).map(InviteTarget.init)
        let skips = body["skip_duplicates"]?.bool ?? true
        let created = add(
            targets.filter { $0.identifier != nil },
            to: call.id,
            skipsDuplicates: skips
        )
        let nameless = targets.filter { $0.identifier == nil }.count
        return HTTPResponse(
            .ok,
            json: [
                "total_processed": .integer(Int64(targets.count)),
                "created_count": .integer(Int64(created)),
                "skipped_count": .integer(Int64(targets.count - nameless - created)),
                "error_count": .integer(Int64(nameless)), "errors": [], "duration_seconds": 0,
            ]
        )
    }

    /// Adds targets; how many were new.
    private func add(_ targets: [InviteTarget], to id: Int64, skipsDuplicates: Bool) -> Int {
        let added = database.update(id) { campaign in
            targets.reduce(0) { count, target in
                count + (campaign.add(target, skipsDuplicates: skipsDuplicates) ? 1 : 0)
            }
        }
        return added ?? 0
    }
}

extension InviteTarget {
    fileprivate init(_ body: JSONValue) {
        self.init(
            username: body["username"]?.string,
            phone: body["phone_number"]?.string ?? body["phone"]?.string,
            platformID: body["user_id_platform"]?.string
        )
    }
}

extension RequestProblem {
    fileprivate static func noIdentifier(_ input: JSONValue) -> RequestProblem {
        let text = "Необходим хотя бы один идентификатор: username, phone_number, user_id_platform"
        return RequestProblem(
            type: "value_error",
            location: ["body"],
            message: "Value error, \(text)",
            input: input,
            context: ["error": .string(text)]
        )
    }
}
