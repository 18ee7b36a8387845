import Infrastructure
import JSON

/// The processes and links of a draft, one by one.
extension ProcessAPI {
    func listProcesses(_ call: APICall) async throws -> HTTPResponse {
        let page = PageQuery(try call.query(PageQuery.fields))
        return page.reply(try await draft(call[0]).processes.map(\.json))
    }

    func readProcess(_ call: APICall) async throws -> HTTPResponse {
        let draft = try await draft(call[0])
        let place: Int
        do throws(DraftRefusal) { place = try draft.place(of: call[1]) } catch {
            throw APIFailure(error)
        }
        return HTTPResponse(.ok, json: draft.processes[place].json)
    }

    func addProcess(_ call: APICall) async throws -> HTTPResponse {
        let process = try Self.process(try call.body(.anyObject))
        try await edit(call[0]) { draft throws(DraftRefusal) in try draft.add(process) }
        return HTTPResponse(
            201,
            json: process.json,
            headers: [HTTPHeader("Location", "/definitions/\(call[0])/processes/\(process.id)")]
        )
    }

    func writeProcess(_ call: APICall) async throws -> HTTPResponse {
        let process = try Self.process(try call.body(.anyObject).named(call[1]))
        try await edit(call[0]) { draft throws(DraftRefusal) in
            try draft.replace(process: process.id, by: process)
        }
        return HTTPResponse(.ok, json: process.json)
    }

    /// Changes what the body names of a process, and takes away what it makes null.
    func updateProcess(_ call: APICall) async throws -> HTTPResponse {
        let id = call[1]
        let patch = try call.body(.anyObject).named(id)
        let (process, _) = try await registry.change(call[0]) { draft throws(APIFailure) in
            do throws(DraftRefusal) {
                let old = draft.processes[try draft.place(of: id)].json.object ?? JSONObject()
                let process = try Self.patched(old, patch)
                try draft.replace(process: id, by: process)
                return process
            } catch {
                throw APIFailure(error)
            }
        }
        return HTTPResponse(.ok, json: process.json)
    }

    /// Takes a process away with its links, and shows what is gone.
    func removeProcess(_ call: APICall) async throws -> HTTPResponse {
        let id = call[1]
        let links = try await edit(call[0]) { draft throws(DraftRefusal) in
            try draft.remove(process: id)
        }
        return HTTPResponse(
            .ok,
            json: ["removed": .string(id), "links": .array(links.map(\.json))]
        )
    }

    private static func patched(
        _ old: JSONObject,
        _ patch: JSONObject
    ) throws(DraftRefusal) -> ProcessNode {
        let merged = JSONValue.object(MergePatch.merged(old, patch))
        let (process, problems) = DefinitionReader.readProcess(merged)
        guard problems.isEmpty else { throw .unreadable(merged, problems) }
        return process
    }

    private static func process(_ body: JSONObject) throws(APIFailure) -> ProcessNode {
        let (process, problems) = DefinitionReader.readProcess(.object(body))
        guard problems.isEmpty else {
            throw .problems(problems.map { RequestProblem($0, in: .object(body)) })
        }
        return process
    }

    /// Changes a draft, whoever else does at the same time.
    @discardableResult
    private func edit<Outcome>(
        _ id: String,
        _ change: (inout ProcessDefinition) throws(DraftRefusal) -> Outcome
    ) async throws(DraftChangeError<DraftRefusal>) -> Outcome {
        try await registry.change(id, change).outcome
    }
}

// MARK: - Links

extension ProcessAPI {
    func listLinks(_ call: APICall) async throws -> HTTPResponse {
        let page = PageQuery(try call.query(PageQuery.fields))
        return page.reply(try await draft(call[0]).links.map(\.json))
    }

    /// Links processes that the draft has; drafts as wholes may have loose ends.
    func addLink(_ call: APICall) async throws -> HTTPResponse {
        let link = try Self.link(try call.body(.anyObject))
        try await edit(call[0]) { draft throws(DraftRefusal) in
            try draft.refuseLooseEnds(of: link)
            try draft.add(link)
        }
        return HTTPResponse(201, json: link.json)
    }

    /// Takes the link away that `from`, `outcome` and `to` of the query name.
    func removeLink(_ call: APICall) async throws -> HTTPResponse {
        let query = try call.query(APIBodies.link)
        let link = try Self.link(query)
        let removed = try await edit(call[0]) { draft throws(DraftRefusal) in
            try draft.remove(link)
        }
        return HTTPResponse(.ok, json: removed.json)
    }

    private static func link(_ body: JSONObject) throws(APIFailure) -> ProcessLink {
        let (link, problems) = DefinitionReader.readLink(.object(body))
        guard problems.isEmpty else {
            throw .problems(problems.map { RequestProblem($0, in: .object(body)) })
        }
        return link
    }
}
