/// Where tokens go.
extension ProcessInstance {
    /// A step is over: its token goes on by every link of the outcome.
    mutating func end(_ id: StepID, _ outcome: Int, _ flow: inout TokenFlow) {
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

    mutating func begin(_ node: Int, _ flow: inout TokenFlow) {
        let id = StepID(node: node, visit: Int(visits[node]))
        visits[node] += 1
        steps.append(ActiveStep(id: id, since: flow.at))
        if id.visit >= flow.graph.nodes[node].source.visits {
            stop(steps.count - 1, .tooManyVisits, &flow)
        } else {
            flow.note(.ready(id, turn: 0))
        }
    }

    /// Fires the inclusive joins that nothing can reach any more, and ends the instance when
    /// nothing is left in it.
    mutating func settle(_ flow: inout TokenFlow) {
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
