import JSON
import Measurement

extension JSONReport {
    static func value(_ diagram: RunDiagram) -> JSONValue {
        [
            "name": .string(diagram.name),
            "mermaid": .string(diagram.mermaid),
            "nodes": .array(
                diagram.nodes.map { node in
                    [
                        "name": .string(node.name), "detail": .string(node.detail),
                        "shape": .string(node.shape.rawValue),
                    ]
                }
            ),
            "links": .array(diagram.links.map(value)),
        ]
    }

    private static func value(_ link: RunDiagram.Link) -> JSONValue {
        [
            "from": .integer(Int64(link.from)),
            "to": .integer(Int64(link.to)),
            "label": .string(link.label),
            "count": link.count.map { .integer($0) } ?? .null,
            "mean": link.mean.map(seconds) ?? .null,
        ]
    }
}
