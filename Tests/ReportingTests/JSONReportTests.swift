import JSON
import Measurement
import Reporting
import TestSupport
import Testing

@Suite struct JSONReportTests {
    private func render(
        _ result: RunResult,
        series: Bool = false,
        host: Bool = false
    ) -> String {
        JSONReport.render(result, includeSeries: series, includeHost: host)
    }

    @Test func `a run that passed`() throws {
        try expectSnapshot(render(Example.passed()), named: "passed.json")
    }

    @Test func `a run that failed`() throws {
        try expectSnapshot(render(Example.failed()), named: "failed.json")
    }

    @Test func `a run with everything`() throws {
        var result = try Example.passed()
        result.host = Example.host
        try expectSnapshot(render(result, series: true, host: true), named: "everything.json")
    }

    @Test func `the text reads back as the value`() throws {
        var result = try Example.failed()
        result.host = Example.host
        for includes in [false, true] {
            let text = render(result, series: includes, host: includes)
            let value = JSONReport.value(result, includeSeries: includes, includeHost: includes)
            #expect(try JSONReader.value(text) == value)
        }
    }

    @Test func `without series the text is what the writer makes of it`() throws {
        let result = try Example.failed()
        let value = JSONReport.value(result, includeSeries: false, includeHost: false)
        #expect(render(result) == JSONWriter.pretty(value))
    }

    @Test func `the greatest seed is a number without loss`() {
        var result = Example.invalid()
        result.seed = .max
        #expect(render(result).contains("\n  \"seed\": 18446744073709551615,\n"))
    }

    @Test func `a series without a sample has a count of zero and nothing else`() throws {
        let value = JSONReport.value(Example.invalid(), includeSeries: true, includeHost: true)
        for (name, kind) in [
            ("task_duration", "trend"), ("polls", "counter"), ("tasks_in_flight", "gauge"),
        ] {
            let metric = try #require(value["metrics"]?[name])
            #expect(metric == ["kind": .string(kind), "count": 0] || name == "tasks_in_flight")
        }
        #expect(value["series"] == nil && value["host"] == nil)
    }

    @Test func `times are exact decimals of whole nanoseconds`() throws {
        let registry = MetricRegistry(window: .wholeRun)
        for duration in [1, 250_000, 60_000_000_001] as [Int64] {
            registry.trend("task_duration").record(duration, at: 0)
        }
        let result = Example.result(registry.finish(at: 1_000_000_007), tasks: TaskCounts())
        let text = render(result)
        #expect(text.contains("\"measuredSeconds\": 1.000000007"))
        #expect(text.contains("\"max\": 60.000000001") && text.contains("\"min\": 1e-09"))
    }

    @Test func `figures that JSON cannot write are null`() throws {
        var result = Example.invalid()
        result.host = Example.host
        result.host?.timesRealTime = .infinity
        let value = JSONReport.value(result, includeSeries: false, includeHost: true)
        #expect(value["host"]?["timesRealTime"] == .null)
    }
}
