import JSON

/// Gives variables values by expressions.
package struct ScriptModule: ProcessModule {
    package static let name = "script"
    package static let summary = "Gives variables values by expressions, one after the other."

    package static let settings = [
        ModuleSetting(
            "assign",
            .object,
            required: true,
            "Variables with expressions, as texts, or other values that stand for themselves."
        )
    ]

    private let assignments: Assignments
    private let outcome: String

    package init(_ node: ProcessNode, in definition: ProcessDefinition, world: ModuleWorld) {
        assignments = Assignments(node.settings["assign"]?.object)
        outcome = node.outcomes.first ?? "done"
    }

    package func run(_ work: ModuleWork) async throws -> ModuleResult {
        .ended(outcome: outcome, assigning: assignments.values(in: ExpressionScope(work)))
    }

    package static func problems(
        of node: ProcessNode,
        in definition: ProcessDefinition
    ) -> [ModuleProblem] {
        Assignments.problems(of: "assign", in: node.settings) + .onlyBinary(node, name)
    }
}

extension [ModuleProblem] {
    /// A module that has one way to end carries out binary processes alone.
    static func onlyBinary(_ node: ProcessNode, _ module: String) -> [ModuleProblem] {
        guard node.kind == .scenario else { return [] }
        return [
            ModuleProblem(
                "the module \(module) ends only with \"done\"",
                hint: "make the process binary, and decide behind it"
            )
        ]
    }
}
