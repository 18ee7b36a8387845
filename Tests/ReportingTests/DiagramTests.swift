import JSON
import Measurement
import TestSupport
import Testing

@testable import Reporting

struct DiagramTests {
    @Test func `a page shows every link with its count and its mean time`() throws {
        var result = try Example.passed()
        result.diagrams = [Example.diagram]
        let page = HTMLReport.render(result, Example.context)
        for text in [
            "<h3>Defects &amp; &lt;pumps&gt;</h3>", ">operator</text>", ">human, join all</text>",
            ">confirmed</text>", ">1,200 × 1.500 s</text>", ">300 × 1h 00m 00s</text>",
            ">5 × 60.000 s</text>", ">again</text>", ">0 ×</text>", ">&lt;end&gt;</text>",
            "n0((&quot;&lt;start&gt;&quot;))",
        ] {
            #expect(page.contains(text), "\(text)")
        }
        #expect(!page.contains("<pumps>"))
        #expect(!HTMLReport.render(try Example.passed(), Example.context).contains("diagram"))
    }

    @Test func `the drawing is the one that was looked at`() throws {
        try expectSnapshot(
            DiagramDrawing(Example.diagram, number: 1).svg,
            named: "diagram.svg"
        )
    }

    @Test func `a result with diagrams is read as it was written`() throws {
        var result = try Example.passed()
        result.diagrams = [Example.diagram]
        let value = JSONReport.value(result, includeSeries: false, includeHost: false)
        let bytes = Array(JSONWriter.pretty(value).utf8)
        let read = try ResultReader(metrics: MetricDefinition.standard).read(bytes, file: "r")
        #expect(read.diagrams == [Example.diagram])
    }

    @Test func `a link to no node of a result is refused`() throws {
        var result = try Example.passed()
        result.diagrams = [Example.diagram]
        result.diagrams[0].links[0].to = 6
        let value = JSONReport.value(result, includeSeries: false, includeHost: false)
        let bytes = Array(JSONWriter.pretty(value).utf8)
        #expect(throws: ResultProblem.self) {
            try ResultReader(metrics: MetricDefinition.standard).read(bytes, file: "r")
        }
    }

    /// Numbers that look drawn, and are the same every time.
    private static func diagram(seed: UInt64) -> RunDiagram {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        func draw(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        let count = 1 + draw(14)
        let nodes = (0..<count).map { place in
            RunDiagram.Node(
                String(repeating: "n", count: 1 + draw(20)),
                draw(2) == 0 ? "" : "detail \(place)",
                [.start, .step, .choice, .end][draw(4)]
            )
        }
        let links = (0..<draw(2 * count + 1)).map { _ in
            RunDiagram.Link(
                from: draw(count),
                to: draw(count),
                label: String(repeating: "l", count: draw(12)),
                count: draw(3) == 0 ? nil : Int64(draw(1_000_000)),
                mean: draw(2) == 0 ? nil : Int64(draw(1_000_000)) * 1_000_000
            )
        }
        return RunDiagram(name: "\(seed)", mermaid: "", nodes: nodes, links: links)
    }

    @Test func `nothing overlaps in any diagram, and all is inside the picture`() {
        for seed in 1...300 {
            let diagram = Self.diagram(seed: UInt64(seed))
            let words = diagram.links.map { link in link.label.isEmpty ? [] : [link.label] }
            let layout = DiagramLayout(diagram, words: words)
            for layer in layout.graph.layers {
                for (first, second) in zip(layer, layer.dropFirst()) {
                    let (upper, lower) = (layout.boxes[first], layout.boxes[second])
                    #expect(upper.y + upper.height / 2 <= lower.y - lower.height / 2, "\(seed)")
                }
            }
            for box in layout.boxes {
                #expect(box.x >= 0 && box.x + box.width <= layout.width, "\(seed)")
                #expect(
                    box.y - box.height / 2 >= 0 && box.y + box.height / 2 <= layout.height,
                    "\(seed)"
                )
            }
            let drawing = DiagramDrawing(diagram, number: 1).svg
            #expect(drawing.utf8.count { $0 == UInt8(ascii: "<") } > diagram.nodes.count)
        }
    }

    @Test func `links lead to the right, but for those that close a cycle`() {
        var diagram = Example.diagram
        diagram.links.removeLast()
        let layout = DiagramLayout(diagram, words: diagram.links.map { [$0.label] })
        for link in diagram.links where link.from != link.to {
            #expect(layout.boxes[link.from].x < layout.boxes[link.to].x)
        }
    }
}
