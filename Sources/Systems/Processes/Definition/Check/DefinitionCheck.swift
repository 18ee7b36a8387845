import Infrastructure
package import JSON

/// Finds everything that is wrong with definitions before an instance runs on one.
///
/// Of joins it refuses only those that can never complete, whatever happens; one that completes
/// on some ways and not on others is the author's business, and at run time an incident.
package struct DefinitionCheck: Sendable {
    private let modules: [any ProcessModule.Type]
    private let others: [ProcessDefinition]
    private let names: [String]

    /// `others` are the definitions that processes can start instances of, `names` what else a
    /// misspelt one may have been meant to be.
    package init(
        modules: [any ProcessModule.Type],
        others: [ProcessDefinition] = [],
        names: [String] = []
    ) {
        self.modules = modules
        self.others = others
        self.names = names.isEmpty ? others.map(\.id) : names
    }

    /// Reads a definition; no problem means that instances can run on it.
    package func read(
        _ value: JSONValue
    ) -> (definition: ProcessDefinition, problems: [DefinitionProblem]) {
        let (definition, problems) = DefinitionReader.read(value)
        let isReadable = !problems.contains(where: Self.blursShape)
        var found = problems
        for problem in self.problems(in: definition, isReadable: isReadable)
        where !problems.contains(where: { $0.path == problem.path }) {
            found.append(problem)
        }
        return (definition, Self.sorted(found))
    }

    /// Everything that is wrong with a definition, in the order of its parts.
    package func problems(in definition: ProcessDefinition) -> [DefinitionProblem] {
        Self.sorted(problems(in: definition, isReadable: true))
    }

    /// The definitions that one of them starts instances of, in order of their first mention.
    package func subprocesses(of definition: ProcessDefinition) -> [String] {
        var names: [String] = []
        for node in definition.processes {
            let module = modules.first { $0.name == node.module }
            for (_, name) in module?.subprocesses(of: node) ?? [] where !names.contains(name) {
                names.append(name)
            }
        }
        return names
    }

    private func problems(
        in definition: ProcessDefinition,
        isReadable: Bool
    ) -> [DefinitionProblem] {
        var problems: [DefinitionProblem] = []
        if definition.processes.isEmpty {
            problems.append(
                DefinitionProblem(.processes, "a definition needs at least one process")
            )
        }
        let own = NameCheck(definition)
        problems += own.problems
        problems += OutcomeCheck(definition, isReadable: isReadable && !own.hidesShape).problems
        problems += TimerCheck(definition).problems
        problems += ModuleCheck(definition, modules, others: others, names).problems
        guard isReadable, !own.hidesShape, !definition.processes.isEmpty else {
            return problems
        }
        let shape = DefinitionShape(definition)
        problems += ReachCheck(definition, shape).problems
        problems += CycleCheck(definition, shape).problems
        problems += JoinCheck(definition, shape).problems
        return problems
    }

    /// True where parts of the graph could not be read, so that nothing can be said about it.
    private static func blursShape(_ problem: DefinitionProblem) -> Bool {
        let steps = problem.path.steps
        guard case .key("processes") = steps.first else { return steps.first == .key("links") }
        guard steps.count >= 3 else { return true }
        let shaping = ["id", "kind", "outcomes", "start", "join"]
        return shaping.contains { steps[2] == .key($0) }
    }

    /// In the order of a definition's parts: itself, its processes, its links.
    private static func sorted(_ problems: [DefinitionProblem]) -> [DefinitionProblem] {
        func rank(_ problem: DefinitionProblem) -> (Int, Int) {
            let steps = problem.path.steps
            let group: Int =
                switch steps.first {
                case .key("processes"): 1
                case .key("links"): 2
                default: 0
                }
            guard group > 0, steps.count > 1, case .index(let place) = steps[1] else {
                return (group, -1)
            }
            return (group, place)
        }
        return problems.enumerated().sorted { left, right in
            let (first, second) = (rank(left.element), rank(right.element))
            return first == second ? left.offset < right.offset : first < second
        }.map(\.element)
    }
}
