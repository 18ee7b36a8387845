import JSON
@testable import Systems

/// A definition in a few words, and an instance of it that is moved by hand.
///
/// `"a; b; c all"` are processes with their join, `"a>c b>c c>end"` links; `a.no>c` is a link of an
/// outcome of its own, which makes `a` a scenario.
struct ProcessSketch {
    let graph: ProcessGraph
    private(set) var instance = ProcessInstance()
    private(set) var consequences: [Consequence] = []
    private var time: Int64 = 0

    init(
        _ processes: String,
        _ links: String,
        change: (inout ProcessNode) -> Void = { _ in }
    ) {
        let links = links.split(separator: " ").map { Self.link(String($0)) }
        let nodes = processes.split(separator: ";").map { text in
            let words = text.split(separator: " ").map(String.init)
            let named = links.filter { $0.from == words[0] }.map(\.outcome)
            let outcomes = named.filter { $0 != "expired" && $0 != "failed" }
            var node = ProcessNode(
                id: words[0],
                kind: outcomes == ["done"] ? .binary : .scenario,
                outcomes: outcomes.reduce(into: []) { if !$0.contains($1) { $0.append($1) } },
                module: "script",
                join: words.count > 1 ? Self.join(words[1]) : .each
            )
            change(&node)
            return node
        }
        let definition = ProcessDefinition(id: "sketch", processes: nodes, links: links)
        graph = ProcessGraph(definition, version: 1, number: 1)
        apply(.started(variables: [:]))
    }

    private static func join(_ word: String) -> JoinMode {
        switch word {
        case "all": .all
        case "any": .any
        case "active": .active
        default: Int(word).map { .atLeast($0) } ?? .each
        }
    }

    private static func link(_ text: String) -> ProcessLink {
        let sides = text.split(separator: ">").map(String.init)
        let from = sides[0].split(separator: ".").map(String.init)
        let target: LinkTarget =
            switch sides[1] {
            case "end": .end(result: nil)
            case "stop": .terminate(result: nil)
            default: .process(sides[1])
            }
        return ProcessLink(
            from: from[0],
            outcome: from.count > 1 ? from[1] : "done",
            target: target
        )
    }

    mutating func apply(_ input: InstanceInput) {
        time += 1
        consequences = []
        instance.apply(HistoryEntry(at: time, input), graph, &consequences)
    }

    /// Ends the first active step of a process.
    mutating func end(_ process: String, _ outcome: String = "done") {
        guard let node = graph.node(process),
            let step = instance.steps.first(where: { $0.id.node == node }),
            let outcome = graph.nodes[node].outcomes.firstIndex(of: outcome)
        else { return }
        apply(.ended(step.id, outcome: outcome, assigning: [:], by: nil))
    }

    /// Ends processes one after the other, as in `"a b b.no"`, and tells what is active then.
    mutating func after(_ ends: String) -> String {
        for word in ends.split(separator: " ") {
            let parts = word.split(separator: ".").map(String.init)
            end(parts[0], parts.count > 1 ? parts[1] : "done")
        }
        return state
    }

    /// The active processes, those with an incident in brackets, or what became of the instance.
    var state: String {
        guard instance.status == .running else { return instance.status.rawValue }
        return instance.steps.map { step in
            let name = graph.nodes[step.id.node].source.id
            if case .incident = step.phase { return "[\(name)]" }
            return name
        }.joined(separator: " ")
    }

    /// The first active step of a process.
    func step(_ process: String) -> ActiveStep? {
        instance.steps.first { graph.nodes[$0.id.node].source.id == process }
    }
}
