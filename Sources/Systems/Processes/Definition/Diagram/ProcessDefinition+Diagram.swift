package import Infrastructure

extension ProcessDefinition {
    /// The definition as a graph: its starts, its processes, its ends.
    ///
    /// `figures` are those of the links, in their order; none leaves counts and times out. A draft
    /// with mistakes has a diagram, too: an end that no process has is a node with a mark.
    package func diagram(
        named name: String? = nil,
        figures: [LinkMeters.Figures] = []
    ) -> SystemDiagram {
        var drawing = DefinitionDrawing(self)
        for (place, link) in links.enumerated() {
            drawing.add(link, figures.indices.contains(place) ? figures[place] : nil)
        }
        return SystemDiagram(
            name: name ?? (title.isEmpty ? id : title),
            nodes: drawing.nodes,
            links: drawing.links
        )
    }

    /// The definition as a flowchart in the language of Mermaid.
    package func mermaid(figures: [LinkMeters.Figures] = []) -> String {
        MermaidText.flowchart(of: diagram(figures: figures))
    }
}

/// Collects the nodes and links of a definition.
private struct DefinitionDrawing {
    private(set) var nodes: [SystemDiagram.Node] = []
    private(set) var links: [SystemDiagram.Link] = []
    private var places: [String: Int] = [:]
    private var ends: [String: Int] = [:]

    init(_ definition: ProcessDefinition) {
        var targets: Set<String> = []
        for case .process(let id) in definition.links.map(\.target) { targets.insert(id) }
        nodes = [SystemDiagram.Node("start", "", .start)]
        for process in definition.processes {
            if places[process.id] == nil { places[process.id] = nodes.count }
            if process.isStart || !targets.contains(process.id) {
                links.append(SystemDiagram.Link(from: 0, to: nodes.count))
            }
            nodes.append(
                SystemDiagram.Node(
                    process.id,
                    Self.detail(of: process),
                    process.kind == .binary ? .step : .choice
                )
            )
        }
    }

    private static func detail(of process: ProcessNode) -> String {
        var parts = [process.module]
        switch process.join {
        case .each: break
        case .all: parts.append("join all")
        case .any: parts.append("join any")
        case .active: parts.append("join active")
        case .atLeast(let count): parts.append("join \(count) or more")
        }
        if let deadline = process.deadline {
            parts.append("deadline \(DurationText.text(deadline.nanoseconds))")
        }
        return parts.joined(separator: ", ")
    }

    mutating func add(_ link: ProcessLink, _ figures: LinkMeters.Figures?) {
        let from = process(link.from)
        let to = target(link.target)
        let count = figures?.count
        let mean = figures.flatMap { figures in
            figures.count == 0 ? nil : figures.total / Int64(figures.count)
        }
        links.append(
            SystemDiagram.Link(
                from: from,
                to: to,
                label: link.outcome,
                count: count,
                meanNanoseconds: mean
            )
        )
    }

    private mutating func process(_ id: String) -> Int {
        if let place = places[id] { return place }
        nodes.append(SystemDiagram.Node(id.isEmpty ? "?" : id + "?", "no such process", .step))
        places[id] = nodes.count - 1
        return nodes.count - 1
    }

    private mutating func target(_ target: LinkTarget) -> Int {
        switch target {
        case .process(let id): return process(id)
        case .end(let result): return end("end", result)
        case .terminate(let result): return end("terminate", result)
        }
    }

    private mutating func end(_ kind: String, _ result: String?) -> Int {
        let key = kind + ":" + (result ?? "")
        if let place = ends[key] { return place }
        ends[key] = nodes.count
        nodes.append(
            result.map { SystemDiagram.Node($0, kind, .end) } ?? SystemDiagram.Node(kind, "", .end)
        )
        return nodes.count - 1
    }
}
