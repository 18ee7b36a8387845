import Scenarios
import Testing

struct ValueSpanTests {
    private static let spans: [(String, String, String?, [String])] = [
        ("1", "4", nil, ["1", "2", "3", "4"]),
        ("1", "10", "4", ["1", "5", "9"]),
        ("-2", "2", "2", ["-2", "0", "2"]),
        ("7", "7", nil, ["7"]),
        // Exact where sums of doubles are not: 0.1 + 0.1 + 0.1 is not 0.3.
        ("0.1", "0.5", "0.1", ["0.1", "0.2", "0.3", "0.4", "0.5"]),
        ("0.1", "0.3", nil, ["0.1", "0.2", "0.3"]),
        ("1", "2", "0.25", ["1", "1.25", "1.5", "1.75", "2"]),
        ("-0.5", "0.5", "0.5", ["-0.5", "0", "0.5"]),
        ("1e2", "3e2", "1e2", ["100", "200", "300"]),
        ("0.01", "0.02", "0.005", ["0.01", "0.015", "0.02"]),
        ("1%", "2%", "0.5%", ["1%", "1.5%", "2%"]),
        ("1s", "5s", "2s", ["1s", "3s", "5s"]),
        ("1s", "3s", nil, ["1s", "2s", "3s"]),
        ("1s", "2s", "500ms", ["1000ms", "1500ms", "2000ms"]),
        ("1m", "2m", "30s", ["60s", "90s", "120s"]),
        ("0s", "1h", "30m", ["0m", "30m", "60m"]),
        ("1.5ms", "2ms", "250us", ["1500us", "1750us", "2000us"]),
    ]

    @Test(arguments: spans)
    func `values are exact`(
        from: String,
        to: String,
        step: String?,
        expected: [String]
    ) throws {
        let span = try ValueSpan(from: from, to: to, step: step)
        #expect((0..<span.count).map { span[$0] } == expected)
    }

    private static let wrong: [(String, String, String?, String)] = [
        ("5", "1", nil, "5 is more than 1"),
        ("1", "5", "0", "a step of 0 leads nowhere"),
        ("1", "5", "-1", "a step of -1 leads nowhere"),
        ("1", "5s", nil, "1, 5s are not of one kind"),
        ("1s", "5s", "1", "1s, 5s and 1 are not of one kind"),
        ("1", "ten", nil, "\"ten\" is no number, percentage or duration"),
        ("1", "", nil, "\"\" is no number, percentage or duration"),
        ("1e400", "2e400", nil, "\"1e400\" is no number, percentage or duration"),
        ("0", "1e18", nil, "there are too many values"),
        ("1e-18", "100000", "1e-18", "there are too many values"),
    ]

    @Test(arguments: wrong)
    func `what is no range is refused`(from: String, to: String, step: String?, message: String) {
        let error = #expect(throws: QuestionError.self) {
            try ValueSpan(from: from, to: to, step: step)
        }
        #expect(error?.message == message)
    }

    @Test func `every third value`() throws {
        let span = try ValueSpan(from: "0.1", to: "1").every(3)
        #expect((0..<span.count).map { span[$0] } == ["0.1", "0.4", "0.7", "1"])
        #expect(span.stepText == "0.3")
    }
}
