import Measurement
import Testing

@Suite struct ThresholdVerdictTests {
    private let window = MeasurementWindow(start: 100, end: 1_000_000_000_100)

    private func threshold(_ key: String, _ text: String) throws -> Threshold {
        Threshold(key: try MetricKey.parse(key), expression: try ThresholdExpression.parse(text))
    }

    /// The verdict on samples that come ten nanoseconds apart, the first at 100.
    private func verdict(_ text: String, _ values: [Int64]) throws -> ThresholdVerdict {
        let registry = MetricRegistry(window: window)
        registry.attach(try threshold("task_duration", text))
        let series = registry.trend("task_duration")
        for (index, value) in values.enumerated() {
            series.record(value, at: 100 + 10 * Int64(index))
        }
        return try #require(registry.finish(at: window.end).thresholds.first)
    }

    private func verdict(_ text: String, counts: [Int64]) throws -> ThresholdVerdict {
        let registry = MetricRegistry(window: window)
        registry.attach(try threshold("polls", text))
        for (index, count) in counts.enumerated() {
            registry.counter("polls").add(count, at: 100 + 10 * Int64(index))
        }
        return try #require(registry.finish(at: window.end).thresholds.first)
    }

    private func verdict(_ text: String, levels: [Int64], end: Int64? = nil) throws
        -> ThresholdVerdict
    {
        let registry = MetricRegistry(window: window)
        registry.attach(try threshold("tasks_in_flight", text))
        for (index, level) in levels.enumerated() {
            registry.gauge("tasks_in_flight").set(level, at: 100 + 10 * Int64(index))
        }
        return try #require(registry.finish(at: end ?? window.end).thresholds.first)
    }

    @Test(
        arguments: [
            ("max<5ns", [1, 5, 2], 110), ("p(50)<5ns", [9, 1, 1, 9, 9], 140),
            ("p(50)<5ns", [1, 9, 9, 9], 120), ("avg<=5ns", [9, 1, 6], 120),
            ("min>2ns", [3, 2, 9], 110),
            ("count<3", [1, 1, 1, 1], 120), ("count>=3", [1, 1], 1_000_000_000_100),
            ("count==3", [1, 1], 1_000_000_000_100), ("count==1", [1, 1, 1], 110),
            ("stddev<1ns", [1, 3, 1, 3], 130), ("p(100)==5ns", [5, 7], 110),
            ("med!=5ns", [5, 5], 100),
        ] as [(String, [Int64], Int64)]
    )
    func `trends breach at the sample that decides`(
        text: String,
        values: [Int64],
        breach: Int64
    ) throws {
        #expect(try verdict(text, values).firstBreachAt == breach)
    }

    @Test(
        arguments: [
            ("count==0", [1, 1], 100), ("count<=2", [1, 1, 1], 120),
            ("count>5", [1], 1_000_000_000_100),
            ("rate<0.002", [1, 1, 1], 110), ("rate>=1", [5], 1_000_000_000_100),
            ("count!=2", [1, 1], 110), ("count==3", [2, 2], 110),
        ] as [(String, [Int64], Int64)]
    )
    func `counters breach at the event that decides`(
        text: String,
        counts: [Int64],
        breach: Int64
    ) throws {
        let verdict = try verdict(text, counts: counts)
        #expect(!verdict.passed && verdict.firstBreachAt == breach)
    }

    @Test(
        arguments: [
            ("max<5", [1, 5, 2], nil, 110), ("value<5", [9, 1, 9, 9], nil, 120),
            ("min>0", [1, 0, 3], nil, 110), ("avg<5", [4, 6], 150, 150),
            ("avg<5", [0, 9], 110, nil),
            ("avg>1", [9, 0], nil, 1_000_000_000_100),
        ] as [(String, [Int64], Int64?, Int64?)]
    )
    func `gauges breach at the value that decides`(
        text: String,
        levels: [Int64],
        end: Int64?,
        breach: Int64?
    ) throws {
        #expect(try verdict(text, levels: levels, end: end).firstBreachAt == breach)
    }

    @Test func `values, limits and margins are in seconds`() throws {
        let passed = try verdict("p(99)<62s", [61_900_000_000])
        #expect(passed.passed && passed.value == 61.9 && passed.limit == 62)
        #expect(passed.margin == 0.1 && passed.firstBreachAt == nil && passed.value != nil)
        #expect(try verdict("min>=1s", [500_000_000]).margin == -0.5)
        #expect(try verdict("count==3", counts: [1]).margin == -2)
        #expect(try verdict("count!=3", counts: [1]).margin == 2)
        #expect(try verdict("count==0", counts: []).margin == 0)
    }

    @Test func `nothing measured fails, unless that is allowed`() throws {
        let empty = try verdict("p(99)<62s", [])
        #expect(!empty.passed && empty.value == nil && empty.firstBreachAt == nil)
        let registry = MetricRegistry(window: window)
        let expression = try ThresholdExpression.parse("max<1s")
        let key = MetricKey("task_duration")
        registry.attach(Threshold(key: key, expression: expression, onNoData: .pass))
        #expect(registry.finish(at: 0).thresholds.map(\.passed) == [true])
    }

    @Test func `counts have data without samples once their series is known`() throws {
        let registry = MetricRegistry(window: window)
        for key in ["tasks_lost", "polls{a:b}", "polls{a:c}", "no_such_metric"] {
            registry.attach(try threshold(key, "count==0"))
        }
        _ = registry.counter("polls", tags: [("a", "b")])
        let verdicts = registry.finish(at: window.end).thresholds
        #expect(verdicts.map(\.passed) == [true, true, false, false])
        #expect(verdicts.map { $0.value == nil } == [false, false, true, true])
        #expect(verdicts.first?.value == 0)
    }

    /// Where the verdicts on all prefixes from some sample on are failures.
    private func breach(_ count: Int, passes: (Int) throws -> Bool) rethrows -> Int64? {
        var first: Int64?
        for length in 1...count {
            if try passes(length) {
                first = nil
            } else if first == nil {
                first = 100 + 10 * Int64(length - 1)
            }
        }
        return first
    }

    @Test(arguments: [
        "p(50)<1000003ns", "p(99)<=1000003ns", "p(90)>1000003ns", "med>=1000003ns",
        "p(0)<1000003ns", "p(100)<=1000003ns", "p(33.3)==1000447ns", "p(75)!=1000447ns",
        "p(50)<1000000.5ns", "avg<1000003ns", "avg>=1000003ns", "stddev<500ns", "min>999000ns",
        "max<1001000ns", "max==1000000ns", "count<7", "p(50)<0ns", "p(50)>=0ns",
    ])
    func `a trend's breach is where all later prefixes fail`(text: String) {
        // The limits lie in the bucket from 999,936 to 1,000,447.
        let edges: [Int64] = [999_935, 999_936, 1_000_000, 1_000_003, 1_000_447, 1_000_448]
        forAll(cases: 40, longest: 20) { generator -> Int64 in
            switch generator.below(4) {
            case 0: generator.magnitude()
            case 1: edges[generator.below(edges.count)]
            default: 998_000 + Int64(generator.below(4_000))
            }
        } holds: { values in
            guard !values.isEmpty, let all = try? verdict(text, values) else { return true }
            let expected = try? breach(values.count) {
                try verdict(text, Array(values.prefix($0))).passed
            }
            return all.firstBreachAt == expected
        }
    }

    @Test(arguments: ["max<5", "min>2", "value==3", "avg<3", "avg>=3", "value!=3", "avg==3"])
    func `a gauge's breach is where all later prefixes fail`(text: String) {
        forAll(cases: 50, longest: 20, step: { Int64($0.below(7)) }) { levels in
            let end = 100 + 10 * Int64(levels.count - 1)
            guard !levels.isEmpty, let all = try? verdict(text, levels: levels, end: end)
            else { return true }
            let expected = try? breach(levels.count) {
                let end = 100 + 10 * Int64($0 - 1)
                return try verdict(text, levels: Array(levels.prefix($0)), end: end).passed
            }
            return all.firstBreachAt == expected
        }
    }
}
