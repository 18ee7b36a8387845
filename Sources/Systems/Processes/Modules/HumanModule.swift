import Infrastructure
import JSON

/// Asks people of a role, and waits for what one of them decides.
package struct HumanModule: ProcessModule {
    package static let name = "human"
    package static let summary = "Asks a role; somebody of it decides, or a client of the API."

    package static let settings = [
        ModuleSetting("role", .text, required: true, "Who is asked: operator, engineer, …"),
        ModuleSetting("question", .template, "What they are asked, with expressions in braces."),
        ModuleSetting(
            "adjust",
            .list,
            "How a simulated decision changes criteria for later events: objects with `process`, "
                + "`criterion`, `by` or `to` with a number, and `on`, an outcome."
        ),
    ]

    private let question: PeopleQuestion

    package init(_ node: ProcessNode, in definition: ProcessDefinition, world: ModuleWorld) {
        question = PeopleQuestion(
            node,
            in: definition,
            role: node.settings.string("role") ?? "",
            world: world
        )
    }

    package func run(_ work: ModuleWork) async throws -> ModuleResult {
        question.ask(work, assigning: JSONObject())
        return .waitsForAnswer
    }

    /// The role that is asked at first; nil where another module carries the process out.
    package static func role(of node: ProcessNode) -> String? {
        switch node.module {
        case name: node.settings.string("role")
        case RepairModule.name: node.settings.string("role") ?? RepairModule.usualRole
        default: nil
        }
    }

    /// What the task is about, as a list of tasks shows it.
    package static func question(of node: ProcessNode, for scope: ExpressionScope) -> String? {
        node.settings.template("question")?.text(in: scope)
    }

    package static func problems(
        of node: ProcessNode,
        in definition: ProcessDefinition
    ) -> [ModuleProblem] {
        (node.settings["adjust"]?.array ?? []).enumerated().flatMap { place, value in
            CriterionAdjustment.problems(of: value, for: node, in: definition)
                .map { problem in
                    ModuleProblem(
                        [.key("adjust"), .index(place)] + problem.path,
                        problem.message,
                        hint: problem.hint
                    )
                }
        }
    }
}
