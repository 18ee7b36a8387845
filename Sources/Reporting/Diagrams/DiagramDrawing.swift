import Measurement

/// Draws a diagram as SVG: boxes in columns from left to right, and words on every link.
///
/// All coordinates are whole numbers, so the bytes are the same everywhere.
struct DiagramDrawing {
    private let diagram: RunDiagram
    private let number: Int
    private let words: [[String]]
    private let layout: DiagramLayout
    private let mostCount: Int64

    /// `number` tells diagrams of one page apart.
    init(_ diagram: RunDiagram, number: Int) {
        self.diagram = diagram
        self.number = number
        words = diagram.links.map(Self.words)
        layout = DiagramLayout(diagram, words: words)
        mostCount = diagram.links.compactMap(\.count).max() ?? 0
    }

    var svg: String {
        let (width, height) = (layout.width, layout.height)
        let title = XMLText.escaped(diagram.name)
        var svg = """
            <svg class="diagram" width="\(width)" height="\(height)" \
            viewBox="0 0 \(width) \(height)" role="img" aria-label="\(title)">
            <defs><marker id="arrow\(number)" viewBox="0 0 8 8" refX="8" refY="4" \
            markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto">\
            <path d="M0 0 L8 4 L0 8 z"/></marker></defs>

            """
        for place in diagram.links.indices { svg += link(place) }
        for place in diagram.nodes.indices { svg += node(place) }
        return svg + "</svg>\n"
    }

    private static func words(of link: RunDiagram.Link) -> [String] {
        var figures: [String] = []
        if let count = link.count { figures.append("\(Figure.count(count)) ×") }
        if let mean = link.mean { figures.append(Figure.duration(mean)) }
        return [link.label, figures.joined(separator: " ")].filter { !$0.isEmpty }
    }

    // MARK: - Nodes

    private func node(_ place: Int) -> String {
        let node = diagram.nodes[place]
        let box = layout.boxes[place]
        let (left, right) = (box.x, box.x + box.width)
        let height = DiagramLayout.height(of: node)
        let (top, bottom) = (box.y - height / 2, box.y + height / 2)
        let corner = node.shape == .step ? 3 : height / 2
        let outline =
            node.shape == .choice
            ? "<path d=\"M\(left) \(box.y) L\(left + 10) \(top) L\(right - 10) \(top) "
                + "L\(right) \(box.y) L\(right - 10) \(bottom) L\(left + 10) \(bottom) z\"/>"
            : "<rect x=\"\(left)\" y=\"\(top)\" width=\"\(box.width)\" "
                + "height=\"\(height)\" rx=\"\(corner)\"/>"
        let middle = left + box.width / 2
        let first = node.detail.isEmpty ? box.y + 4 : box.y - 3
        var text = "<text x=\"\(middle)\" y=\"\(first)\">\(XMLText.escaped(node.name))</text>"
        if !node.detail.isEmpty {
            let detail = XMLText.escaped(node.detail)
            text += "<text class=\"detail\" x=\"\(middle)\" y=\"\(box.y + 13)\">\(detail)</text>"
        }
        return "<g class=\"\(node.shape.rawValue)\">\(outline)\(text)</g>\n"
    }

    // MARK: - Links

    private func link(_ place: Int) -> String {
        let link = diagram.links[place]
        let route = layout.graph.routes[place]
        let (path, at) = route.isEmpty ? loop(at: link.from) : curve(along: route)
        let style = link.count == 0 ? " unused" : ""
        let arrow = "marker-end=\"url(#arrow\(number))\""
        var svg = "<g class=\"link\(style)\"><path d=\"\(path)\" "
        svg += "stroke-width=\"\(thickness(of: link))\" \(arrow)/>"
        for (line, text) in words[place].enumerated() {
            let y = at.y - 5 - 14 * (words[place].count - 1 - line)
            svg += "<text x=\"\(at.x)\" y=\"\(y)\">\(XMLText.escaped(text))</text>"
        }
        return svg + "</g>\n"
    }

    /// The more often a link was gone over, the thicker it is: 1 to 5 pixels.
    private func thickness(of link: RunDiagram.Link) -> String {
        guard let count = link.count, mostCount > 0 else { return "1" }
        let tenths = 10 + Int((Double(count) / Double(mostCount) * 40).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }

    /// A curve through the places of a link, and where its words stand.
    private func curve(along route: [Int]) -> (path: String, words: (x: Int, y: Int)) {
        let boxes = route.map { layout.boxes[$0] }
        let isForward = boxes[0].x < boxes[1].x
        var path = ""
        var last = (x: 0, y: 0)
        for (place, box) in boxes.enumerated() {
            // Words stand above the line, so that it goes through the lower part of their place.
            let y = place == 0 || place == boxes.count - 1 ? box.y : box.y + box.height / 2 - 6
            let entry = (x: isForward ? box.x : box.x + box.width, y: y)
            let exit = (x: isForward ? box.x + box.width : box.x, y: y)
            if place == 0 {
                path = "M\(exit.x) \(y)"
            } else {
                let middle = (last.x + entry.x) / 2
                path += " C\(middle) \(last.y) \(middle) \(y) \(entry.x) \(y)"
                if place < boxes.count - 1 { path += " L\(exit.x) \(y)" }
            }
            last = exit
        }
        let words = boxes[1]
        return (path, (words.x + words.width / 2, words.y + words.height / 2 - 6))
    }

    /// A link that leads back to where it began, above its node.
    private func loop(at node: Int) -> (path: String, words: (x: Int, y: Int)) {
        let box = layout.boxes[node]
        let top = box.y - DiagramLayout.height(of: diagram.nodes[node]) / 2
        let (from, to) = (box.x + box.width * 2 / 3, box.x + box.width / 3)
        let path = "M\(from) \(top) C\(from + 20) \(top - 34) \(to - 20) \(top - 34) \(to) \(top)"
        return (path, (box.x + box.width / 2, top - 26))
    }
}
