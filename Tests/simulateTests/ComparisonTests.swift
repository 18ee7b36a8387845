import Testing
import simulate

@Suite struct ComparisonTests {
    private func text(_ first: String, _ second: String) -> String {
        Comparison(Array(first.utf8), Array(second.utf8)).text(fingerprint: "ab")
    }

    @Test func `equal outputs`() {
        #expect(text("a\nb\n", "a\nb\n") == "identical: 4 bytes, fingerprint ab")
        #expect(Comparison([], []).text(fingerprint: nil) == "identical: 0 bytes")
    }

    @Test(
        arguments: [
            ("a\nb\nc", "a\nx\nc", 2, "b", "x"), ("a", "b", 1, "a", "b"),
            ("a\n", "a\nb", 2, "the end", "b"), ("a\n\nb", "a\nb", 2, "an empty line", "b"),
            ("abc\n", "abc", 1, "abc", "abc"), ("", "a", 1, "the end", "a"),
        ] as [(String, String, Int, String, String)]
    )
    func `the first line that differs is shown`(
        first: String,
        second: String,
        line: Int,
        left: String,
        right: String
    ) {
        let expected =
            "the runs differ, first in line \(line)\n  first:  \(left)\n  second: \(right)"
        #expect(text(first, second) == expected)
    }

    @Test func `long lines are cut around the difference`() {
        let start = String(repeating: "a", count: 500)
        let text = text(start + "b" + start, start + "c" + start)
        #expect(text.split(separator: "\n").allSatisfy { $0.count < 180 })
        #expect(text.contains("ab") && text.contains("ac"))
    }
}
