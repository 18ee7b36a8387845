import Measurement

extension HTMLReport {
    /// What systems sent their work through, each with how often every link was gone over and the
    /// mean time before it.
    var diagrams: String {
        guard !result.diagrams.isEmpty else { return "" }
        var content = "<style>\(Self.diagramStyle)</style>\n"
        content += "<p class=\"key\">Every link has how often it was gone over in the whole run, "
        content += "and the mean time that the process before it had taken.</p>\n"
        for (place, diagram) in result.diagrams.enumerated() {
            content += figure(diagram, number: place + 1)
        }
        return section("Processes", content, id: "diagrams")
    }

    /// More nodes than these nobody would look at; they are in the source all the same.
    private static let mostNodes = 200

    private func figure(_ diagram: RunDiagram, number: Int) -> String {
        let drawing =
            diagram.nodes.count > Self.mostNodes
            ? "<p>It has \(diagram.nodes.count) nodes, too many to draw.</p>\n"
            : "<div class=\"scroll\">\(DiagramDrawing(diagram, number: number).svg)</div>\n"
        return """
            <figure class="process">
            <figcaption><h3>\(escaped(diagram.name))</h3></figcaption>
            \(drawing)<details><summary>as text for Mermaid</summary>
            <pre><code>\(escaped(diagram.mermaid))</code></pre></details>
            </figure>

            """
    }

    private static let diagramStyle = """
        .process { margin: 18px 0 0; }
        .process figcaption { margin: 0 0 8px; }
        .scroll { overflow: auto; max-height: 900px; }
        .diagram { display: block; font-size: 12px; max-width: 100%; height: auto; }
        .diagram text { fill: var(--ink); text-anchor: middle; }
        .diagram .detail, .diagram .link text { fill: var(--soft); font-size: 11px; }
        .diagram g rect, .diagram g > path { fill: var(--panel); stroke: var(--a); }
        .diagram .choice path { stroke: var(--b); }
        .diagram .start rect, .diagram .end rect { stroke: var(--soft); }
        .diagram .link path { fill: none; stroke: var(--l2); }
        .diagram .unused path { stroke: var(--faint); stroke-dasharray: 4 3; }
        .diagram marker path { fill: var(--l3); }
        """
}
