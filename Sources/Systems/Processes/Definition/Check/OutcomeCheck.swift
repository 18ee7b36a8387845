import Infrastructure
import JSON

/// Outcomes that no link takes on, and links of outcomes that there are none of.
struct OutcomeCheck {
    private(set) var problems: [DefinitionProblem] = []

    /// Outcomes are looked for among links only where it is clear which links there are.
    init(_ definition: ProcessDefinition, isReadable: Bool) {
        for (place, process) in definition.processes.enumerated() where !process.id.isEmpty {
            checkNames(of: process, at: .process(place))
        }
        checkLinks(of: definition)
        guard isReadable else { return }
        var linked: [String: Set<String>] = [:]
        for link in definition.links { linked[link.from, default: []].insert(link.outcome) }
        for (place, process) in definition.processes.enumerated() {
            checkWays(of: process, linked[process.id] ?? [], at: .process(place))
        }
    }

    private mutating func note(_ path: BodyPath, _ message: String, hint: String? = nil) {
        problems.append(DefinitionProblem(path, message, hint: hint))
    }

    private mutating func checkNames(of process: ProcessNode, at path: BodyPath) {
        let path = path.key("outcomes")
        if process.kind == .binary, process.outcomes != ["done"] {
            note(
                path,
                "a binary process ends with \"done\" and nothing else",
                hint: "write \"kind\": \"scenario\" for outcomes of your own"
            )
            return
        }
        if process.outcomes.isEmpty {
            note(path, "a process needs at least one outcome")
        }
        for (place, outcome) in process.outcomes.enumerated() where !outcome.isEmpty {
            if EngineOutcome.all.contains(outcome) {
                note(
                    path.index(place),
                    "the outcome \(Quotation.quoted(outcome)) comes from the engine",
                    hint: "leave it out here; links can have it"
                )
            } else if process.outcomes[..<place].contains(outcome) {
                note(path.index(place), "the outcome \(Quotation.quoted(outcome)) is there twice")
            }
        }
    }

    private mutating func checkLinks(of definition: ProcessDefinition) {
        var places: [String: Int] = [:]
        for (place, process) in definition.processes.enumerated() where !process.id.isEmpty {
            if places[process.id] == nil { places[process.id] = place }
        }
        for (place, link) in definition.links.enumerated() where !link.outcome.isEmpty {
            guard let source = places[link.from] else { continue }
            let process = definition.processes[source]
            let path = BodyPath.link(place).key("outcome")
            if link.outcome == EngineOutcome.expired, process.deadline == nil {
                note(
                    path,
                    "\(Quotation.quoted(process.id)) has no deadline, so it never expires",
                    hint: "give it a \"deadline\", or leave the link out"
                )
                continue
            }
            let known = process.outcomes + EngineOutcome.all
            // An outcome that could not be read may be this one.
            if known.contains(link.outcome) || known.contains("") { continue }
            note(
                path,
                "\(Quotation.quoted(process.id)) has no outcome "
                    + Quotation.quoted(link.outcome),
                hint: Suggestion.hint(for: link.outcome, among: process.outcomes)
            )
        }
    }

    private mutating func checkWays(
        of process: ProcessNode,
        _ linked: Set<String>,
        at path: BodyPath
    ) {
        if process.deadline != nil, !linked.contains(EngineOutcome.expired) {
            note(
                path.key("deadline"),
                "no link takes on \"expired\" of \(Quotation.quoted(process.id))",
                hint: "link it to what comes when the deadline is over"
            )
        }
        if linked.isEmpty {
            note(
                path,
                "\(Quotation.quoted(process.id)) is a dead end: no link leaves it",
                hint: "link it to a process, or to \"end\""
            )
            return
        }
        for (place, outcome) in process.outcomes.enumerated()
        where !outcome.isEmpty && !linked.contains(outcome)
            && !EngineOutcome.all.contains(outcome)
        {
            note(
                process.kind == .binary ? path : path.key("outcomes").index(place),
                "no link takes on \(Quotation.quoted(outcome)) of "
                    + Quotation.quoted(process.id),
                hint: "link it to a process, or to \"end\""
            )
        }
    }
}
