import JSON

@testable import Systems

/// The token machine and its plain reading side by side, moved by the same numbers.
struct InstancePair {
    let graph: ProcessGraph
    private(set) var machine = ProcessInstance()
    private(set) var plain: PlainInstance
    private(set) var history: [HistoryEntry] = []

    init(_ definition: ProcessDefinition) {
        graph = ProcessGraph(definition, version: 1, number: 1)
        plain = PlainInstance(definition)
        apply(.started(variables: [:]))
    }

    private mutating func apply(_ input: InstanceInput) {
        let entry = HistoryEntry(at: Int64(history.count), input)
        var consequences: [Consequence] = []
        machine.apply(entry, graph, &consequences)
        history.append(entry)
    }

    /// Has something happen to a step that both have; numbers choose which and what.
    mutating func move(_ number: Int) {
        guard machine.status == .running, !machine.steps.isEmpty else { return }
        let order = machine.steps.sorted { left, right in
            (left.id.node, left.id.visit) < (right.id.node, right.id.visit)
        }
        let step = order[number % order.count]
        guard
            let same = plain.steps.first(where: {
                $0.process == step.id.node && $0.visit == step.id.visit
            })
        else { return }
        if case .incident = step.phase {
            apply(.retried(step.id, by: "t"))
            return plain.mend(same)
        }
        let node = graph.nodes[step.id.node]
        var outcomes = node.source.outcomes
        if node.source.deadline != nil { outcomes.append("expired") }
        let choice = number / order.count % (outcomes.count + 1)
        // Faults are rarer than outcomes.
        if choice == outcomes.count, number / 7 % 3 == 0 {
            apply(.attemptFailed(step.id, reason: "t", isFinal: true))
            return plain.fail(same)
        }
        let outcome = outcomes[choice % outcomes.count]
        if outcome == "expired" {
            apply(.deadline(step.id))
        } else {
            let place = node.outcomes.firstIndex(of: outcome) ?? 0
            apply(.ended(step.id, outcome: place, assigning: [:], by: nil))
        }
        plain.end(same, outcome)
    }

    // MARK: - What they have come to

    var machineText: String {
        let steps = machine.steps.map { step -> String in
            var incident: String?
            if case .incident(let kind) = step.phase { incident = Self.name(of: kind) }
            return Self.text(step.id.node, step.id.visit, incident)
        }
        let tokens = graph.links.indices.flatMap { link in
            [Int](repeating: link, count: machine.tokens[link])
        }
        return Self.text(machine.status.rawValue, machine.result, steps, tokens)
    }

    var plainText: String {
        let steps = plain.steps.map { Self.text($0.process, $0.visit, $0.incident) }
        let isOver = plain.status != "running"
        let tokens = graph.links.indices.flatMap { link in
            [Int](repeating: link, count: isOver ? 0 : plain.waiting(link))
        }
        return Self.text(plain.status, plain.result, steps, tokens)
    }

    /// Whether the history, replayed from its beginning, gives the instance there is.
    var isReplayed: Bool {
        var replayed = ProcessInstance()
        for entry in history {
            var consequences: [Consequence] = []
            replayed.apply(entry, graph, &consequences)
        }
        return replayed == machine
    }

    private static func name(of incident: Incident) -> String {
        switch incident {
        case .attemptsUsedUp: "attempts"
        case .noWay: "way"
        case .tooManyVisits: "visits"
        case .deadJoin: "join"
        }
    }

    private static func text(_ process: Int, _ visit: Int, _ incident: String?) -> String {
        "p\(process)/\(visit)" + (incident.map { "!\($0)" } ?? "")
    }

    private static func text(
        _ status: String,
        _ result: String?,
        _ steps: [String],
        _ tokens: [Int]
    ) -> String {
        "\(status) \(result ?? "-") \(steps.sorted()) tokens \(tokens)"
    }
}
