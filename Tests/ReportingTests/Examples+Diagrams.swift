import Measurement

extension Example {
    /// Two criteria, an operator, and work that may be done again.
    static let diagram = RunDiagram(
        name: "Defects & <pumps>",
        mermaid: "flowchart TD\n    n0((\"<start>\"))\n",
        nodes: [
            RunDiagram.Node("start", "", .start), RunDiagram.Node("one", "criteria", .step),
            RunDiagram.Node("two", "criteria", .step),
            RunDiagram.Node("operator", "human, join all", .choice),
            RunDiagram.Node("repair", "repair", .step), RunDiagram.Node("<end>", "", .end),
        ],
        links: [
            link(0, 1, "", nil, nil), link(0, 2, "", nil, nil),
            link(1, 3, "done", 1_200, 1_500_000_000), link(2, 3, "done", 1_200, 7_000_000_000),
            link(3, 4, "confirmed", 300, 3_600_000_000_000),
            link(3, 5, "rejected", 900, 1_800_000_000_000), link(3, 3, "again", 5, 60_000_000_000),
            link(4, 5, "done", 290, 86_400_000_000_000), link(4, 3, "failed", 0, nil),
        ]
    )

    private static func link(
        _ from: Int,
        _ to: Int,
        _ label: String,
        _ count: Int64?,
        _ mean: Int64?
    ) -> RunDiagram.Link {
        RunDiagram.Link(from: from, to: to, label: label, count: count, mean: mean)
    }
}
