import Infrastructure
import Measurement
import Systems

extension RunDiagram {
    init(_ diagram: SystemDiagram) {
        self.init(
            name: diagram.name,
            mermaid: MermaidText.flowchart(of: diagram),
            nodes: diagram.nodes.map { node in
                Node(node.name, node.detail, Self.shape(node.shape))
            },
            links: diagram.links.map { link in
                Link(
                    from: link.from,
                    to: link.to,
                    label: link.label,
                    count: link.count.map { Int64($0) },
                    mean: link.meanNanoseconds
                )
            }
        )
    }

    private static func shape(_ shape: SystemDiagram.Node.Shape) -> Node.Shape {
        switch shape {
        case .start: .start
        case .step: .step
        case .choice: .choice
        case .end: .end
        }
    }
}
