import Infrastructure
import JSON

/// From drafts to versions, which never change.
extension ProcessAPI {
    /// Says what is wrong with the definition of a body, and keeps nothing of it.
    func checkDefinition(_ call: APICall) async throws -> HTTPResponse {
        let body = JSONValue.object(try call.body(.anyObject))
        return Self.verdict(try await registry.check(body).problems)
    }

    func validateDraft(_ call: APICall) async throws -> HTTPResponse {
        Self.verdict(try await registry.problems(in: try await draft(call[0])))
    }

    private static func verdict(_ problems: [DefinitionProblem]) -> HTTPResponse {
        HTTPResponse(
            .ok,
            json: [
                "valid": .bool(problems.isEmpty), "problems": .array(problems.map(\.json)),
            ]
        )
    }

    /// Makes the draft a version; one that has not changed since gives the same version again.
    func publishDraft(_ call: APICall) async throws -> HTTPResponse {
        HTTPResponse(201, json: try await registry.publish(call[0]).json)
    }

    func listVersions(_ call: APICall) async throws -> HTTPResponse {
        let page = PageQuery(try call.query(PageQuery.fields))
        let versions = try await registry.versions(of: call[0])
        if versions.isEmpty { _ = try await draft(call[0]) }
        return page.reply(versions.map(\.json))
    }

    func readVersion(_ call: APICall) async throws -> HTTPResponse {
        let graph = try await version(call)
        return HTTPResponse(
            .ok,
            json: [
                "definition": .string(graph.definition.id),
                "version": .integer(Int64(graph.version)),
                "number": .integer(Int64(graph.number)),
                "source": graph.definition.json,
            ]
        )
    }

    /// The version as text for Mermaid, with the counts and mean times of its links so far.
    func drawVersion(_ call: APICall) async throws -> HTTPResponse {
        let graph = try await version(call)
        let figures = commands.world.links.figures(of: graph.number)
        return HTTPResponse(
            .ok,
            headers: [HTTPHeader("Content-Type", "text/vnd.mermaid")],
            body: .text(graph.definition.mermaid(figures: figures))
        )
    }

    /// The version that a path names: its number within the definition, or `latest`.
    func version(_ call: APICall) async throws -> ProcessGraph {
        let text = call[1]
        let versions = try await registry.versions(of: call[0])
        let wanted = text == "latest" ? versions.count : Int(text) ?? 0
        if versions.indices.contains(wanted - 1),
            let graph = try await registry.graph(versions[wanted - 1].number)
        {
            return graph
        }
        if versions.isEmpty { _ = try await draft(call[0]) }
        throw APIFailure.unknown(
            "there is no version \(Quotation.quoted(text)) of \(Quotation.quoted(call[0]))",
            hint: versions.isEmpty
                ? "POST /definitions/\(call[0])/publish makes the first one"
                : "versions count from 1; the last one is \(versions.count)"
        )
    }
}
