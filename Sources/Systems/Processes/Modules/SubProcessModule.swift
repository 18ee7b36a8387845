package import Infrastructure
import JSON

/// An instance of another definition, whose end is that of the process.
package struct SubProcessModule: ProcessModule {
    package static let name = "process"
    package static let summary =
        "Starts an instance of another definition and ends when it does, "
        + "with its result where that is an outcome."

    package static let settings = [
        ModuleSetting("definition", .text, required: true, "The id of the other definition."),
        ModuleSetting(
            "input",
            .object,
            "Its variables, as expressions over the present ones; all of them by default."
        ),
    ]

    private let definition: String
    private let input: Assignments?

    package init(_ node: ProcessNode, in definition: ProcessDefinition, world: ModuleWorld) {
        self.definition = node.settings.string("definition") ?? ""
        input = node.settings["input"]?.object.map { Assignments($0) }
    }

    package func run(_ work: ModuleWork) async throws -> ModuleResult {
        .startsInstance(
            of: definition,
            variables: input?.values(in: ExpressionScope(work)) ?? work.variables
        )
    }

    package static func subprocesses(
        of node: ProcessNode
    ) -> [(path: [BodyPath.Step], definition: String)] {
        node.settings.string("definition").map { [([.key("definition")], $0)] } ?? []
    }

    package static func problems(
        of node: ProcessNode,
        in definition: ProcessDefinition
    ) -> [ModuleProblem] {
        Assignments.problems(of: "input", in: node.settings)
    }
}
