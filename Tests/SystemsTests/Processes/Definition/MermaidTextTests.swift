import Infrastructure
import JSON
import Testing

@testable import Systems

struct MermaidTextTests {
    @Test func `a definition is printed as a flowchart`() {
        var definition = Shorthand.definition(
            "one two ask&@:yes,no mend! | one>ask two>ask ask.yes>mend ask.no>end "
                + "ask.expired>terminate mend>end"
        )
        definition.title = "Defects \"of\" pumps"
        definition.links[5].target = .end(result: "<mended> #1 & `done`")
        #expect(
            definition.mermaid() == """
                ---
                title: "Defects \\"of\\" pumps"
                ---
                flowchart TD
                    n0(("start"))
                    n1["one<br/>plain"]
                    n2["two<br/>plain"]
                    n3{{"ask<br/>plain, join all, deadline 1m"}}
                    n4["mend<br/>plain"]
                    n5(["end"])
                    n6(["terminate"])
                    n7(["#lt;mended#gt; #35;1 #amp; #96;done#96;<br/>end"])
                    n0 --> n1
                    n0 --> n2
                    n0 --> n4
                    n1 -->|"done"| n3
                    n2 -->|"done"| n3
                    n3 -->|"yes"| n4
                    n3 -->|"no"| n5
                    n3 -->|"expired"| n6
                    n4 -->|"done"| n7

                """
        )
    }

    @Test func `links have how often they were gone over, and the mean time before`() {
        let graph = ProcessGraph(Shorthand.definition("a b | a>b b>end"), version: 1, number: 3)
        let meters = LinkMeters()
        meters.traversed(graph, 0, since: 1_000_000_000, at: 3_000_000_000)
        meters.traversed(graph, 0, since: 0, at: 3_000_000_000)
        let text = graph.definition.mermaid(figures: meters.figures(of: 3))
        #expect(text.contains("n1 -->|\"done · 2 × · 2.5 s\"| n2\n"))
        #expect(text.contains("n2 -->|\"done · 0 ×\"| n3\n"))
    }

    @Test func `a draft with mistakes is printed, too`() {
        let text = Shorthand.definition("a | a>b c>end").mermaid()
        #expect(text.contains("n2[\"b?<br/>no such process\"]"))
        #expect(text.contains("n1 -->|\"done\"| n2"))
        #expect(text.contains("n3[\"c?<br/>no such process\"]"))
    }

    @Test(
        arguments: [
            (0, "0 s"), (7, "7 ns"), (1_050, "1.05 us"), (12_345_000, "12.3 ms"),
            (2_500_000_000, "2.5 s"), (59_999_999_999, "59.9 s"), (60_000_000_000, "1 min"),
            (5_400_000_000_000, "1.5 h"), (900_000_000_000_000, "250 h"),
            (1_009_000_000, "1 s"), (1_010_000_000, "1.01 s"),
        ] as [(Int64, String)]
    )
    func `times have about three digits`(nanoseconds: Int64, text: String) {
        #expect(ShortDuration.text(nanoseconds) == text)
    }
}
