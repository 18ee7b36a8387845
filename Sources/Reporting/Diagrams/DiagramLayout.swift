import Measurement

/// Where everything of a diagram stands, in pixels; layers are columns.
struct DiagramLayout {
    struct Box: Equatable {
        var x = 0
        /// The middle.
        var y = 0
        var width = 0
        var height = 0
    }

    let graph: LayerGraph
    /// Of the items of the graph: first the nodes, then the places of links.
    private(set) var boxes: [Box]
    private(set) var width = 0
    private(set) var height = 0

    /// About what a letter takes, at the size of the words.
    private static let letter = 7
    private static let margin = 10
    private static let gap = 14
    private static let column = 22

    init(_ diagram: RunDiagram, words: [[String]]) {
        graph = LayerGraph(diagram)
        boxes = graph.items.map { item in
            switch item {
            case .node(let place): Self.box(of: diagram.nodes[place])
            case .bend(let link, let hasWords):
                hasWords ? Self.box(of: words[link]) : Box(width: 4, height: 10)
            }
        }
        for (place, link) in diagram.links.enumerated() where link.from == link.to {
            let loop = Self.box(of: words[place])
            boxes[link.from].height += 2 * loop.height
            boxes[link.from].width = max(boxes[link.from].width, loop.width)
        }
        setColumns()
        setRows()
    }

    private static func box(of node: RunDiagram.Node) -> Box {
        let letters = max(node.name.unicodeScalars.count, node.detail.unicodeScalars.count)
        return Box(width: max(44, letters * letter + 24), height: height(of: node))
    }

    /// Of what is drawn of a node; its box may leave room for links that lead back to it.
    static func height(of node: RunDiagram.Node) -> Int {
        node.detail.isEmpty ? 32 : 48
    }

    private static func box(of words: [String]) -> Box {
        let letters = words.map(\.unicodeScalars.count).max() ?? 0
        return Box(width: max(30, letters * letter + 10), height: 12 + 14 * words.count)
    }

    private mutating func setColumns() {
        var x = Self.margin
        for layer in graph.layers {
            let widest = layer.map { boxes[$0].width }.max() ?? 0
            for item in layer {
                if case .bend = graph.items[item] { boxes[item].width = widest }
                boxes[item].x = x + (widest - boxes[item].width) / 2
            }
            x += widest + Self.column
        }
        width = x - Self.column + Self.margin
    }

    /// Stacks each column, then moves everything towards what it is joined to, without overlaps.
    private mutating func setRows() {
        for layer in graph.layers {
            place(layer) { _ in 0 }
        }
        for round in 0..<12 {
            let isDownwards = round % 2 == 0
            let order = isDownwards ? graph.layers : graph.layers.reversed()
            for layer in order {
                let graph = graph
                let old = boxes
                place(layer) { item in
                    let others = isDownwards ? graph.before[item] : graph.behind[item]
                    guard !others.isEmpty else { return old[item].y }
                    return others.reduce(0) { $0 + old[$1].y } / others.count
                }
            }
        }
        let top = boxes.map { $0.y - $0.height / 2 }.min() ?? 0
        for place in boxes.indices { boxes[place].y += Self.margin - top }
        height = (boxes.map { $0.y + $0.height / 2 }.max() ?? 0) + Self.margin
    }

    /// Puts the items of a column where they want to be, or as near as their order allows.
    private mutating func place(_ layer: [Int], _ wish: (Int) -> Int) {
        guard !layer.isEmpty else { return }
        let wishes = layer.map(wish)
        var bottom = Int.min / 2
        var drift = 0
        for (place, item) in layer.enumerated() {
            let half = boxes[item].height / 2
            boxes[item].y = max(wishes[place], bottom + half)
            bottom = boxes[item].y + boxes[item].height - half + Self.gap
            drift += boxes[item].y - wishes[place]
        }
        // What pushed the others down goes up by half of it, so that the column keeps its middle.
        for item in layer { boxes[item].y -= drift / layer.count }
    }
}
