import Measurement
import Testing

@Suite struct AbortingTests {
    private let measured = MeasurementWindow(start: 100, end: 400)

    private func registry(
        _ key: String,
        _ text: String,
        _ window: ThresholdWindow? = nil
    ) throws -> MetricRegistry {
        let registry = MetricRegistry(window: measured)
        registry.attach(
            Threshold(
                key: try MetricKey.parse(key),
                expression: try ThresholdExpression.parse(text),
                window: window,
                abortsOnFail: true
            )
        )
        return registry
    }

    private func isBroken(_ registry: MetricRegistry) -> Bool { registry.brokenThreshold != nil }

    @Test func `a trend breaks at the sample that decides`() throws {
        let registry = try registry("task_duration", "p(50)<5ns")
        let series = registry.trend("task_duration")
        var broken: [Bool] = []
        for value: Int64 in [1, 9, 9] {
            series.record(value, at: 200)
            broken.append(isBroken(registry))
        }
        #expect(registry.canAbort && broken == [false, false, true])
        #expect(registry.finish(at: 200).thresholds.first?.passed == false)
    }

    @Test func `a counter breaks at the event too many`() throws {
        let registry = try registry("polls", "count==1")
        registry.counter("polls").add(at: 50)
        registry.counter("polls").add(at: 150)
        #expect(!isBroken(registry))
        registry.counter("polls").add(at: 151)
        #expect(isBroken(registry))
    }

    @Test func `windows are looked at when they end`() throws {
        let registry = try registry("polls", "rate>=1", .each(100))
        #expect(registry.nextWindowEnd(after: -1) == 200)
        #expect(registry.nextWindowEnd(after: 200) == 300)
        #expect(registry.nextWindowEnd(after: 399) == 400)
        #expect(registry.nextWindowEnd(after: 400) == nil)
        registry.counter("polls").add(at: 150)
        registry.closeWindows(at: 200)
        #expect(!isBroken(registry))
        registry.closeWindows(at: 300)
        #expect(isBroken(registry))
        let verdict = registry.finish(at: 300).thresholds.first
        #expect(verdict?.passed == false && verdict?.firstBreachAt == 300)
    }

    @Test func `a window of a trend may break by what ends after it`() throws {
        let registry = try registry("task_duration", "max<50ns", .each(100))
        let series = registry.trend("task_duration")
        series.record(10, intendedStart: 110, at: 120)
        series.record(90, intendedStart: 250, at: 299)
        registry.closeWindows(at: 200)
        #expect(!isBroken(registry))
        registry.closeWindows(at: 300)
        #expect(isBroken(registry))
        let late = try self.registry("task_duration", "max<50ns", .each(100))
        late.trend("task_duration").record(90, intendedStart: 150, at: 199)
        #expect(!isBroken(late))
        late.trend("task_duration").record(91, intendedStart: 150, at: 241)
        #expect(isBroken(late))
    }

    @Test func `a gauge breaks in a window that is over`() throws {
        let registry = try registry("tasks_in_flight", "avg<2", .each(100))
        registry.gauge("tasks_in_flight").set(2, at: 0)
        registry.gauge("tasks_in_flight").set(1, at: 150)
        registry.closeWindows(at: 200)
        #expect(!isBroken(registry))
        registry.gauge("tasks_in_flight").set(2, at: 200)
        registry.closeWindows(at: 300)
        #expect(isBroken(registry))
    }

    @Test func `a last short window does not end a run`() throws {
        let short = MeasurementWindow(start: 0, end: 150)
        let registry = MetricRegistry(window: short)
        registry.attach(
            Threshold(
                key: MetricKey("polls"),
                expression: try ThresholdExpression.parse("count>=1"),
                window: .each(100),
                abortsOnFail: true
            )
        )
        registry.counter("polls").add(at: 10)
        registry.closeWindows(at: 100)
        registry.closeWindows(at: 150)
        #expect(!isBroken(registry))
        #expect(registry.finish(at: 150).thresholds.first?.passed == true)
    }
}
