import Measurement

extension ResultReader {
    static func diagrams(_ node: ResultNode?) throws(ResultProblem) -> [RunDiagram] {
        var diagrams: [RunDiagram] = []
        for element in try node?.elements() ?? [] {
            var diagram = RunDiagram(
                name: try element.member("name").text(),
                mermaid: try element.member("mermaid").text(),
                nodes: [],
                links: []
            )
            for node in try element.member("nodes").elements() {
                diagram.nodes.append(
                    RunDiagram.Node(
                        try node.member("name").text(),
                        try node.member("detail").text(),
                        try node.member("shape").choice(RunDiagram.Node.Shape.self)
                    )
                )
            }
            for node in try element.member("links").elements() {
                diagram.links.append(try link(node, nodes: diagram.nodes.count))
            }
            diagrams.append(diagram)
        }
        return diagrams
    }

    private static func link(
        _ node: ResultNode,
        nodes: Int
    ) throws(ResultProblem) -> RunDiagram.Link {
        RunDiagram.Link(
            from: try place(node.member("from"), among: nodes),
            to: try place(node.member("to"), among: nodes),
            label: try node.member("label").text(),
            count: try node.optional("count")?.count(),
            mean: try node.optional("mean")?.nanoseconds()
        )
    }

    private static func place(
        _ node: ResultNode,
        among nodes: Int
    ) throws(ResultProblem) -> Int {
        guard let place = Int(exactly: try node.count()), place < nodes else {
            throw node.problem("there is no such node")
        }
        return place
    }
}
