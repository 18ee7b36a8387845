import Infrastructure
import JSON

/// Commands for many instances at once, by a filter.
extension ProcessAPI {
    func cancelMany(_ call: APICall) async throws -> HTTPResponse {
        try await forEach(call) { commands, id, author throws(CommandError) in
            try await commands.cancel(id, by: author)
        }
    }

    func pauseMany(_ call: APICall) async throws -> HTTPResponse {
        try await forEach(call) { commands, id, author throws(CommandError) in
            try await commands.pause(id, by: author)
        }
    }

    func resumeMany(_ call: APICall) async throws -> HTTPResponse {
        try await forEach(call) { commands, id, author throws(CommandError) in
            try await commands.resume(id, by: author)
        }
    }

    /// Tries the incidents again that fit.
    func retryMany(_ call: APICall) async throws -> HTTPResponse {
        let body = try call.body(APIBodies.incidentFilter)
        try Self.refuseEmpty(body)
        var result = ManyResult()
        for found in incidents(body) {
            let name = found.reply.name(of: found.step.id).text
            do throws(CommandError) {
                try await commands.retry(
                    instance: found.reply.id,
                    step: found.step.id,
                    by: body.author
                )
                result.changed += 1
            } catch {
                try result.note(error, name)
            }
        }
        return result.reply
    }

    /// Gives a command to each running instance that fits.
    private func forEach(
        _ call: APICall,
        _ command:
            (InstanceCommands, String, String) async throws(CommandError) -> Void
    ) async throws -> HTTPResponse {
        let body = try call.body(APIBodies.filter)
        try Self.refuseEmpty(body)
        let filter = filter(body)
        var result = ManyResult()
        for entry in entries(filter, where: { !$0.status.isOver }) {
            do throws(CommandError) {
                try await command(commands, entry.id, body.author)
                result.changed += 1
            } catch {
                try result.note(error, entry.id)
            }
        }
        return result.reply
    }

    /// A command for all instances that there are is rather a mistake than a wish.
    private static func refuseEmpty(_ body: JSONObject) throws(APIFailure) {
        let names = ["definition", "key", "ids", "process", "kind"]
        guard !names.contains(where: { body[$0].map { !$0.isNull } ?? false }) else { return }
        throw .problems([
            RequestProblem(
                type: "value_error",
                location: ["body"],
                message: "Value error, say which instances are meant",
                input: .object(body),
                context: ["error": "say which instances are meant: a definition, a key or ids"]
            )
        ])
    }
}

/// What became of a command for many.
private struct ManyResult {
    var changed = 0
    private var refused: [JSONValue] = []
    private var refusals = 0

    /// How many refusals are listed one by one.
    private static let most = 100

    /// Somebody was faster with one of them, which is no reason to leave the others out; a store
    /// that is away is.
    mutating func note(_ error: CommandError, _ name: String) throws(CommandError) {
        switch error {
        case .unavailable, .cancelled: throw error
        default: break
        }
        refusals += 1
        guard refused.count < Self.most else { return }
        let reason = APIFailure(error).reply.body.json?["detail"]?["error"] ?? .null
        refused.append(["id": .string(name), "error": reason])
    }

    var reply: HTTPResponse {
        HTTPResponse(
            .ok,
            json: [
                "changed": .integer(Int64(changed)), "refused": .integer(Int64(refusals)),
                "refusals": .array(refused),
            ]
        )
    }
}
