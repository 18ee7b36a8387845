import Infrastructure
import JSON

/// Calls a service, with a key by which it knows the call again.
package struct HTTPModule: ProcessModule {
    package static let name = "http"
    package static let summary =
        "Calls a service; a 2xx answer ends it, statuses can be outcomes, "
        + "and anything else is a failed attempt."

    package static let settings = [
        ModuleSetting("service", .text, "The name of the service; partner by default."),
        ModuleSetting(
            "method",
            .choice(HTTPMethod.allCases.map(\.rawValue)),
            "The method; POST by default."
        ),
        ModuleSetting("path", .template, required: true, "The path: \"/orders/{order}\"."),
        ModuleSetting(
            "body",
            .object,
            "The body: names with expressions, as texts, or other values."
        ),
        ModuleSetting("timeout", .duration, "How long an answer is waited for; 30s by default."),
        ModuleSetting("statuses", .object, "Outcomes of statuses: {\"409\": \"refused\"}."),
        ModuleSetting(
            "assign",
            .object,
            "Variables with paths in the answer's body: {\"order\": \"$.id\"}."
        ),
    ]

    private let service: ServiceName
    private let method: HTTPMethod
    private let path: ExpressionTemplate?
    private let body: Assignments
    private let timeout: Duration
    private let statuses: [(status: Int64, outcome: String)]
    private let captures: [(name: String, path: BodyPath)]
    private let outcome: String
    private let world: ModuleWorld

    package init(_ node: ProcessNode, in definition: ProcessDefinition, world: ModuleWorld) {
        let settings = node.settings
        service = settings.string("service") ?? PartnerService.name
        method = settings.string("method").flatMap(HTTPMethod.init) ?? .post
        path = settings.template("path")
        body = Assignments(settings["body"]?.object)
        timeout = settings.duration("timeout") ?? ModuleWorld.patience
        statuses = (settings["statuses"]?.object?.members ?? []).compactMap { member in
            guard let status = Int64(member.key), let outcome = member.value.string else {
                return nil
            }
            return (status, outcome)
        }
        captures = (settings["assign"]?.object?.members ?? []).compactMap { member in
            member.value.string.flatMap { BodyPath($0) }.map { (member.key, $0) }
        }
        outcome = node.outcomes.first ?? "done"
        self.world = world
    }

    package func run(_ work: ModuleWork) async throws -> ModuleResult {
        let scope = ExpressionScope(work)
        let request = HTTPRequest(
            method,
            target: path?.text(in: scope) ?? "/",
            headers: [HTTPHeader(PartnerService.keyHeader, work.key)],
            body: body.isEmpty ? .empty : .json(.object(body.values(in: scope)))
        )
        let response = try await world.send(request, to: service, timeout: timeout)
        let status = Int64(response.status.rawValue)
        let answer = response.body.json
        let values = JSONObject(
            captures.compactMap { name, path in path.value(in: answer).map { (name, $0) } }
        )
        if let named = statuses.first(where: { $0.status == status }) {
            return .ended(outcome: named.outcome, assigning: values)
        }
        guard (200..<300).contains(status) else {
            throw ModuleFailure("\(service) answered with \(status)")
        }
        return .ended(outcome: outcome, assigning: values)
    }

    package static func problems(
        of node: ProcessNode,
        in definition: ProcessDefinition
    ) -> [ModuleProblem] {
        var problems = Assignments.problems(of: "body", in: node.settings)
        if let path = node.settings.string("path"), !path.hasPrefix("/") {
            problems.append(ModuleProblem([.key("path")], "a path begins with a slash"))
        }
        for member in node.settings["statuses"]?.object?.members ?? [] {
            let place: [BodyPath.Step] = [.key("statuses"), .key(member.key)]
            if Int(member.key).map({ (100...599).contains($0) }) != true {
                problems.append(
                    ModuleProblem(place, "\(Quotation.quoted(member.key)) is no status")
                )
            }
            guard let outcome = member.value.string, node.outcomes.contains(outcome) else {
                let name = member.value.string ?? Quotation.found(member.value)
                problems.append(.notAnOutcome(name, of: node, at: place))
                continue
            }
        }
        for member in node.settings["assign"]?.object?.members ?? []
        where member.value.string.flatMap({ BodyPath($0) }) == nil {
            problems.append(
                ModuleProblem(
                    [.key("assign"), .key(member.key)],
                    "expected a path in the answer, found \(Quotation.found(member.value))",
                    hint: "write it as in \"$.results[0].code\""
                )
            )
        }
        return problems
    }
}
