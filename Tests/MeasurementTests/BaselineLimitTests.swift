import Measurement
import Testing

@Suite struct BaselineLimitTests {
    private let window = MeasurementWindow(start: 0, end: 7_000_000_000)

    /// The verdict on samples, with what an earlier run had as the figure.
    private func verdict(
        _ text: String,
        _ values: [Int64],
        baseline: Double
    ) throws -> ThresholdVerdict {
        let expression = try ThresholdExpression.parse(text)
        let resolved = try #require(expression.resolved(by: baseline, isTime: true))
        let registry = MetricRegistry(window: window)
        registry.attach(Threshold(key: MetricKey("task_duration"), expression: resolved))
        for value in values { registry.trend("task_duration").record(value, at: 1) }
        return try #require(registry.finish(at: window.end).thresholds.first)
    }

    @Test(
        arguments: [
            ("max<=baseline", 100, 1e-7, true, 1e-7), ("max<baseline", 100, 1e-7, false, 1e-7),
            ("max<=baseline", 101, 1e-7, false, 1e-7), ("max==baseline", 100, 1e-7, true, 1e-7),
            ("max<=baseline*1.5", 150, 1e-7, true, 1.5e-7),
            ("max<baseline*1.5", 149, 1e-7, true, 1.5e-7),
            ("max<=baseline*1.5", 151, 1e-7, false, 1.5e-7),
            ("max<=baseline+50ns", 150, 1e-7, true, 1.5e-7),
            ("max<baseline+50ns", 150, 1e-7, false, 1.5e-7),
            ("max<=baseline+0.3s", 400_000_000, 0.1, true, 0.4),
            ("max<baseline+0.3s", 400_000_000, 0.1, false, 0.4),
            ("max>=baseline", 0, 0, true, 0),
        ] as [(String, Int64, Double, Bool, Double)]
    )
    func `the limit follows from the baseline`(
        text: String,
        value: Int64,
        baseline: Double,
        passed: Bool,
        limit: Double
    ) throws {
        let verdict = try verdict(text, [value], baseline: baseline)
        #expect(verdict.passed == passed && verdict.limit == limit)
        #expect(verdict.expression == text && verdict.isTime)
    }

    @Test func `the same run meets its own figures, whatever their fractions`() throws {
        for text in ["avg", "stddev", "p(99)", "med"] {
            for count in 1...60 {
                let values = (0..<count).map { Int64(123_456_789 + $0 * $0 * 7_919) }
                let first = try verdict(text + "<=baseline", values, baseline: 9e9 / 1e9)
                let figure = try #require(first.value)
                let same = try verdict(text + "==baseline", values, baseline: figure)
                #expect(same.passed && same.margin == 0, "\(text) of \(count)")
                #expect(try !verdict(text + "<baseline", values, baseline: figure).passed)
            }
        }
    }

    @Test func `what is no limit is refused`() throws {
        let expression = try ThresholdExpression.parse("max<baseline*2")
        #expect(expression.limit == nil)
        for figure in [-1, .nan, .infinity, 1e300] {
            #expect(expression.resolved(by: figure, isTime: true) == nil)
        }
    }
}
