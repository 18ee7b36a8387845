import Measurement
import Testing

@Suite struct ThresholdWindowTests {
    /// The measured part: five windows of 100, and half of one.
    private let measured = MeasurementWindow(start: 1_000, end: 1_550)

    /// The verdict on what `record` does; times are nanoseconds.
    private func verdict(
        _ key: String,
        _ text: String,
        _ window: ThresholdWindow?,
        onNoData: Threshold.OnNoData = .fail,
        end: Int64 = 1_550,
        record: (MetricRegistry) -> Void
    ) throws -> ThresholdVerdict {
        let registry = MetricRegistry(window: measured)
        registry.attach(
            Threshold(
                key: try MetricKey.parse(key),
                expression: try ThresholdExpression.parse(text),
                window: window,
                onNoData: onNoData
            )
        )
        record(registry)
        return try #require(registry.finish(at: end).thresholds.first)
    }

    /// Value, breach and whether it passed, for tasks that arrive in time and end later.
    @Test(
        arguments: [
            // Every window has a sample of 10, the third one of 30 as well.
            ("max<20ns", .each(100), false, 30, 1_280), ("max<31ns", .each(100), true, 30, nil),
            ("avg<=20ns", .each(100), true, 20, nil), ("avg<20ns", .each(100), false, 20, 1_280),
            ("p(50)<20ns", .each(100), true, 10, nil), ("med<10ns", .each(100), false, 10, 1_020),
            ("count>=1", .each(100), true, 1, nil), ("count>1", .each(100), false, 1, 1_100),
            ("min>=10ns", .each(100), true, 10, nil),
            // From 1,300 on there are but tens.
            ("max<20ns", .after(300), true, 10, nil), ("max<20ns", .after(200), false, 30, 1_280),
            ("count==3", .after(300), true, 3, nil), ("count==4", .after(300), false, 3, 1_550),
            // As long as the measured part, a window is that part.
            ("max<20ns", .each(550), false, 30, 1_280), ("count==7", .each(550), true, 7, nil),
            ("count==7", .each(9_999), true, 7, nil), ("count==7", .after(0), true, 7, nil),
        ] as [(String, ThresholdWindow, Bool, Double, Int64?)]
    )
    func `trends are judged by the window of the arrival`(
        text: String,
        window: ThresholdWindow,
        passed: Bool,
        value: Double,
        breach: Int64?
    ) throws {
        let verdict = try verdict("task_duration", text, window) { registry in
            let series = registry.trend("task_duration")
            for start: Int64 in [1_010, 1_110, 1_210, 1_310, 1_410, 1_510] {
                if start == 1_210 { series.record(30, intendedStart: 1_250, at: 1_280) }
                series.record(10, intendedStart: start, at: start + 10)
            }
        }
        let isTime = !text.hasPrefix("count")
        #expect(verdict.passed == passed)
        #expect(verdict.value == (isTime ? value / 1e9 : value))
        #expect(verdict.firstBreachAt == breach)
        #expect(verdict.window == window)
    }

    @Test func `what ends late belongs to the window in which it was meant to arrive`() throws {
        let verdict = try verdict("task_duration", "max<1us", .each(100)) { registry in
            let series = registry.trend("task_duration")
            for start: Int64 in [1_000, 1_100, 1_200, 1_300, 1_400] {
                series.record(1, intendedStart: start, at: start + 1)
            }
            series.record(5_000, intendedStart: 1_199, at: 6_199)
        }
        #expect(!verdict.passed && verdict.value == 5e-6 && verdict.firstBreachAt == 6_199)
    }

    @Test(
        arguments: [
            // One event at 1,010, three at 1,110, none later.
            ("count<3", .each(100), false, 3, 1_112), ("count<=3", .each(100), true, 3, nil),
            ("count>=1", .each(100), false, 0, 1_300), ("count==0", .after(113), true, 0, nil),
            ("count==0", .after(112), false, 1, 1_112), ("count>=5", .each(550), false, 4, 1_550),
        ] as [(String, ThresholdWindow, Bool, Double, Int64?)]
    )
    func `counters are judged in every window`(
        text: String,
        window: ThresholdWindow,
        passed: Bool,
        value: Double,
        breach: Int64?
    ) throws {
        let verdict = try verdict("polls", text, window) { registry in
            for time: Int64 in [1_010, 1_110, 1_111, 1_112] {
                registry.counter("polls").add(at: time)
            }
        }
        #expect(verdict.passed == passed && verdict.value == value)
        #expect(verdict.firstBreachAt == breach)
    }

    @Test func `a rate is over the window`() throws {
        let second: Int64 = 1_000_000_000
        let registry = MetricRegistry(window: MeasurementWindow(start: 0, end: 3 * second))
        let threshold = Threshold(
            key: MetricKey("polls"),
            expression: try ThresholdExpression.parse("rate>=2"),
            window: .each(second)
        )
        registry.attach(threshold)
        for time in [0, 1, second, second + 1, 2 * second] {
            registry.counter("polls").add(at: time)
        }
        let verdict = try #require(registry.finish(at: 3 * second).thresholds.first)
        #expect(verdict.value == 1 && verdict.firstBreachAt == 3 * second)
        let cut = MetricRegistry(window: MeasurementWindow(start: 0, end: 3 * second))
        cut.attach(threshold)
        for time in [0, 1, second, second + 1] { cut.counter("polls").add(at: time) }
        #expect(cut.finish(at: 2 * second + 5).thresholds.first?.passed == true)
    }

    @Test(
        arguments: [
            // 0 before 1,050, then 4 until 1,250, then 1.
            ("max<4", .each(100), false, 4, 1_050), ("min>=1", .each(100), false, 0, 1_000),
            ("min>=1", .after(100), true, 1, nil), ("max<2", .after(250), true, 1, nil),
            ("value<=1", .each(100), false, 4, 1_050), ("avg<=2", .each(100), false, 4, 1_100),
            ("avg<4", .each(200), true, 3, nil),
        ] as [(String, ThresholdWindow, Bool, Double, Int64?)]
    )
    func `gauges carry their level into the next window`(
        text: String,
        window: ThresholdWindow,
        passed: Bool,
        value: Double,
        breach: Int64?
    ) throws {
        let verdict = try verdict("tasks_in_flight", text, window) { registry in
            registry.gauge("tasks_in_flight").set(4, at: 1_050)
            registry.gauge("tasks_in_flight").set(1, at: 1_250)
        }
        #expect(verdict.passed == passed && verdict.value == value)
        #expect(verdict.firstBreachAt == breach)
    }

    @Test func `a window without samples has no data`() throws {
        func record(_ registry: MetricRegistry) {
            registry.trend("task_duration").record(10, at: 1_010)
        }
        let strict = try verdict("task_duration", "max<20ns", .each(100), record: record)
        #expect(!strict.passed && strict.value == nil && strict.firstBreachAt == 1_200)
        let lax = try verdict(
            "task_duration",
            "max<20ns",
            .each(100),
            onNoData: .pass,
            record: record
        )
        #expect(lax.passed && lax.value == 1e-8)
        let never = try verdict("queue_depth", "max<20", .each(100)) { _ in }
        #expect(!never.passed && never.value == nil)
    }

    @Test(arguments: ["max<20ns", "p(50)<=7ns", "avg<9ns", "count<5", "stddev<4ns", "min>3ns"])
    func `one window over everything is no window`(text: String) throws {
        for seed: Int64 in 0..<20 {
            let values = (0..<9).map { (seed * 7 + $0 * $0 * 5) % 23 }
            let verdicts = try [ThresholdWindow.after(0), .each(550), nil].map { window in
                var verdict = try verdict("task_duration", text, window) { registry in
                    for (index, value) in values.enumerated() {
                        let time = 1_000 + 60 * Int64(index)
                        registry.trend("task_duration").record(value, at: time)
                    }
                }
                verdict.window = nil
                return verdict
            }
            #expect(verdicts[0] == verdicts[2] && verdicts[1] == verdicts[2])
        }
    }

    @Test(arguments: ["count<5", "rate<5"])
    func `windows that end later than any time do not overflow`(text: String) throws {
        let hour: Int64 = 3_600_000_000_000
        let start = 832_200 * hour
        let registry = MetricRegistry(
            window: MeasurementWindow(start: start, end: start + 24 * hour)
        )
        for (window, aborts) in [
            (876_000 * hour, true), (Int64.max, true), (876_000 * hour, false),
        ] {
            registry.attach(
                Threshold(
                    key: MetricKey("polls"),
                    expression: try ThresholdExpression.parse(text),
                    window: .each(window),
                    abortsOnFail: aborts
                )
            )
        }
        registry.counter("polls").add(at: start)
        registry.counter("polls").add(at: start + 24 * hour - 1)
        let verdicts = registry.finish(at: start + 24 * hour).thresholds
        #expect(verdicts.map(\.passed) == [true, true, true])
    }

    @Test(
        arguments: [
            (.each(60_000_000_000), "in each 1m"), (.each(90_000_000_000), "in each 90s"),
            (.after(7_200_000_000_000), "after 2h"), (.after(1_500), "after 1500ns"),
            (.after(0), "after 0s"),
        ] as [(ThresholdWindow, String)]
    )
    func `windows are told in the largest unit`(window: ThresholdWindow, text: String) {
        #expect(window.description == text)
    }
}
