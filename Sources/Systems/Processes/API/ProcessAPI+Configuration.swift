import Infrastructure
import JSON

/// What can be changed of a definition while its instances run: thresholds, and who gets mails.
extension ProcessAPI {
    func readConfiguration(_ call: APICall) async throws -> HTTPResponse {
        let graph = try await latest(call[0])
        let record = try await configuration.record(of: call[0])
        return HTTPResponse(.ok, json: ConfigurationReply(graph: graph, record: record).json)
    }

    /// Changes the threshold of a criterion, for whatever is compared from now on.
    func writeCriterion(_ call: APICall) async throws -> HTTPResponse {
        let body = try call.body(APIBodies.threshold)
        let graph = try await latest(call[0])
        let finder = CriterionFinder(definition: graph.definition)
        let criterion = try finder.criterion(call[2], of: call[1])
        let amount = try ThresholdAmount(body, at: ["body"], from: criterion.threshold).amount
        try await configuration.change(
            call[0],
            thresholds: [
                ThresholdChange(process: call[1], criterion: call[2], amount: amount)
            ],
            author: body.author,
            key: body.string("key")
        )
        return try await readConfiguration(call)
    }

    func writeProcessRecipients(_ call: APICall) async throws -> HTTPResponse {
        let body = try call.body(APIBodies.recipients)
        return try await setProcessRecipients(call, body.addresses, by: body)
    }

    /// Goes back to what the settings of the process say.
    func deleteProcessRecipients(_ call: APICall) async throws -> HTTPResponse {
        let body = try call.optionalBody(APIBodies.command)
        return try await setProcessRecipients(call, nil, by: body)
    }

    private func setProcessRecipients(
        _ call: APICall,
        _ addresses: [String]?,
        by body: JSONObject
    ) async throws -> HTTPResponse {
        let mails = try await latest(call[0]).definition.processes
            .filter { $0.module == MailModule.name }.map(\.id)
        guard mails.contains(call[1]) else {
            throw APIFailure.unknown(
                "no process \(Quotation.quoted(call[1])) of \(Quotation.quoted(call[0])) "
                    + "sends mails",
                hint: Suggestion.hint(for: call[1], among: mails) ?? "it has no mail process"
            )
        }
        return try await change(call, RecipientsChange(.process(call[1]), addresses), body)
    }

    func writeRoleRecipients(_ call: APICall) async throws -> HTTPResponse {
        let body = try call.body(APIBodies.recipients)
        return try await setRoleRecipients(call, body.addresses, by: body)
    }

    /// Goes back to the usual address of the role.
    func deleteRoleRecipients(_ call: APICall) async throws -> HTTPResponse {
        let body = try call.optionalBody(APIBodies.command)
        return try await setRoleRecipients(call, nil, by: body)
    }

    private func setRoleRecipients(
        _ call: APICall,
        _ addresses: [String]?,
        by body: JSONObject
    ) async throws -> HTTPResponse {
        let roles = try await latest(call[0]).definition.roles
        guard roles.contains(call[1]) else {
            throw APIFailure.unknown(
                "there is no role \(Quotation.quoted(call[1])) in \(Quotation.quoted(call[0]))",
                hint: Suggestion.hint(for: call[1], among: roles) ?? "it has no roles"
            )
        }
        return try await change(call, RecipientsChange(.role(call[1]), addresses), body)
    }

    private func change(
        _ call: APICall,
        _ change: RecipientsChange,
        _ body: JSONObject
    ) async throws -> HTTPResponse {
        try await configuration.change(
            call[0],
            recipients: [change],
            author: body.author,
            key: body.string("key")
        )
        return try await readConfiguration(call)
    }

    /// The version of a definition that was published last.
    func latest(_ id: String) async throws -> ProcessGraph {
        guard let graph = try await commands.latest(id) else {
            throw CommandError.unknownDefinition(id)
        }
        return graph
    }
}

extension JSONObject {
    fileprivate var addresses: [String] {
        (self["addresses"]?.array ?? []).compactMap(\.string)
    }
}
