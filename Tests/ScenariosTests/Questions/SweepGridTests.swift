import Scenarios
import Testing

struct SweepGridTests {
    private static let axes: [(String, [String]?)] = [
        ("1..3", ["1", "2", "3"]), ("1..5:2", ["1", "3", "5"]), ("1s..2s:1s", ["1s", "2s"]),
        ("a,b,c", ["a", "b", "c"]), ("1,5,10", ["1", "5", "10"]), ("1s,1m", ["1s", "1m"]),
        ("0.5..1:0.5", ["0.5", "1"]), ("-1..1", ["-1", "0", "1"]),
        ("5", nil), ("abc", nil), ("[1,2]", nil), (#"{"mean":"1s","a":2}"#, nil),
        (#""a,b""#, nil), ("${pick:a,b}", nil), ("../a", nil), ("a..b", nil), ("1.5", nil),
    ]

    @Test(arguments: axes)
    func `ranges and lists are axes, and everything else is one value`(
        text: String,
        values: [String]?
    ) throws {
        #expect(try SweepAxis(path: "a.b", text)?.values == values)
    }

    @Test(arguments: [
        "5..1", "1..", "1..x", "1..5:", "1..5:0", "1..5s", "a,,b", ",", "1,1", "1..100000",
    ])
    func `what cannot be meant is an error`(text: String) {
        #expect(throws: QuestionError.self) { try SweepAxis(path: "a.b", text) }
    }

    private func axis(_ path: String, _ text: String) throws -> SweepAxis {
        try #require(try SweepAxis(path: path, text))
    }

    @Test func `several axes make a grid, of which the last changes first`() throws {
        let grid = try SweepGrid([try axis("a", "1..2"), try axis("b", "x,y,z")])
        #expect(
            (0..<grid.count).map { grid[$0].joined() } == ["1x", "1y", "1z", "2x", "2y", "2z"]
        )
    }

    @Test func `no axis, one twice and too many runs are errors`() throws {
        let thousand = try axis("a", "1..1000")
        #expect(throws: QuestionError.self) { try SweepGrid([]) }
        #expect(throws: QuestionError.self) { try SweepGrid([thousand, thousand]) }
        let other = try axis("b", "1..11")
        #expect(throws: QuestionError.self) { try SweepGrid([thousand, other]) }
        let huge = try (0..<12).map { try axis("p\($0)", "1..1000") }
        #expect(throws: QuestionError.self) { try SweepGrid(huge) }
    }
}
