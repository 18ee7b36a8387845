import Infrastructure

/// A path of the engine's API, and what answers there.
struct APIRoute: Sendable {
    typealias Answer = @Sendable (ProcessAPI, APICall) async throws -> HTTPResponse

    let method: HTTPMethod
    let pattern: String
    /// True where a request asks for a task of the run, which a refusal rejects.
    let asksForTask: Bool
    let answer: Answer

    init(
        _ method: HTTPMethod,
        _ pattern: String,
        asksForTask: Bool = false,
        _ answer: @escaping Answer
    ) {
        self.method = method
        self.pattern = pattern
        self.asksForTask = asksForTask
        self.answer = answer
    }

    /// All of them; what comes thousands of times a second stands in front, since they are tried
    /// in turn.
    static let all: [APIRoute] =
        work + bulk + incidents + definitions + drafts + configuration + service
}

// MARK: - Work

extension APIRoute {
    private static let work: [APIRoute] = [
        APIRoute(.post, "/events", asksForTask: true) { try await $0.takeEvent($1) },
        APIRoute(.post, "/tasks/{task}/decision") { try await $0.decide($1) },
        APIRoute(.post, "/instances", asksForTask: true) { try await $0.start($1) },
        APIRoute(.get, "/instances/{instance}") { try await $0.readInstance($1) },
        APIRoute(.get, "/tasks") { try await $0.listTasks($1) },
        APIRoute(.get, "/tasks/{task}") { try await $0.readTask($1) },
        APIRoute(.get, "/instances") { try await $0.listInstances($1) },
        APIRoute(.get, "/instances/{instance}/history") { try await $0.history($1) },
        APIRoute(.get, "/instances/{instance}/variables") { try await $0.variables($1) },
        APIRoute(.patch, "/instances/{instance}/variables") { try await $0.assign($1) },
        APIRoute(.post, "/instances/{instance}/cancel") { try await $0.cancel($1) },
        APIRoute(.post, "/instances/{instance}/pause") { try await $0.pause($1) },
        APIRoute(.post, "/instances/{instance}/resume") { try await $0.resume($1) },
    ]

    private static let bulk: [APIRoute] = [
        APIRoute(.post, "/instances/cancel") { try await $0.cancelMany($1) },
        APIRoute(.post, "/instances/pause") { try await $0.pauseMany($1) },
        APIRoute(.post, "/instances/resume") { try await $0.resumeMany($1) },
        APIRoute(.post, "/instances/retry") { try await $0.retryMany($1) },
    ]

    private static let incidents: [APIRoute] = [
        APIRoute(.get, "/incidents") { try await $0.listIncidents($1) },
        APIRoute(.get, "/incidents/{incident}") { try await $0.readIncident($1) },
        APIRoute(.post, "/incidents/{incident}/retry") { try await $0.retry($1) },
        APIRoute(.post, "/incidents/{incident}/resolve") { try await $0.resolve($1) },
    ]
}

// MARK: - Definitions

extension APIRoute {
    private static let definitions: [APIRoute] = [
        APIRoute(.get, "/definitions") { try await $0.listDefinitions($1) },
        APIRoute(.post, "/definitions") { try await $0.createDefinition($1) },
        APIRoute(.post, "/definitions/validate") { try await $0.checkDefinition($1) },
        APIRoute(.get, "/definitions/{id}") { try await $0.readDefinition($1) },
        APIRoute(.put, "/definitions/{id}") { try await $0.writeDefinition($1) },
        APIRoute(.delete, "/definitions/{id}") { try await $0.deleteDefinition($1) },
        APIRoute(.post, "/definitions/{id}/validate") { try await $0.validateDraft($1) },
        APIRoute(.post, "/definitions/{id}/publish") { try await $0.publishDraft($1) },
        APIRoute(.get, "/definitions/{id}/versions") { try await $0.listVersions($1) },
        APIRoute(.get, "/definitions/{id}/versions/{version}") { try await $0.readVersion($1) },
        APIRoute(.get, "/definitions/{id}/versions/{version}/diagram") {
            try await $0.drawVersion($1)
        },
    ]

    private static let drafts: [APIRoute] = [
        APIRoute(.get, "/definitions/{id}/processes") { try await $0.listProcesses($1) },
        APIRoute(.post, "/definitions/{id}/processes") { try await $0.addProcess($1) },
        APIRoute(.get, "/definitions/{id}/processes/{process}") { try await $0.readProcess($1) },
        APIRoute(.put, "/definitions/{id}/processes/{process}") { try await $0.writeProcess($1) },
        APIRoute(.patch, "/definitions/{id}/processes/{process}") {
            try await $0.updateProcess($1)
        },
        APIRoute(.delete, "/definitions/{id}/processes/{process}") {
            try await $0.removeProcess($1)
        },
        APIRoute(.get, "/definitions/{id}/links") { try await $0.listLinks($1) },
        APIRoute(.post, "/definitions/{id}/links") { try await $0.addLink($1) },
        APIRoute(.delete, "/definitions/{id}/links") { try await $0.removeLink($1) },
    ]
}

// MARK: - Configuration and the service

extension APIRoute {
    private static let configuration: [APIRoute] = [
        APIRoute(.get, "/definitions/{id}/configuration") { try await $0.readConfiguration($1) },
        APIRoute(.put, "/definitions/{id}/criteria/{process}/{criterion}") {
            try await $0.writeCriterion($1)
        },
        APIRoute(.put, "/definitions/{id}/recipients/processes/{process}") {
            try await $0.writeProcessRecipients($1)
        },
        APIRoute(.delete, "/definitions/{id}/recipients/processes/{process}") {
            try await $0.deleteProcessRecipients($1)
        },
        APIRoute(.put, "/definitions/{id}/recipients/roles/{role}") {
            try await $0.writeRoleRecipients($1)
        },
        APIRoute(.delete, "/definitions/{id}/recipients/roles/{role}") {
            try await $0.deleteRoleRecipients($1)
        },
    ]

    private static let service: [APIRoute] = [
        APIRoute(.get, "/mails") { try await $0.listMails($1) },
        APIRoute(.get, "/mails/{mail}") { try await $0.readMail($1) },
        APIRoute(.get, "/modules") { api, _ in api.modules() },
        APIRoute(.get, "/health") { api, _ in api.health() },
        APIRoute(.get, "/") { api, _ in api.routes() },
    ]
}
