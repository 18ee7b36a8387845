import Infrastructure
import JSON

/// Starting instances, events, and what can be done to one instance.
extension ProcessAPI {
    /// The same request again gets the same answer, whatever has become of the instance.
    func start(_ call: APICall) async throws -> HTTPResponse {
        let body = try call.body(APIBodies.start)
        let definition = body.string("definition") ?? ""
        let id = body.string("id") ?? environment.identifiers.uuid()
        try await commands.start(
            definition: definition,
            key: body.string("key") ?? "",
            id: id,
            variables: body["variables"]?.object ?? JSONObject()
        )
        return HTTPResponse(
            201,
            json: [
                "id": .string(id), "definition": .string(definition),
                "key": body["key"] ?? .null,
            ],
            headers: [HTTPHeader("Location", "/instances/\(id)")]
        )
    }

    /// Tells which instance has the event; `started` where it began with it.
    func takeEvent(_ call: APICall) async throws -> HTTPResponse {
        let body = try call.body(APIBodies.event)
        let event = ProcessEvent(
            id: body.string("id") ?? "",
            definition: body.string("definition") ?? "",
            key: body.string("key") ?? "",
            readings: body["readings"]?.object ?? JSONObject()
        )
        let (instance, _) = try await commands.event(event)
        return HTTPResponse(
            .ok,
            json: ["instance": .string(instance), "started": .bool(instance == event.id)]
        )
    }

    func readInstance(_ call: APICall) async throws -> HTTPResponse {
        HTTPResponse(.ok, json: try await instance(call[0]).json)
    }

    func variables(_ call: APICall) async throws -> HTTPResponse {
        let reply = try await instance(call[0])
        return HTTPResponse(.ok, json: .object(reply.record.instance.variables))
    }

    /// What was done to the instance, oldest first.
    func history(_ call: APICall) async throws -> HTTPResponse {
        let page = PageQuery(try call.query(PageQuery.fields))
        let reply = try await instance(call[0])
        let history = reply.record.history
        let entries = HistoryReply(graph: reply.graph)
        let items = history.dropFirst(page.offset).prefix(page.size).map(entries.json)
        return page.reply(items, total: history.count)
    }

    func assign(_ call: APICall) async throws -> HTTPResponse {
        let body = try call.body(APIBodies.assignment)
        let values = body["variables"]?.object ?? JSONObject()
        try await commands.assign(call[0], values, by: body.author)
        return try await variables(call)
    }

    func cancel(_ call: APICall) async throws -> HTTPResponse {
        let body = try call.optionalBody(APIBodies.command)
        try await commands.cancel(call[0], by: body.author)
        return try await readInstance(call)
    }

    func pause(_ call: APICall) async throws -> HTTPResponse {
        let body = try call.optionalBody(APIBodies.command)
        try await commands.pause(call[0], by: body.author)
        return try await readInstance(call)
    }

    func resume(_ call: APICall) async throws -> HTTPResponse {
        let body = try call.optionalBody(APIBodies.command)
        try await commands.resume(call[0], by: body.author)
        return try await readInstance(call)
    }

    /// An instance as the store has it.
    func instance(_ id: String) async throws(CommandError) -> InstanceReply {
        guard let loaded = try await commands.load(id) else { throw .unknownInstance(id) }
        return InstanceReply(id: id, record: loaded.record, graph: loaded.graph)
    }
}

extension JSONObject {
    /// Who gives a command.
    var author: String { string("author") ?? APIBodies.anonymous }
}
