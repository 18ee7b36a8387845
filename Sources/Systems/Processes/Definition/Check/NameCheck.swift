import Infrastructure
import JSON

/// Ids that are taken, and links that begin or end nowhere.
///
/// Empty names are those that could not be read, and that somebody has complained about.
struct NameCheck {
    private(set) var problems: [DefinitionProblem] = []

    /// True when it is not clear which process a link joins to which.
    private(set) var hidesShape = false

    init(_ definition: ProcessDefinition) {
        checkIDs(of: definition)
        checkEnds(of: definition)
        checkDuplicates(of: definition)
    }

    private mutating func note(_ path: BodyPath, _ message: String, hint: String? = nil) {
        problems.append(DefinitionProblem(path, message, hint: hint))
        hidesShape = true
    }

    private mutating func checkIDs(of definition: ProcessDefinition) {
        var places: [String: Int] = [:]
        for (place, process) in definition.processes.enumerated() {
            if process.id.isEmpty {
                hidesShape = true
            } else if let first = places[process.id] {
                note(
                    .process(place).key("id"),
                    "the id \(Quotation.quoted(process.id)) is taken by processes[\(first)]",
                    hint: "each process of a definition has an id of its own"
                )
            } else {
                places[process.id] = place
            }
        }
    }

    private mutating func checkEnds(of definition: ProcessDefinition) {
        var known: Set<String> = []
        let ids = definition.processes.map(\.id).filter { known.insert($0).inserted }
        for (place, link) in definition.links.enumerated() {
            if link.from.isEmpty || link.outcome.isEmpty { hidesShape = true }
            if !link.from.isEmpty, !known.contains(link.from) {
                note(
                    .link(place).key("from"),
                    "there is no process \(Quotation.quoted(link.from))",
                    hint: Suggestion.hint(for: link.from, among: ids)
                )
            }
            guard case .process(let id) = link.target else { continue }
            if id.isEmpty { hidesShape = true }
            if !id.isEmpty, !known.contains(id) {
                note(
                    .link(place).key("to"),
                    "there is no process \(Quotation.quoted(id))",
                    hint: Suggestion.hint(for: id, among: ids + DefinitionLimits.reservedIDs)
                )
            }
        }
    }

    private mutating func checkDuplicates(of definition: ProcessDefinition) {
        var places: [[String]: Int] = [:]
        for (place, link) in definition.links.enumerated() {
            let end =
                switch link.target {
                case .process(let id): id
                case .end: "end"
                case .terminate: "terminate"
                }
            guard !link.from.isEmpty, !link.outcome.isEmpty, !end.isEmpty else { continue }
            if let first = places[[link.from, link.outcome, end]] {
                note(
                    .link(place),
                    "links[\(first)] joins \(Quotation.quoted(link.outcome)) of "
                        + "\(Quotation.quoted(link.from)) to \(Quotation.quoted(end)) already",
                    hint: "leave one of them out"
                )
            } else {
                places[[link.from, link.outcome, end]] = place
            }
        }
    }
}
