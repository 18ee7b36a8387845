package import JSON

/// An instance of a definition: where its tokens are, and what it waits for.
///
/// A token machine without time or chance of its own: the same inputs give the same instance. The
/// rules are D1 to D9 of the engine; joins follow BPMN 2.0, section 13.4.
package struct ProcessInstance: Sendable, Equatable {
    package private(set) var status = InstanceStatus.running
    package private(set) var isPaused = false

    /// What the end that it reached calls it.
    package private(set) var result: String?

    /// In nanoseconds of the run.
    package private(set) var startedAt: Int64 = 0
    package private(set) var endedAt: Int64?
    package private(set) var variables = JSONObject()

    /// In the order in which they began.
    package private(set) var steps: [ActiveStep] = []

    /// Tokens on links whose join has not taken them.
    package private(set) var tokens = TokenCounts()

    /// Joins that have fired and absorb the rest of their round.
    private(set) var rounds: [JoinRound] = []

    /// How often each node has begun.
    private(set) var visits: [Int32] = []

    /// True when a token reached an end by a link of the outcome `failed`.
    private var hasFailed = false

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
        case .assigned(let values, _): assign(values)
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

    /// What waits for an event is asked again, now that there is one.
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

    private mutating func stop(_ place: Int, _ incident: Incident, _ flow: inout TokenFlow) {
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

    private mutating func close(_ status: InstanceStatus, _ flow: inout TokenFlow) {
        for step in steps { flow.note(.withdrawn(step.id)) }
        steps = []
        tokens = TokenCounts()
        rounds = []
        self.status = status
        endedAt = flow.at
        flow.note(.over(status))
    }
}

// MARK: - Tokens

extension ProcessInstance {
    /// A step is over: its token goes on by every link of the outcome.
    private mutating func end(_ id: StepID, _ outcome: Int, _ flow: inout TokenFlow) {
        guard let place = place(of: id) else { return }
        let links = flow.graph.nodes[id.node].outgoing[outcome]
        guard !links.isEmpty else { return stop(place, .noWay(outcome: outcome), &flow) }
        let since = steps[place].since
        steps.remove(at: place)
        flow.note(.ended(id, outcome: outcome, since: since))
        let isFailure = outcome == flow.graph.nodes[id.node].outcomes.count - 1
        for link in links {
            flow.note(.traversed(link: link, since: since))
            let target = flow.graph.links[link].target
            switch target {
            case .node(let node): arrive(at: node, by: link, &flow)
            case .end, .terminate:
                result = flow.graph.links[link].result ?? result
                hasFailed = hasFailed || isFailure
                if target == .terminate { return close(lastStatus, &flow) }
            }
        }
        settle(&flow)
    }

    private var lastStatus: InstanceStatus { hasFailed ? .failed : .completed }

    /// A token came over a link to a node, whose join decides whether it begins.
    private mutating func arrive(at node: Int, by link: Int, _ flow: inout TokenFlow) {
        guard let needed = flow.graph.nodes[node].needed else { return begin(node, &flow) }
        if !absorb(link, at: node, flow.graph) { tokens.add(link) }
        // The last token of a round makes way for the next one, of which some may be there.
        if needed > 0, !tokens.isEmpty { fire(node, needed, &flow) }
    }

    /// Takes a token that comes after its join has fired, and ends the round with its last one.
    ///
    /// False for a token of the next round, which waits.
    private mutating func absorb(_ link: Int, at node: Int, _ graph: ProcessGraph) -> Bool {
        guard let place = rounds.firstIndex(where: { $0.node == node }),
            !rounds[place].links.contains(link)
        else { return false }
        rounds[place].links.append(link)
        if rounds[place].links.count == graph.nodes[node].incoming.count {
            rounds.remove(at: place)
        }
        return true
    }

    /// Begins a node as often as enough links have a token for its join.
    private mutating func fire(_ node: Int, _ needed: Int, _ flow: inout TokenFlow) {
        let incoming = flow.graph.nodes[node].incoming
        while !rounds.contains(where: { $0.node == node }) {
            var ready = 0
            for link in incoming where tokens[link] > 0 { ready += 1 }
            guard ready >= needed else { return }
            if ready < incoming.count {
                let links = incoming.filter { tokens[$0] > 0 }
                rounds.append(JoinRound(node: node, links: links))
            }
            for link in incoming { tokens.take(link) }
            revive(node)
            begin(node, &flow)
        }
    }

    /// A join that was given up begins after all: what was missing came from another one's mending.
    private mutating func revive(_ node: Int) {
        steps.removeAll { $0.id.node == node && $0.phase == .incident(.deadJoin) }
    }

    private mutating func begin(_ node: Int, _ flow: inout TokenFlow) {
        let id = StepID(node: node, visit: Int(visits[node]))
        visits[node] += 1
        steps.append(ActiveStep(id: id, since: flow.at))
        if id.visit >= flow.graph.nodes[node].source.visits {
            stop(steps.count - 1, .tooManyVisits, &flow)
        } else {
            flow.note(.ready(id, turn: 0))
        }
    }

    /// Fires the inclusive joins that nothing can reach any more, and ends the instance when nothing
    /// is left in it.
    private mutating func settle(_ flow: inout TokenFlow) {
        while !tokens.isEmpty,
            let node = flow.graph.inclusiveJoins.first(where: { isDue($0, flow.graph) })
        {
            for link in flow.graph.nodes[node].incoming { tokens.take(link) }
            revive(node)
            begin(node, &flow)
        }
        guard steps.isEmpty else { return }
        guard !tokens.isEmpty else { return close(lastStatus, &flow) }
        let dead = flow.graph.nodes.indices.filter { isWaiting($0, flow.graph) }
        guard !dead.isEmpty else { return close(lastStatus, &flow) }
        for node in dead {
            let id = StepID(node: node, visit: Int(visits[node]))
            visits[node] += 1
            steps.append(ActiveStep(id: id, since: flow.at))
            stop(steps.count - 1, .deadJoin, &flow)
        }
    }

    /// Whether tokens wait at a join, be it for its first round or for one after that.
    private func isWaiting(_ node: Int, _ graph: ProcessGraph) -> Bool {
        graph.nodes[node].needed != nil
            && graph.nodes[node].incoming.contains { tokens[$0] > 0 }
    }

    /// Whether an inclusive join has a token and none can come to a link of it that has none, other
    /// than those that can come to one that has (BPMN 2.0, table 13.3).
    private func isDue(_ node: Int, _ graph: ProcessGraph) -> Bool {
        let incoming = graph.nodes[node].incoming
        guard incoming.contains(where: { tokens[$0] > 0 }) else { return false }
        let waiting = tokens.links.compactMap { link -> Int? in
            guard case .node(let target) = graph.links[link].target else { return nil }
            return target == node ? nil : target
        }
        return !(steps.map(\.id.node) + waiting).contains { place in
            let reached = graph.arrivals(from: place, at: node)
            return reached.contains { tokens[$0] == 0 } && !reached.contains { tokens[$0] > 0 }
        }
    }
}
