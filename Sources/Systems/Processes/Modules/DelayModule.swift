/// Waits.
package struct DelayModule: ProcessModule {
    package static let name = "delay"
    package static let summary = "Waits for a time, and ends."

    package static let settings = [
        ModuleSetting("for", .duration, required: true, "How long.")
    ]

    private let duration: Duration

    package init(_ node: ProcessNode, in definition: ProcessDefinition, world: ModuleWorld) {
        duration = node.settings.duration("for") ?? .zero
    }

    package func run(_ work: ModuleWork) async throws -> ModuleResult {
        .waits(duration)
    }

    package static func problems(
        of node: ProcessNode,
        in definition: ProcessDefinition
    ) -> [ModuleProblem] {
        .onlyBinary(node, name)
    }
}
