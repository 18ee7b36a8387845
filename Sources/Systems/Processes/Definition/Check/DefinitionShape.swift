/// The graph of a definition in which all names are known, for questions about its shape.
struct DefinitionShape {
    struct Link {
        let from: Int
        let outcome: String
        /// nil where it leads to an end.
        let to: Int?
    }

    let links: [Link]
    /// For each process the links that leave it, and those that lead to it.
    let outgoing: [[Int]]
    let incoming: [[Int]]
    let joins: [JoinMode]

    /// Whether an instance begins with the process.
    let starts: [Bool]

    /// What each process can end with and has to be linked, in the author's order.
    let outcomes: [[String]]

    init(_ definition: ProcessDefinition) {
        var places: [String: Int] = [:]
        for (place, process) in definition.processes.enumerated() { places[process.id] = place }
        var links: [Link] = []
        var outgoing = [[Int]](repeating: [], count: definition.processes.count)
        var incoming = outgoing
        for link in definition.links {
            let from = places[link.from] ?? 0
            var to: Int?
            if case .process(let id) = link.target { to = places[id] }
            outgoing[from].append(links.count)
            if let to { incoming[to].append(links.count) }
            links.append(Link(from: from, outcome: link.outcome, to: to))
        }
        self.links = links
        self.outgoing = outgoing
        self.incoming = incoming
        joins = definition.processes.map(\.join)
        starts = definition.processes.enumerated().map { place, process in
            process.isStart || incoming[place].isEmpty
        }
        outcomes = definition.processes.map { process in
            process.outcomes + (process.deadline == nil ? [] : [EngineOutcome.expired])
        }
    }

    var count: Int { joins.count }
}
