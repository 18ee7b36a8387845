import Infrastructure
import JSON

/// Processes that no instance ever comes to.
struct ReachCheck {
    private(set) var problems: [DefinitionProblem] = []

    init(_ definition: ProcessDefinition, _ shape: DefinitionShape) {
        guard shape.starts.contains(true) else {
            problems = [
                DefinitionProblem(
                    .processes,
                    "nothing starts: a link leads to every process",
                    hint: "write \"start\": true where an instance begins"
                )
            ]
            return
        }
        var isReached = shape.starts
        var open = shape.starts.indices.filter { shape.starts[$0] }
        while let place = open.popLast() {
            for link in shape.outgoing[place] {
                guard let to = shape.links[link].to, !isReached[to] else { continue }
                isReached[to] = true
                open.append(to)
            }
        }
        for place in isReached.indices where !isReached[place] {
            let id = Quotation.quoted(definition.processes[place].id)
            problems.append(
                DefinitionProblem(
                    .process(place),
                    "no way leads from a start to \(id)",
                    hint: "link it from a process that is reached, or write \"start\": true"
                )
            )
        }
    }
}
