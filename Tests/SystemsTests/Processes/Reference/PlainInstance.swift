import Systems

/// What an instance does, by the plainest reading of the rules D1 to D7; for small definitions.
///
/// Nothing is taken from the token machine: tokens are counted per link since the beginning, and
/// the n-th round of a join is the n-th token of each link. It begins when enough links have their
/// n-th token and all links have had those before; whatever else of it comes is absorbed.
struct PlainInstance {
    struct Step: Equatable {
        let process: Int
        let visit: Int
        var incident: String?
    }

    let definition: ProcessDefinition
    private(set) var status = "running"
    private(set) var result: String?
    private(set) var steps: [Step] = []

    /// How many tokens came over each link, and how many rounds of each join began.
    private(set) var arrived: [Int]
    private(set) var rounds: [Int]
    private(set) var visits: [Int]
    private var hasFailed = false

    init(_ definition: ProcessDefinition) {
        self.definition = definition
        arrived = definition.links.map { _ in 0 }
        rounds = definition.processes.map { _ in 0 }
        visits = rounds
        for place in definition.processes.indices {
            let process = definition.processes[place]
            if process.isStart || incoming(place).isEmpty { begin(place) }
        }
        settle()
    }

    // MARK: - What can happen

    /// The step ends with an outcome of its author, or `expired`.
    mutating func end(_ step: Step, _ outcome: String) {
        steps.removeAll { $0 == step }
        let id = definition.processes[step.process].id
        for place in definition.links.indices {
            let link = definition.links[place]
            guard link.from == id, link.outcome == outcome else { continue }
            if outcome == "failed", index(of: link.target) == nil { hasFailed = true }
            switch link.target {
            case .process: arrived[place] += 1
            case .end(let result): self.result = result ?? self.result
            case .terminate(let result):
                self.result = result ?? self.result
                return close(hasFailed ? "failed" : "completed")
            }
            if let target = index(of: link.target) { arrive(at: target) }
        }
        settle()
    }

    /// The last attempt of a step fails.
    mutating func fail(_ step: Step) {
        let id = definition.processes[step.process].id
        if definition.links.contains(where: { $0.from == id && $0.outcome == "failed" }) {
            return end(step, "failed")
        }
        for place in steps.indices where steps[place] == step {
            steps[place].incident = "attempts"
        }
    }

    /// Somebody has an incident tried again; a join begins with the tokens that are there.
    mutating func mend(_ step: Step) {
        for place in steps.indices where steps[place] == step { steps[place].incident = nil }
        guard step.incident == "join" else { return }
        // It is as if those tokens had never come to the join.
        for link in incoming(step.process) where arrived[link] > rounds[step.process] {
            arrived[link] -= 1
        }
    }

    mutating func close(_ status: String) {
        self.status = status
        steps = []
    }

    // MARK: - Joins

    private func index(of target: LinkTarget) -> Int? {
        guard case .process(let id) = target else { return nil }
        return definition.processes.firstIndex { $0.id == id }
    }

    private func incoming(_ process: Int) -> [Int] {
        definition.links.indices.filter { index(of: definition.links[$0].target) == process }
    }

    private mutating func begin(_ process: Int) {
        steps.removeAll { $0.process == process && $0.incident == "join" }
        let visit = visits[process]
        visits[process] += 1
        let isTooOften = visit >= definition.processes[process].visits
        steps.append(
            Step(process: process, visit: visit, incident: isTooOften ? "visits" : nil)
        )
    }

    private mutating func arrive(at process: Int) {
        let links = incoming(process)
        let needed: Int
        switch definition.processes[process].join {
        case .each: return begin(process)
        case .active: return
        case .all: needed = links.count
        case .any: needed = 1
        case .atLeast(let count): needed = count
        }
        while links.allSatisfy({ arrived[$0] >= rounds[process] }),
            links.count(where: { arrived[$0] > rounds[process] }) >= needed
        {
            rounds[process] += 1
            begin(process)
        }
    }

    /// How many tokens of a link wait for their join.
    func waiting(_ link: Int) -> Int {
        guard let process = index(of: definition.links[link].target) else { return 0 }
        if definition.processes[process].join == .each { return 0 }
        return max(0, arrived[link] - rounds[process])
    }

    private func waits(_ process: Int) -> Bool {
        incoming(process).contains { waiting($0) > 0 }
    }

    private mutating func settle() {
        while let process = definition.processes.indices.first(where: isDue) {
            // Its rounds take what is there, so that what is not must not count as owed.
            for link in incoming(process) where waiting(link) > 0 { arrived[link] -= 1 }
            begin(process)
        }
        guard steps.isEmpty else { return }
        let dead = definition.processes.indices.filter(waits)
        guard !dead.isEmpty else { return close(hasFailed ? "failed" : "completed") }
        for process in dead {
            steps.append(Step(process: process, visit: visits[process], incident: "join"))
            visits[process] += 1
        }
    }

    // MARK: - The inclusive join

    /// By BPMN 2.0, table 13.3: a token waits, and each token elsewhere from which there is a way
    /// to a link without one has a way to a link with one, too.
    private func isDue(_ join: Int) -> Bool {
        guard definition.processes[join].join == .active, waits(join) else { return false }
        var places = steps.map(\.process)
        for link in definition.links.indices where waiting(link) > 0 {
            if let process = index(of: definition.links[link].target), process != join {
                places.append(process)
            }
        }
        return places.allSatisfy { place in
            let reached = reached(from: place, join)
            return reached.allSatisfy { waiting($0) > 0 } || reached.contains { waiting($0) > 0 }
        }
    }

    /// The links to a join that some way from a process leads over first.
    private func reached(from start: Int, _ join: Int) -> Set<Int> {
        var links: Set<Int> = []
        var isGrowing = true
        while isGrowing {
            isGrowing = false
            for place in definition.links.indices where !links.contains(place) {
                let from = definition.links[place].from
                let isNext =
                    definition.processes[start].id == from
                    || links.contains { link in
                        guard let middle = index(of: definition.links[link].target) else {
                            return false
                        }
                        return middle != join && definition.processes[middle].id == from
                    }
                guard isNext else { continue }
                links.insert(place)
                isGrowing = true
            }
        }
        return links.filter { index(of: definition.links[$0].target) == join }
    }
}
