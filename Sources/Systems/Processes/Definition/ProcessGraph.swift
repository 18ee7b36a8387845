import Infrastructure

/// A definition compiled to numbers: what instances run on.
///
/// Made of valid definitions only; an object, since all instances of a version share it.
package final class ProcessGraph: Sendable {
    /// One process of the definition; an object, since instances look at one all the time.
    package final class Node: Sendable {
        package let source: ProcessNode
        /// The author's outcomes, then `expired` and `failed`.
        package let outcomes: [String]
        /// The links that leave with an outcome, by its place, in definition order.
        package let outgoing: [[Int]]
        /// The links that lead here.
        package let incoming: [Int]
        /// On how many links its join needs a token; nil for a node that each token starts, and 0
        /// for an inclusive join, which does not count.
        package let needed: Int?
        /// In nanoseconds.
        package let retryDelay: Int64
        /// Where its module takes steps from.
        let queue: QueueName
        /// Whether somebody is asked, whose answer ends it.
        let asksPeople: Bool

        fileprivate init(_ source: ProcessNode, outgoing: [[Int]], incoming: [Int]) {
            self.source = source
            outcomes = source.outcomes + EngineOutcome.all
            self.outgoing = outgoing
            self.incoming = incoming
            needed = source.join.needed(of: incoming.count)
            retryDelay = source.retryDelay.nanoseconds
            queue = EngineQueues.module(source.module)
            asksPeople = HumanModule.role(of: source) != nil
        }
    }

    package enum Target: Sendable, Equatable {
        case node(Int)
        case end
        case terminate
    }

    package struct Link: Sendable {
        package let from: Int
        package let target: Target
        /// What an instance that ends here is called by.
        package let result: String?
    }

    package let definition: ProcessDefinition
    package let version: Int

    /// What records call this version by: unique among all versions of all definitions.
    package let number: Int
    package let nodes: [Node]
    package let links: [Link]

    /// The nodes that an instance begins with.
    package let starts: [Int]

    /// The nodes whose join is inclusive.
    package let inclusiveJoins: [Int]

    /// Whether a process of it starts instances of other definitions.
    let hasSubprocesses: Bool

    package init(_ definition: ProcessDefinition, version: Int, number: Int) {
        self.definition = definition
        self.version = version
        self.number = number
        var places: [String: Int] = [:]
        for (place, process) in definition.processes.enumerated() { places[process.id] = place }
        links = definition.links.map { link in
            let from = places[link.from] ?? 0
            return switch link.target {
            case .process(let id): Link(from: from, target: .node(places[id] ?? 0), result: nil)
            case .end(let result): Link(from: from, target: .end, result: result)
            case .terminate(let result): Link(from: from, target: .terminate, result: result)
            }
        }
        nodes = Self.nodes(of: definition, links)
        let nodes = nodes
        starts = nodes.indices.filter { nodes[$0].source.isStart || nodes[$0].incoming.isEmpty }
        inclusiveJoins = nodes.indices.filter { nodes[$0].needed == 0 }
        hasSubprocesses = definition.processes.contains { $0.module == SubProcessModule.name }
    }

    private static func nodes(of definition: ProcessDefinition, _ links: [Link]) -> [Node] {
        var leaving = [[Int]](repeating: [], count: definition.processes.count)
        var arriving = leaving
        for (place, link) in links.enumerated() {
            leaving[link.from].append(place)
            if case .node(let node) = link.target { arriving[node].append(place) }
        }
        return definition.processes.enumerated().map { place, node in
            let outgoing = (node.outcomes + EngineOutcome.all).map { outcome in
                leaving[place].filter { definition.links[$0].outcome == outcome }
            }
            return Node(node, outgoing: outgoing, incoming: arriving[place])
        }
    }

    /// The node of a process, or nil when there is none of that id.
    package func node(_ id: String) -> Int? {
        nodes.firstIndex { $0.source.id == id }
    }

    /// The links to `join` that a token at a node can come over before it gets there otherwise.
    func arrivals(from node: Int, at join: Int) -> [Int] {
        var found: [Int] = []
        var seen = [Bool](repeating: false, count: nodes.count)
        var open = [node]
        while let next = open.popLast() {
            for link in nodes[next].outgoing.joined() {
                guard case .node(let target) = links[link].target else { continue }
                if target == join {
                    if !found.contains(link) { found.append(link) }
                } else if !seen[target] {
                    seen[target] = true
                    open.append(target)
                }
            }
        }
        return found
    }
}

extension JoinMode {
    /// On how many of some links it needs a token; nil and 0 as for a node of the graph.
    func needed(of links: Int) -> Int? {
        switch self {
        case .each: nil
        case .all: max(1, links)
        case .any: 1
        case .atLeast(let count): max(1, count)
        case .active: 0
        }
    }
}
