/// How many tokens there can be at most.
struct TokenBounds {
    /// More than anybody counts.
    static let many = 1_000_000

    /// Whether a process can begin at all.
    private(set) var runs: [Bool]

    /// How often each process can begin in one instance, at most; `many` on and behind cycles.
    private(set) var counts: [Int]

    private let shape: DefinitionShape

    init(_ shape: DefinitionShape) {
        self.shape = shape
        runs = shape.starts
        counts = [Int](repeating: Self.many, count: shape.count)
        findRuns()
        countRuns()
    }

    /// How many of the links to a process can ever bring a token.
    func tokens(to place: Int) -> Int {
        shape.incoming[place].count { runs[shape.links[$0].from] }
    }

    /// What can begin: a start, or what enough tokens can come to.
    private mutating func findRuns() {
        var open = runs.indices.filter { runs[$0] }
        var arrived = [Int](repeating: 0, count: shape.count)
        while let place = open.popLast() {
            for link in shape.outgoing[place] {
                guard let to = shape.links[link].to else { continue }
                arrived[to] += 1
                guard !runs[to], arrived[to] >= shape.wanted(at: to) ?? 1 else { continue }
                runs[to] = true
                open.append(to)
            }
        }
    }

    /// Goes through the processes in the order of the links; those on cycles are never ready.
    private mutating func countRuns() {
        var waiting = shape.incoming.map(\.count)
        var ready = waiting.indices.filter { waiting[$0] == 0 }
        var next = 0
        while next < ready.count {
            let place = ready[next]
            next += 1
            counts[place] = min(Self.many, most(at: place))
            for link in shape.outgoing[place] {
                guard let to = shape.links[link].to else { continue }
                waiting[to] -= 1
                if waiting[to] == 0 { ready.append(to) }
            }
        }
    }

    private func most(at place: Int) -> Int {
        let own = shape.starts[place] ? 1 : 0
        let incoming = shape.incoming[place]
        guard !incoming.isEmpty else { return own }
        let tokens = incoming.map { counts[shape.links[$0].from] }
        switch shape.joins[place] {
        case .all: return own + (tokens.min() ?? 0)
        // A round takes one token of every link, so that there are no more than on the fullest.
        case .any, .atLeast: return own + (tokens.max() ?? 0)
        case .each, .active: return own + sum(of: incoming)
        }
    }

    /// The tokens of links together; of the outcomes of one process a run has only one.
    private func sum(of incoming: [Int]) -> Int {
        var sum = 0
        var counted: Set<Int> = []
        for link in incoming {
            let from = shape.links[link].from
            guard counted.insert(from).inserted else { continue }
            let own = incoming.filter { shape.links[$0].from == from }
            let most = own.map { first in
                own.count { shape.links[$0].outcome == shape.links[first].outcome }
            }
            sum += counts[from] * (most.max() ?? 0)
            if sum >= Self.many { return Self.many }
        }
        return sum
    }
}
