package import JSON

/// An instance of a definition: where its tokens are, and what it waits for.
///
/// A token machine without time or chance of its own: the same inputs give the same instance. The
/// rules are D1 to D9 of the engine; joins follow BPMN 2.0, section 13.4.
package struct ProcessInstance: Sendable, Equatable {
    package internal(set) var status = InstanceStatus.running
    package internal(set) var isPaused = false

    /// What the end that it reached calls it.
    package internal(set) var result: String?

    /// In nanoseconds of the run.
    package internal(set) var startedAt: Int64 = 0
    package internal(set) var endedAt: Int64?
    package internal(set) var variables = JSONObject()

    /// In the order in which they began.
    package internal(set) var steps: [ActiveStep] = []

    /// Tokens on links whose join has not taken them.
    package internal(set) var tokens = TokenCounts()

    /// Joins that have fired and absorb the rest of their round.
    var rounds: [JoinRound] = []

    /// How often each node has begun.
    var visits: [Int32] = []

    /// True when a token reached an end by a link of the outcome `failed`.
    var hasFailed = false

    package init() {}

    /// The step, if it is active.
    package func step(_ id: StepID) -> ActiveStep? {
        place(of: id).map { steps[$0] }
    }

    /// Whether a step goes on only when somebody mends it.
    package var hasIncident: Bool {
        steps.contains { if case .incident = $0.phase { true } else { false } }
    }

    /// Whether a step waits for the answer of somebody.
    package var isAsking: Bool {
        steps.contains { $0.phase == .waiting(.answer) }
    }

    func place(of id: StepID) -> Int? {
        steps.firstIndex { $0.id == id }
    }
}

// MARK: - Inputs

extension ProcessInstance {
    /// Takes an input that the instance allows; what follows from it is appended.
    package mutating func apply(
        _ entry: HistoryEntry,
        _ graph: ProcessGraph,
        _ consequences: inout [Consequence]
    ) {
        var flow = TokenFlow(graph: graph, at: entry.at, consequences: consequences)
        consequences = []
        take(entry, graph, &flow)
        consequences = flow.consequences
    }

    /// Takes an input once more, in the course of a replay: what followed from it is history, too.
    mutating func replay(_ entry: HistoryEntry, _ graph: ProcessGraph) {
        var flow = TokenFlow(graph: graph, at: entry.at, consequences: [], isReplay: true)
        take(entry, graph, &flow)
    }

    private mutating func take(
        _ entry: HistoryEntry,
        _ graph: ProcessGraph,
        _ flow: inout TokenFlow
    ) {
        switch entry.input {
        case .started(let variables):
            startedAt = entry.at
            self.variables = variables
            visits = [Int32](repeating: 0, count: graph.nodes.count)
            for node in graph.starts { begin(node, &flow) }
            settle(&flow)
        case .event(_, let readings):
            assign(readings)
            tryAgain(&flow)
        case .assigned(let values, _):
            assign(values)
            tryAgain(&flow)
        case .paused: isPaused = true
        case .resumed: isPaused = false
        case .cancelled: close(.cancelled, &flow)
        case .expired: close(.expired, &flow)
        case .ended(let id, let outcome, let assigning, _):
            assign(assigning)
            end(id, outcome, &flow)
        case .deadline(let id):
            end(id, graph.nodes[id.node].outcomes.count - 2, &flow)
        case .waits(let id, _), .attemptFailed(let id, _, _), .woke(let id), .escalated(let id),
            .retried(let id, _):
            if let place = place(of: id) { change(place, entry.input, &flow) }
        }
    }

    private mutating func assign(_ values: JSONObject) {
        if variables.isEmpty {
            variables = values
            return
        }
        for member in values.members { variables[member.key] = member.value }
    }

    /// What waits for an event is asked again, now that there is one, or that values have changed.
    private mutating func tryAgain(_ flow: inout TokenFlow) {
        for place in steps.indices where steps[place].phase == .waiting(.event) {
            askAgain(place, &flow)
        }
    }

    /// What concerns one step alone.
    private mutating func change(
        _ place: Int,
        _ input: InstanceInput,
        _ flow: inout TokenFlow
    ) {
        let id = steps[place].id
        switch input {
        case .waits(_, let wait): steps[place].phase = .waiting(wait)
        case .escalated:
            steps[place].escalations += 1
            askAgain(place, &flow)
        case .attemptFailed(_, let reason, let isFinal): fail(place, reason, isFinal, &flow)
        case .woke:
            if case .waiting(.time) = steps[place].phase { return end(id, 0, &flow) }
            askAgain(place, &flow)
        case .retried: mend(place, &flow)
        default: break
        }
    }

    private mutating func askAgain(_ place: Int, _ flow: inout TokenFlow) {
        steps[place].turn += 1
        steps[place].phase = .ready
        flow.note(.ready(steps[place].id, turn: steps[place].turn))
    }

    /// One attempt failed: there is another, or the process fails, or it is an incident.
    private mutating func fail(
        _ place: Int,
        _ reason: String,
        _ isFinal: Bool,
        _ flow: inout TokenFlow
    ) {
        steps[place].failures += 1
        let node = flow.graph.nodes[steps[place].id.node]
        let outcome = node.outcomes.count - 1
        if !isFinal, steps[place].failures < node.source.attempts {
            steps[place].phase = .retrying(at: flow.at + node.retryDelay)
        } else if node.outgoing[outcome].isEmpty {
            stop(place, .attemptsUsedUp(reason), &flow)
        } else {
            end(steps[place].id, outcome, &flow)
        }
    }

    mutating func stop(_ place: Int, _ incident: Incident, _ flow: inout TokenFlow) {
        steps[place].phase = .incident(incident)
        flow.note(.incident(steps[place].id, incident))
    }

    /// Somebody wants an incident tried again: a join that waits in vain begins with what is there.
    private mutating func mend(_ place: Int, _ flow: inout TokenFlow) {
        guard case .incident(let incident) = steps[place].phase else { return }
        steps[place].failures = 0
        if incident == .deadJoin {
            for link in flow.graph.nodes[steps[place].id.node].incoming { tokens.take(link) }
        }
        askAgain(place, &flow)
    }

    mutating func close(_ status: InstanceStatus, _ flow: inout TokenFlow) {
        for step in steps { flow.note(.withdrawn(step.id)) }
        steps = []
        tokens = TokenCounts()
        rounds = []
        self.status = status
        endedAt = flow.at
        flow.note(.over(status))
    }
}
