import Infrastructure
import JSON

/// Definitions as wholes.
extension ProcessAPI {
    func listDefinitions(_ call: APICall) async throws -> HTTPResponse {
        let page = PageQuery(try call.query(PageQuery.fields))
        let ids = try await registry.ids()
        var items: [JSONValue] = []
        for id in ids.dropFirst(page.offset).prefix(page.size) {
            guard let draft = try await registry.draft(id) else { continue }
            let versions = try await registry.versions(of: id)
            items.append(
                [
                    "id": .string(id), "title": .string(draft.title),
                    "version": versions.last.map { .integer(Int64($0.version)) } ?? .null,
                    "processes": .integer(Int64(draft.processes.count)),
                    "links": .integer(Int64(draft.links.count)),
                ]
            )
        }
        return page.reply(items, total: ids.count)
    }

    /// Makes a draft, which may be unfinished but not misspelt; with `?publish=true` a version,
    /// too, or nothing at all.
    func createDefinition(_ call: APICall) async throws -> HTTPResponse {
        let definition = try await whole(try call.body(.anyObject), call)
        try await registry.create(definition)
        return try await saved(definition, 201, call)
    }

    /// Makes a draft, or puts it in the place of the one there is.
    func writeDefinition(_ call: APICall) async throws -> HTTPResponse {
        let body = try call.body(.anyObject).named(call[0])
        let definition = try await whole(body, call)
        let isNew = try await registry.draft(call[0]) == nil
        try await registry.put(definition)
        return try await saved(definition, isNew ? 201 : .ok, call)
    }

    /// Reads the definition of a body; where it is to be published, it has to be sound.
    private func whole(
        _ body: JSONObject,
        _ call: APICall
    ) async throws -> ProcessDefinition {
        let body = JSONValue.object(body)
        let (definition, problems) =
            try call.publishes ? await registry.check(body) : DefinitionReader.read(body)
        guard problems.isEmpty else {
            throw APIFailure.problems(problems.map { RequestProblem($0, in: body) })
        }
        return definition
    }

    private func saved(
        _ definition: ProcessDefinition,
        _ status: HTTPStatus,
        _ call: APICall
    ) async throws -> HTTPResponse {
        if try call.publishes { _ = try await registry.publish(definition.id) }
        return HTTPResponse(
            status,
            json: try await reply(definition),
            headers: [HTTPHeader("Location", "/definitions/\(definition.id)")]
        )
    }

    func readDefinition(_ call: APICall) async throws -> HTTPResponse {
        HTTPResponse(.ok, json: try await reply(try await draft(call[0])))
    }

    /// A draft with its versions and what keeps it from being published.
    private func reply(_ draft: ProcessDefinition) async throws -> JSONValue {
        let versions = try await registry.versions(of: draft.id)
        let problems = try await registry.problems(in: draft)
        return [
            "id": .string(draft.id), "title": .string(draft.title),
            "version": versions.last.map { .integer(Int64($0.version)) } ?? .null,
            "versions": .integer(Int64(versions.count)),
            "problems": .array(problems.map(\.json)),
            "draft": draft.json,
        ]
    }

    /// Takes a definition away: instances of it go on, and none begins.
    func deleteDefinition(_ call: APICall) async throws -> HTTPResponse {
        guard try await registry.remove(call[0]) else {
            throw RegistryError.unknownDefinition(call[0])
        }
        return HTTPResponse(.noContent)
    }

    /// What people work on; throws where there is no such definition.
    func draft(_ id: String) async throws(RegistryError) -> ProcessDefinition {
        guard let draft = try await registry.draft(id) else { throw .unknownDefinition(id) }
        return draft
    }
}

extension APICall {
    /// Whether a definition is to be published as soon as it is saved.
    fileprivate var publishes: Bool {
        get throws(APIFailure) {
            try query([.optional("publish", .boolean)])["publish"]?.bool ?? false
        }
    }
}

extension JSONObject {
    /// The body of a definition or a process with its id, which a path has, too.
    func named(_ id: String) throws(APIFailure) -> JSONObject {
        if let own = self["id"] {
            guard own.string == id else { throw .problems([.otherID(own, id)]) }
            return self
        }
        return JSONObject([("id", .string(id))] + members.map { ($0.key, $0.value) })
    }
}
