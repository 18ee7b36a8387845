/// Counts the tokens of one instance from outside: what went over links, and what began.
///
/// What a join takes from a link is what came over it and no longer waits there. For every mode of
/// joins that stands in a fixed relation to how often it began (the place invariants of Petri
/// nets), whatever the machine did in between.
struct TokenBook {
    private let graph: ProcessGraph
    private var crossed: [Int]
    private var begun: [Int]
    /// Joins that were given up and begun by hand, which may take less than their mode asks for.
    private var mended: [Int]

    init(_ graph: ProcessGraph) {
        self.graph = graph
        crossed = [Int](repeating: 0, count: graph.links.count)
        begun = [Int](repeating: 0, count: graph.nodes.count)
        mended = begun
    }

    mutating func note(_ input: InstanceInput, _ consequences: [Consequence]) {
        for consequence in consequences {
            switch consequence {
            case .traversed(let link, _): crossed[link] += 1
            case .ready(let step, turn: 0), .incident(let step, .tooManyVisits):
                begun[step.node] += 1
            case .ready(let step, _):
                if case .retried(step, _) = input { mended[step.node] += 1 }
            case .ended, .withdrawn, .incident, .over: break
            }
        }
    }

    /// The first node whose tokens do not add up; nil when all do.
    func flaw(_ instance: ProcessInstance) -> String? {
        for (place, node) in graph.nodes.enumerated() where !node.incoming.isEmpty {
            let starts = graph.starts.contains(place) ? 1 : 0
            let taken = node.incoming.map { crossed[$0] - instance.tokens[$0] }
            if !adds(taken, to: begun[place] - starts, mended: mended[place], node) {
                return "\(node.source.id) began \(begun[place]) times with \(taken) tokens"
            }
        }
        return nil
    }

    private func adds(
        _ taken: [Int],
        to begins: Int,
        mended: Int,
        _ node: ProcessGraph.Node
    ) -> Bool {
        let sum = taken.reduce(0, +)
        guard let needed = node.needed else { return sum == begins }
        // No link gives a join more than one token each time that it begins.
        guard taken.allSatisfy({ $0 >= 0 && $0 <= begins + mended }) else { return false }
        if needed == node.incoming.count {
            return taken.allSatisfy { $0 >= begins }
        }
        return sum >= begins * max(1, needed)
    }
}
