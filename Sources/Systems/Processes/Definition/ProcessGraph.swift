/// A definition compiled to numbers: what instances run on.
///
/// Made of valid definitions only; an object, since all instances of a version share it.
package final class ProcessGraph: Sendable {
    /// One process of the definition.
    package struct Node: Sendable {
        package let source: ProcessNode
        /// The author's outcomes, then `expired` and `failed`.
        package let outcomes: [String]
        /// The links that leave with an outcome, by its place, in definition order.
        package let outgoing: [[Int]]
        /// The links that lead here.
        package let incoming: [Int]
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

    /// For each node the nodes that a token from it can reach by one link or more, as bits.
    package let reach: [NodeSet]

    package init(_ definition: ProcessDefinition, version: Int, number: Int) {
        self.definition = definition
        self.version = version
        self.number = number
        let ids = definition.processes.map(\.id)
        links = definition.links.map { link in
            let from = ids.firstIndex(of: link.from) ?? 0
            return switch link.target {
            case .process(let id):
                Link(from: from, target: .node(ids.firstIndex(of: id) ?? 0), result: nil)
            case .end(let result): Link(from: from, target: .end, result: result)
            case .terminate(let result): Link(from: from, target: .terminate, result: result)
            }
        }
        let links = links
        nodes = definition.processes.enumerated().map { place, node in
            let outcomes = node.outcomes + [EngineOutcome.expired, EngineOutcome.failed]
            return Node(
                source: node,
                outcomes: outcomes,
                outgoing: outcomes.map { outcome in
                    links.indices.filter {
                        links[$0].from == place && definition.links[$0].outcome == outcome
                    }
                },
                incoming: links.indices.filter { links[$0].target == .node(place) }
            )
        }
        let nodes = nodes
        starts = nodes.indices.filter { nodes[$0].source.isStart || nodes[$0].incoming.isEmpty }
        reach = Self.reach(nodes: nodes.count, links)
    }

    /// The node of a process, or nil when there is none of that id.
    package func node(_ id: String) -> Int? {
        nodes.firstIndex { $0.source.id == id }
    }

    private static func reach(nodes: Int, _ links: [Link]) -> [NodeSet] {
        (0..<nodes).map { start in
            var found = NodeSet()
            var open = [start]
            while let node = open.popLast() {
                for link in links where link.from == node {
                    guard case .node(let next) = link.target, !found.contains(next) else {
                        continue
                    }
                    found.insert(next)
                    open.append(next)
                }
            }
            return found
        }
    }
}

/// A set of small numbers, as bits.
package struct NodeSet: Sendable, Equatable {
    private var low: UInt64 = 0
    private var high: [UInt64] = []

    package init() {}

    package func contains(_ node: Int) -> Bool {
        if node < 64 { return low & (1 << UInt64(node)) != 0 }
        let word = node / 64 - 1
        return word < high.count && high[word] & (1 << UInt64(node % 64)) != 0
    }

    package mutating func insert(_ node: Int) {
        if node < 64 {
            low |= 1 << UInt64(node)
            return
        }
        let word = node / 64 - 1
        while high.count <= word { high.append(0) }
        high[word] |= 1 << UInt64(node % 64)
    }

    package var isEmpty: Bool { low == 0 && high.allSatisfy { $0 == 0 } }
}
