import JSON

/// An edit names something that is not there, or something that is there already.
enum DraftRefusal: Error, Equatable {
    /// What comes out is no process.
    case unreadable(JSONValue, [DefinitionProblem])
    /// A link names something that the draft has not; the field, and what there is.
    case looseEnd(String, String, known: [String])
    case tooMany(String, Int)
    case unknownProcess(String, known: [String])
    case processExists(String)
    /// The body calls the process otherwise than the path does.
    case otherID(String, expected: String)
    case unknownLink
    case linkExists
}

/// Changes of one process or one link of a draft.
extension ProcessDefinition {
    /// The place of a process.
    func place(of id: String) throws(DraftRefusal) -> Int {
        guard let place = processes.firstIndex(where: { $0.id == id }) else {
            throw .unknownProcess(id, known: processes.map(\.id))
        }
        return place
    }

    /// Adds a process behind the others.
    mutating func add(_ process: ProcessNode) throws(DraftRefusal) {
        guard !processes.contains(where: { $0.id == process.id }) else {
            throw .processExists(process.id)
        }
        guard processes.count < DefinitionLimits.processes else {
            throw .tooMany("processes", DefinitionLimits.processes)
        }
        processes.append(process)
    }

    /// Puts a process where that of its id stands.
    mutating func replace(process id: String, by process: ProcessNode) throws(DraftRefusal) {
        let place = try place(of: id)
        guard process.id == id else { throw .otherID(process.id, expected: id) }
        processes[place] = process
    }

    /// Takes a process away with the links that touch it, which are returned.
    mutating func remove(process id: String) throws(DraftRefusal) -> [ProcessLink] {
        processes.remove(at: try place(of: id))
        let removed = links.filter { $0.touches(id) }
        links.removeAll { $0.touches(id) }
        return removed
    }

    /// Adds a link behind the others.
    mutating func add(_ link: ProcessLink) throws(DraftRefusal) {
        guard !links.contains(where: { $0.joinsTheSame(as: link) }) else { throw .linkExists }
        guard links.count < DefinitionLimits.links else {
            throw .tooMany("links", DefinitionLimits.links)
        }
        links.append(link)
    }

    /// Refuses a link between things of which the draft has not all.
    func refuseLooseEnds(of link: ProcessLink) throws(DraftRefusal) {
        let ids = processes.map(\.id)
        guard let node = processes.first(where: { $0.id == link.from }) else {
            throw .looseEnd("from", link.from, known: ids)
        }
        let outcomes = node.outcomes + [EngineOutcome.expired, EngineOutcome.failed]
        guard outcomes.contains(link.outcome) else {
            throw .looseEnd("outcome", link.outcome, known: outcomes)
        }
        if case .process(let id) = link.target, !ids.contains(id) {
            throw .looseEnd("to", id, known: ids + ["end", "terminate"])
        }
    }

    /// Takes the link away that joins the same, which is returned.
    mutating func remove(_ link: ProcessLink) throws(DraftRefusal) -> ProcessLink {
        guard let place = links.firstIndex(where: { $0.joinsTheSame(as: link) }) else {
            throw .unknownLink
        }
        return links.remove(at: place)
    }
}

extension ProcessLink {
    fileprivate func touches(_ id: String) -> Bool { from == id || target == .process(id) }

    /// What an end calls the instance tells no links apart.
    fileprivate func joinsTheSame(as other: ProcessLink) -> Bool {
        guard from == other.from, outcome == other.outcome else { return false }
        return switch (target, other.target) {
        case (.end, .end), (.terminate, .terminate): true
        default: target == other.target
        }
    }
}
