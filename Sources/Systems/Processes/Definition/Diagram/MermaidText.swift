package import Infrastructure
import JSON

/// Writes diagrams in the language of Mermaid, which many pages and editors draw.
package enum MermaidText {
    /// The diagram as a flowchart from top to bottom; the same diagram gives the same text.
    package static func flowchart(of diagram: SystemDiagram) -> String {
        var lines = ["---", "title: \(JSONWriter.compact(.string(diagram.name)))", "---"]
        lines.append("flowchart TD")
        for (place, node) in diagram.nodes.enumerated() {
            lines.append("    n\(place)\(shape(of: node))")
        }
        for link in diagram.links {
            let label = label(of: link)
            let arrow = label.isEmpty ? "-->" : "-->|\"\(label)\"|"
            lines.append("    n\(link.from) \(arrow) n\(link.to)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func shape(of node: SystemDiagram.Node) -> String {
        var text = escaped(node.name)
        if !node.detail.isEmpty { text += "<br/>" + escaped(node.detail) }
        return switch node.shape {
        case .start: "((\"\(text)\"))"
        case .step: "[\"\(text)\"]"
        case .choice: "{{\"\(text)\"}}"
        case .end: "([\"\(text)\"])"
        }
    }

    private static func label(of link: SystemDiagram.Link) -> String {
        var parts = link.label.isEmpty ? [] : [escaped(link.label)]
        if let count = link.count { parts.append("\(count) ×") }
        if let mean = link.meanNanoseconds { parts.append(ShortDuration.text(mean)) }
        return parts.joined(separator: " · ")
    }

    /// A text within quotes; what Mermaid or a page could take for its own becomes an entity.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": escaped += "#quot;"
            case "#": escaped += "#35;"
            case "&": escaped += "#amp;"
            case "<": escaped += "#lt;"
            case ">": escaped += "#gt;"
            case "`": escaped += "#96;"
            case "\\": escaped += "#92;"
            default:
                let isControl = scalar.properties.generalCategory == .control
                escaped.unicodeScalars.append(isControl ? " " : scalar)
            }
        }
        return escaped
    }
}

/// Lengths of time in about three digits, for labels.
enum ShortDuration {
    private static let units: [(name: String, nanoseconds: Int64)] = [
        ("h", 3_600_000_000_000), ("min", 60_000_000_000), ("s", 1_000_000_000),
        ("ms", 1_000_000), ("us", 1_000),
    ]

    /// `1.5 h`, `3.25 s`, `120 ms`; rounded down.
    static func text(_ nanoseconds: Int64) -> String {
        guard nanoseconds > 0 else { return "0 s" }
        guard let unit = units.first(where: { nanoseconds >= $0.nanoseconds }) else {
            return "\(nanoseconds) ns"
        }
        let whole = nanoseconds / unit.nanoseconds
        let places = whole < 10 ? 2 : whole < 100 ? 1 : 0
        let scale: Int64 = places == 2 ? 100 : places == 1 ? 10 : 1
        let rest = nanoseconds % unit.nanoseconds / (unit.nanoseconds / 1_000) * scale / 1_000
        guard rest > 0 else { return "\(whole) \(unit.name)" }
        var digits = "\(rest)"
        while digits.utf8.count < places { digits = "0" + digits }
        while digits.hasSuffix("0") { digits.removeLast() }
        return "\(whole).\(digits) \(unit.name)"
    }
}
