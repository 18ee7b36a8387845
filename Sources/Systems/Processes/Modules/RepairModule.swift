import JSON

/// Has people of a role repair something, and writes down that it is repaired.
package struct RepairModule: ProcessModule {
    package static let name = "repair"
    package static let summary =
        "Orders a repair from people of a role, and waits until it is "
        + "done; a task that can be decided like any other."

    package static let usualRole = "technologist"

    package static let settings = [
        ModuleSetting("role", .text, "Who repairs; technologist by default."),
        ModuleSetting("question", .template, "The order, with expressions in braces."),
        ModuleSetting(
            "assign",
            .object,
            "Variables that a simulated repair sets, such as readings that are normal again; "
                + "expressions over the variables at the order."
        ),
    ]

    private let question: PeopleQuestion
    private let assignments: Assignments

    package init(_ node: ProcessNode, in definition: ProcessDefinition, world: ModuleWorld) {
        let role = node.settings.string("role") ?? Self.usualRole
        question = PeopleQuestion(node, in: definition, role: role, world: world)
        assignments = Assignments(node.settings["assign"]?.object)
    }

    package func run(_ work: ModuleWork) async throws -> ModuleResult {
        let values =
            assignments.isEmpty
            ? JSONObject() : assignments.values(in: ExpressionScope(work))
        question.ask(work, assigning: values)
        return .waitsForAnswer
    }

    package static func problems(
        of node: ProcessNode,
        in definition: ProcessDefinition
    ) -> [ModuleProblem] {
        Assignments.problems(of: "assign", in: node.settings)
    }
}
