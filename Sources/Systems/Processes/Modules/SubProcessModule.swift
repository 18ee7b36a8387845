import Infrastructure
package import JSON

/// An instance of another definition, whose end is that of the process.
package struct SubProcessModule: ProcessModule {
    package static let name = "process"
    package static let summary =
        "Starts an instance of another definition and ends when it does, "
        + "with its result as outcome."

    package static let settings = [
        ModuleSetting("definition", .text, required: true, "The id of the other definition."),
        ModuleSetting(
            "input",
            .object,
            "Its variables, as expressions over the present ones; all of them by default."
        ),
        ModuleSetting(
            "output",
            .list,
            "The names of its variables that are taken over at its end; none by default."
        ),
    ]

    private let definition: String
    private let input: Assignments?
    private let subProcesses: any SubProcesses

    package init(_ node: ProcessNode, in definition: ProcessDefinition, world: ModuleWorld) {
        self.definition = node.settings.string("definition") ?? ""
        input = node.settings["input"]?.object.map { Assignments($0) }
        subProcesses = world.subProcesses
    }

    package func run(_ work: ModuleWork) async throws -> ModuleResult {
        let id = Self.instance(for: work)
        try await subProcesses.start(
            definition,
            id: id,
            variables: input?.values(in: ExpressionScope(work)) ?? work.variables,
            for: work.instance,
            step: work.step
        )
        return .waitsForInstance(id)
    }

    /// The same for every attempt of a step, so that it starts one instance.
    package static func instance(for work: ModuleWork) -> String {
        "\(work.instance).\(work.step.node).\(work.step.visit)"
    }

    /// How the process ends when its instance has completed with a result.
    ///
    /// The result is an outcome of the process where it has one of that name; a binary process is
    /// done with any. Nil where no outcome fits.
    package static func outcome(of result: String?, for node: ProcessNode) -> String? {
        if let result, node.outcomes.contains(result) { return result }
        return node.kind == .binary ? node.outcomes.first : nil
    }

    /// What the process takes over from the variables of its instance.
    package static func output(of variables: JSONObject, for node: ProcessNode) -> JSONObject {
        let names = (node.settings["output"]?.array ?? []).compactMap(\.string)
        return JSONObject(names.compactMap { name in variables[name].map { (name, $0) } })
    }

    /// The definition that a process starts instances of; nil for another module.
    package static func definition(of node: ProcessNode) -> String? {
        node.module == name ? node.settings.string("definition") : nil
    }

    package static func problems(
        of node: ProcessNode,
        in definition: ProcessDefinition
    ) -> [ModuleProblem] {
        var problems = Assignments.problems(of: "input", in: node.settings)
        for (place, value) in (node.settings["output"]?.array ?? []).enumerated()
        where value.string == nil {
            let path: [BodyPath.Step] = [.key("output"), .index(place)]
            problems.append(
                ModuleProblem(path, "expected the name of a variable, found \(value.noun)")
            )
        }
        return problems
    }
}
