import Infrastructure
import JSON

/// What goes on only when somebody mends it.
extension ProcessAPI {
    /// The incidents that there are, those of the newest instances first.
    func listIncidents(_ call: APICall) async throws -> HTTPResponse {
        let query = try call.query(APIBodies.incidents)
        let page = PageQuery(query)
        let found = incidents(query)
        let items = found.dropFirst(page.offset).prefix(page.size).map { found in
            JSONValue.object(found.reply.incident(found.step) ?? JSONObject())
        }
        return page.reply(items, total: found.count)
    }

    struct FoundIncident {
        let reply: InstanceReply
        let step: ActiveStep
    }

    /// The incidents that fit a request.
    func incidents(_ fields: JSONObject) -> [FoundIncident] {
        let (process, kind) = (fields.string("process"), fields.string("kind"))
        var found: [FoundIncident] = []
        let filter = filter(fields)
        for reply in replies(entries(filter) { $0.hasIncident }) {
            for step in reply.record.instance.steps {
                guard case .incident(let incident) = step.phase else { continue }
                if let kind, incident.name != kind { continue }
                let id = reply.graph.nodes[step.id.node].source.id
                if let process, id != process { continue }
                found.append(FoundIncident(reply: reply, step: step))
            }
        }
        return found
    }

    func readIncident(_ call: APICall) async throws -> HTTPResponse {
        let (reply, id) = try await step(call[0], hint: "GET /incidents")
        guard let step = reply.record.instance.step(id), var object = reply.incident(step) else {
            throw CommandError.notAnIncident
        }
        object["variables"] = .some(.object(reply.record.instance.variables))
        return HTTPResponse(.ok, json: .object(object))
    }

    func retry(_ call: APICall) async throws -> HTTPResponse {
        let body = try call.optionalBody(APIBodies.command)
        let (name, step) = try await place(call[0])
        try await commands.retry(instance: name.instance, step: step, by: body.author)
        return HTTPResponse(.ok, json: try await instance(name.instance).json)
    }

    /// Gives variables values, and tries the step again with them.
    func resolve(_ call: APICall) async throws -> HTTPResponse {
        let body = try call.body(APIBodies.resolution)
        let (reply, id) = try await step(call[0], hint: "GET /incidents")
        guard case .incident = reply.record.instance.step(id)?.phase else {
            throw CommandError.notAnIncident
        }
        let values = body["variables"]?.object ?? JSONObject()
        if !values.isEmpty { try await commands.assign(reply.id, values, by: body.author) }
        try await commands.retry(instance: reply.id, step: id, by: body.author)
        return HTTPResponse(.ok, json: try await instance(reply.id).json)
    }
}
