import Infrastructure
import JSON

/// Sends a mail to whoever is configured to get it.
package struct MailModule: ProcessModule {
    package static let name = "mail"
    package static let summary =
        "Sends a mail to addresses or a role; who gets it can be changed "
        + "at run time."

    package static let settings = [
        ModuleSetting("to", .list, "Addresses."),
        ModuleSetting("role", .text, "The role that gets it where there are no addresses."),
        ModuleSetting(
            "subject",
            .template,
            required: true,
            "The subject, with expressions in braces: \"Defect of {pump}\"."
        ),
        ModuleSetting("body", .template, "The text, with expressions in braces."),
    ]

    private let definition: String
    private let process: String
    private let addresses: [String]
    private let role: String?
    private let subject: ExpressionTemplate?
    private let body: ExpressionTemplate?
    private let outcome: String
    private let world: ModuleWorld

    package init(_ node: ProcessNode, in definition: ProcessDefinition, world: ModuleWorld) {
        self.definition = definition.id
        process = node.id
        addresses = (node.settings["to"]?.array ?? []).compactMap(\.string)
        role = node.settings.string("role")
        subject = node.settings.template("subject")
        body = node.settings.template("body")
        outcome = node.outcomes.first ?? "done"
        self.world = world
    }

    package func run(_ work: ModuleWork) async throws -> ModuleResult {
        let role = work.role ?? role
        let recipients = try await world.configuration.recipients(
            of: process,
            in: definition,
            addresses: work.role == nil ? addresses : [],
            role: role
        )
        guard !recipients.isEmpty else {
            throw ModuleFailure(
                "nobody gets the mails of \(process): configure recipients, and retry",
                isFinal: true
            )
        }
        let scope = ExpressionScope(work)
        let mail = Mail(
            id: work.key,
            definition: definition,
            process: process,
            instance: work.instance,
            role: role,
            recipients: recipients,
            subject: subject?.text(in: scope) ?? "",
            body: body?.text(in: scope) ?? ""
        )
        let request = HTTPRequest(.post, MailServer.path, body: .json(mail.json))
        let response = try await world.send(request, to: MailServer.name)
        guard response.status == .ok else {
            throw ModuleFailure("the mail server answered with \(response.status.rawValue)")
        }
        return .ended(outcome: outcome, assigning: JSONObject())
    }

    package static func problems(
        of node: ProcessNode,
        in definition: ProcessDefinition
    ) -> [ModuleProblem] {
        var problems: [ModuleProblem] = .onlyBinary(node, name)
        for (place, value) in (node.settings["to"]?.array ?? []).enumerated()
        where value.string?.contains("@") != true {
            problems.append(
                ModuleProblem(
                    [.key("to"), .index(place)],
                    "expected an address, found \(Quotation.found(value))",
                    hint: "write NAME@DOMAIN, or \"role\" for a role"
                )
            )
        }
        return problems
    }
}
