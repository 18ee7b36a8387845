import Infrastructure
import JSON

/// What people are asked.
extension ProcessAPI {
    /// Tasks of one status, those that wait longest first; the open ones where none is named.
    func listTasks(_ call: APICall) async throws -> HTTPResponse {
        let query = try call.query(APIBodies.tasks)
        let page = PageQuery(query)
        let status = query.string("status").flatMap(HumanTask.Status.init) ?? .open
        var found: [Found] = []
        let filter = filter(query)
        let entries = entries(filter) { status != .open || $0.isAsking }
        for reply in replies(entries.reversed()) {
            for task in reply.tasks(status) {
                if let role = query.string("role"), task.role != role { continue }
                found.append(Found(reply: reply, task: task, number: found.count))
            }
        }
        found.sort { $0.precedes($1) }
        let items = found.dropFirst(page.offset).prefix(page.size).map { found in
            JSONValue.object(found.reply.json(found.task))
        }
        return page.reply(items, total: found.count)
    }

    private struct Found {
        let reply: InstanceReply
        let task: HumanTask
        let number: Int

        /// By the instant at which the task came up, or was over.
        func precedes(_ other: Found) -> Bool {
            let left = task.endedAt ?? task.since ?? 0
            let right = other.task.endedAt ?? other.task.since ?? 0
            return left == right ? number < other.number : left < right
        }
    }

    func readTask(_ call: APICall) async throws -> HTTPResponse {
        let (reply, step) = try await step(call[0], hint: "GET /tasks")
        let tasks =
            HumanTask.open(reply.record.instance, reply.graph)
            + HumanTask.over(reply.record, reply.graph)
        guard let task = tasks.first(where: { $0.step == step }) else {
            throw CommandError.unknownTask(instance: reply.id)
        }
        var object = reply.json(task)
        object["variables"] = .some(.object(reply.record.instance.variables))
        return HTTPResponse(.ok, json: .object(object))
    }

    /// Answers a question; the same answer under the same key again is answered the same.
    func decide(_ call: APICall) async throws -> HTTPResponse {
        let body = try call.body(APIBodies.decision)
        let (name, step) = try await place(call[0])
        let outcome = body.string("outcome") ?? ""
        let changes = try await changes(of: body, in: name.instance)
        try await commands.decide(
            instance: name.instance,
            step: step,
            Answer(
                outcome: outcome,
                author: body.author,
                key: body.string("key") ?? "",
                assigning: body["variables"]?.object ?? JSONObject()
            )
        )
        if let (definition, thresholds) = changes {
            try await configuration.change(
                definition,
                thresholds: thresholds,
                author: body.author,
                key: step.key(in: name.instance)
            )
        }
        return HTTPResponse(
            .ok,
            json: [
                "id": .string(name.text), "status": "decided", "outcome": .string(outcome),
                "author": .string(body.author),
            ]
        )
    }
}

// MARK: - What decisions change

extension ProcessAPI {
    /// The thresholds that a decision changes for later events; nil for none.
    private func changes(
        of body: JSONObject,
        in instance: String
    ) async throws -> (definition: String, thresholds: [ThresholdChange])? {
        guard body["criteria"]?.array != nil else { return nil }
        let definition = try await self.instance(instance).graph.definition
        var problems: [RequestProblem] = []
        let changes = CriterionFinder(definition: definition).changes(body, &problems)
        guard problems.isEmpty else { throw APIFailure.problems(problems) }
        return (definition.id, changes)
    }
}

// MARK: - Steps by their names

extension ProcessAPI {
    /// The step that a name of a path means, with its instance as the store has it.
    func step(
        _ text: String,
        hint: String
    ) async throws -> (reply: InstanceReply, step: StepID) {
        guard let name = StepName(text) else { throw Self.noStep(text, hint: hint) }
        let reply = try await instance(name.instance)
        guard let node = reply.graph.node(name.process) else {
            throw CommandError.unknownTask(instance: name.instance)
        }
        return (reply, StepID(node: node, visit: name.visit))
    }

    /// The step that a name of a path means; asks the store only where the read model has nothing.
    func place(_ text: String) async throws -> (name: StepName, step: StepID) {
        guard let name = StepName(text) else { throw Self.noStep(text, hint: "GET /tasks") }
        var graph = directory[name.instance].flatMap { directory.graph($0.graph) }
        if graph == nil { graph = try await instance(name.instance).graph }
        guard let node = graph?.node(name.process) else {
            throw CommandError.unknownTask(instance: name.instance)
        }
        return (name, StepID(node: node, visit: name.visit))
    }

    private static func noStep(_ text: String, hint: String) -> APIFailure {
        .unknown(
            "there is no step \(Quotation.quoted(text))",
            hint: "\(hint) lists those that there are, as INSTANCE:PROCESS:VISIT"
        )
    }
}

extension InstanceReply {
    fileprivate func tasks(_ status: HumanTask.Status) -> [HumanTask] {
        status == .open
            ? HumanTask.open(record.instance, graph)
            : HumanTask.over(record, graph).filter { $0.status == status }
    }
}
