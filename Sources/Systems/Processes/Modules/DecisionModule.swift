import Infrastructure
import JSON

/// Rules over the variables, of which the first that holds gives the outcome.
package struct DecisionModule: ProcessModule {
    package static let name = "decision"
    package static let summary =
        "Chooses an outcome by rules over the variables; the first rule "
        + "that holds wins."

    package static let settings = [
        ModuleSetting(
            "rules",
            .list,
            required: true,
            "Objects with `if`, an expression, and `then`, an outcome."
        ),
        ModuleSetting(
            "otherwise",
            .text,
            "The outcome when no rule holds; without it, that is an incident."
        ),
    ]

    private let rules: [(condition: Expression, outcome: String)]
    private let otherwise: String?

    package init(_ node: ProcessNode, in definition: ProcessDefinition, world: ModuleWorld) {
        otherwise = node.settings.string("otherwise")
        rules = (node.settings["rules"]?.array ?? []).compactMap { rule in
            guard let condition = rule.object?.expression("if"),
                let outcome = rule["then"]?.string
            else { return nil }
            return (condition, outcome)
        }
    }

    package func run(_ work: ModuleWork) async throws -> ModuleResult {
        let scope = ExpressionScope(work)
        let chosen = rules.first { $0.condition.holds(in: scope) }?.outcome ?? otherwise
        guard let chosen else {
            throw ModuleFailure(
                "Expected at least one condition to evaluate to true, or to have a default flow",
                isFinal: true
            )
        }
        return .ended(outcome: chosen, assigning: JSONObject())
    }

    package static func problems(
        of node: ProcessNode,
        in definition: ProcessDefinition
    ) -> [ModuleProblem] {
        var problems: [ModuleProblem] = []
        var used: [String] = []
        for (place, rule) in (node.settings["rules"]?.array ?? []).enumerated() {
            let path: [BodyPath.Step] = [.key("rules"), .index(place)]
            problems += Self.problems(of: rule, at: path)
            guard let outcome = rule["then"]?.string else { continue }
            used.append(outcome)
            if !node.outcomes.contains(outcome) {
                problems.append(.notAnOutcome(outcome, of: node, at: path + [.key("then")]))
            }
        }
        if let otherwise = node.settings.string("otherwise") {
            used.append(otherwise)
            if !node.outcomes.contains(otherwise) {
                problems.append(.notAnOutcome(otherwise, of: node, at: [.key("otherwise")]))
            }
        }
        guard node.settings["rules"]?.array != nil else { return problems }
        for outcome in node.outcomes where !used.contains(outcome) {
            problems.append(
                ModuleProblem(
                    [.key("rules")],
                    "no rule ends with \(Quotation.quoted(outcome))",
                    hint: "add one, or make it what holds \"otherwise\""
                )
            )
        }
        return problems
    }

    private static func problems(
        of rule: JSONValue,
        at path: [BodyPath.Step]
    ) -> [ModuleProblem] {
        guard let object = rule.object else {
            return [ModuleProblem(path, "expected an object, found \(Quotation.found(rule))")]
        }
        return SettingCheck.problems(
            of: object,
            [
                ModuleSetting("if", .expression, required: true, "An expression: \"heat > 80\"."),
                ModuleSetting("then", .text, required: true, "One of the outcomes."),
            ]
        )
        .map { ModuleProblem(path + $0.path, $0.message, hint: $0.hint) }
    }
}

extension ModuleProblem {
    /// An outcome that the process does not have.
    static func notAnOutcome(
        _ name: String,
        of node: ProcessNode,
        at path: [BodyPath.Step]
    ) -> ModuleProblem {
        ModuleProblem(
            path,
            "\(Quotation.quoted(name)) is no outcome of \(Quotation.quoted(node.id))",
            hint: "it has \(Quotation.list(node.outcomes))"
        )
    }
}
