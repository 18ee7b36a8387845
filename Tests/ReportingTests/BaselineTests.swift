import JSON
import Measurement
import Reporting
import TestSupport
import Testing

@Suite struct BaselineTests {
    private let reader = ResultReader(metrics: MetricDefinition.standard)

    @Test func `the file is small, sorted and reads back`() throws {
        let baseline = Baseline(try Example.failed())
        try expectSnapshot(baseline.text, named: "baseline.json")
        let again = try reader.readBaseline(Array(baseline.text.utf8), file: "b.json")
        #expect(again.text == baseline.text)
        #expect(!baseline.text.contains("series") && !baseline.text.contains("host"))
    }

    @Test func `the greatest seed survives`() throws {
        var result = try Example.passed()
        result.seed = .max
        let text = Baseline(result).text
        #expect(try reader.readBaseline(Array(text.utf8), file: "b").seed == .max)
    }

    @Test(
        arguments: [
            ("task_duration", "p(99)<1s", "p99", true), ("task_duration", "med<1s", "med", true),
            ("task_duration", "p(50)<1s", "med", true), ("task_duration", "avg<1s", "mean", true),
            ("task_duration", "p(99.9)<1s", "p999", true),
            ("task_duration", "p(97)<1s", nil, true), ("task_duration", "count<1", "count", false),
            ("tasks_completed", "rate<1", "rate", false),
            ("utilization{resource:broker}", "avg<1", "mean", false),
            ("utilization{resource:broker}", "value<1", "last", false),
            ("no_such", "count<1", nil, false),
        ] as [(String, String, String?, Bool)]
    )
    func `thresholds find their figures`(
        key: String,
        expression: String,
        name: String?,
        isTime: Bool
    ) throws {
        let result = try Example.passed()
        let baseline = Baseline(result)
        let key = try MetricKey.parse(key)
        let aggregate = try ThresholdExpression.parse(expression).aggregate
        let figure = baseline.figure(aggregate, of: key)
        let json = JSONReport.value(result, includeSeries: false, includeHost: false)
        #expect(figure == name.flatMap { json["metrics"]?[key.description]?[$0]?.number })
        #expect((figure != nil) == (name != nil))
        #expect(baseline.isTime(aggregate, of: key) == isTime)
    }

    @Test(arguments: ["{}", "[]", "{\"schemaVersion\": 1}", "{\"schemaVersion\": 2}"])
    func `what is no baseline is refused`(text: String) {
        #expect(throws: ResultProblem.self) {
            try reader.readBaseline(Array(text.utf8), file: "b.json")
        }
    }
}
