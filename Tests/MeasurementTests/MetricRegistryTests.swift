import Measurement
import Testing

@Suite struct MetricRegistryTests {
    private let second: Int64 = 1_000_000_000
    private var window: MeasurementWindow {
        MeasurementWindow(start: 10 * second, end: 20 * second)
    }

    @Test func `asking twice gives the same series`() {
        let registry = MetricRegistry(window: window)
        let tags = [("name", "submit"), ("service", "a")]
        #expect(
            registry.trend("http_req_duration", tags: tags)
                === registry.trend("http_req_duration", tags: tags.reversed())
        )
        #expect(registry.counter("polls") === registry.counter("polls"))
        let gauge = registry.gauge("queue_depth", tags: [("queue", "q")])
        #expect(gauge === registry.gauge("queue_depth", tags: [("queue", "q")]))
    }

    @Test func `the measured part includes its start and not its end`() {
        let registry = MetricRegistry(window: window)
        let trend = registry.trend("task_duration")
        let counter = registry.counter("polls")
        let lost = registry.counter("tasks_lost")
        for time in [0, 10 * second - 1, 10 * second, 20 * second - 1, 20 * second] {
            trend.record(1, intendedStart: time, at: 99 * second)
            trend.recordCensored(intendedStart: time)
            counter.add(at: time)
            lost.add(at: time)
        }
        let result = registry.finish(at: 100 * second)
        #expect(result["task_duration"]?.trend?.count == 2)
        #expect(result["task_duration"]?.trend?.censored == 2)
        #expect(
            result["polls"]?.counter == CounterSummary(count: 2, measuredNanoseconds: 10 * second)
        )
        #expect(result["polls"]?.counter?.rate == 0.2)
        #expect(result["tasks_lost"]?.counter?.count == 5)
        #expect(result.measuredNanoseconds == 10 * second)
    }

    @Test func `keys are aggregates, single tags and what thresholds name`() throws {
        let registry = MetricRegistry(window: window, definitions: [])
        let key = try MetricKey.parse("t{b:1,a:1}")
        registry.attach(
            Threshold(key: key, expression: try ThresholdExpression.parse("count>0"))
        )
        for (a, b, c) in [("1", "1", "1"), ("1", "1", "2"), ("1", "2", "1")] {
            let series = registry.trend("t", tags: [("c", c), ("a", a), ("b", b)])
            series.record(5, at: window.start)
        }
        registry.declare(
            MetricDefinition(name: "u", kind: .counter, unit: .count, summary: "")
        )
        let result = registry.finish(at: window.end)
        #expect(
            result.metrics.map(\.key.description) == [
                "t", "t{a:1,b:1}", "t{a:1}", "t{b:1}", "t{b:2}", "t{c:1}", "t{c:2}", "u",
            ]
        )
        #expect(result["t"]?.trend?.count == 3)
        #expect(result["t{b:1}"]?.trend?.count == 2)
        #expect(result["u"]?.hasSamples == false)
    }

    @Test func `a threshold's combination has its own line`() throws {
        let registry = MetricRegistry(window: window)
        let key = try MetricKey.parse("http_req_duration{name:submit,status:200}")
        let expression = try ThresholdExpression.parse("max<7ns")
        let early = registry.trend(
            "http_req_duration",
            tags: [("name", "submit"), ("service", "a"), ("status", "200")]
        )
        registry.attach(Threshold(key: key, expression: expression))
        let late = registry.trend(
            "http_req_duration",
            tags: [("name", "submit"), ("service", "b"), ("status", "200")]
        )
        early.record(5, at: window.start)
        late.record(9, at: window.start + 3)
        let result = registry.finish(at: window.end)
        #expect(result[key.description]?.trend?.count == 2)
        #expect(result.thresholds.map(\.firstBreachAt) == [window.start + 3])
    }

    @Test func `levels are summed as they change, shares are not`() throws {
        let registry = MetricRegistry(window: window)
        let left = registry.gauge("queue_depth", tags: [("queue", "a")])
        let right = registry.gauge("queue_depth", tags: [("queue", "b")])
        left.set(3, at: 0)
        right.add(2, at: 15 * second)
        left.add(-1, at: 18 * second)
        registry.gauge("utilization", tags: [("resource", "r")], scale: 4).set(1, at: 0)
        let result = registry.finish(at: 30 * second)
        let sum = try #require(result["queue_depth"]?.gauge?.statistics)
        #expect([sum.min, sum.mean, sum.max, sum.last] == [3, 3.8, 5, 4])
        #expect(result["queue_depth{queue:b}"]?.gauge?.statistics?.mean == 1)
        #expect(result["utilization{resource:r}"]?.gauge?.statistics?.mean == 0.25)
        #expect(result["utilization"] == nil)
    }

    @Test func `the time to drain is one value in seconds`() throws {
        let registry = MetricRegistry(window: window)
        let expression = try ThresholdExpression.parse("value<=1.5s")
        registry.attach(Threshold(key: MetricKey("drain_time"), expression: expression))
        registry.gauge("drain_time").set(1_500_000_000, at: 21_500_000_000)
        let result = registry.finish(at: 21_500_000_000)
        let figures = try #require(result["drain_time"]?.gauge?.statistics)
        #expect([figures.min, figures.mean, figures.max, figures.last] == [1.5, 1.5, 1.5, 1.5])
        #expect(result.thresholds.map(\.passed) == [true])
    }

    @Test func `every standard metric is in the result, in order, and described`() {
        let result = MetricRegistry(window: window).finish(at: window.end)
        let names = MetricDefinition.standard.filter(\.hasAggregate).map(\.name).sorted()
        #expect(result.metrics.map(\.key.description) == names)
        #expect(MetricDefinition.standard.allSatisfy { $0.summary.hasSuffix(".") })
        #expect(result.series == nil)
    }

    @Test func `results do not depend on the order in which series are made`() {
        func run(_ order: [Int]) -> [String] {
            let registry = MetricRegistry(window: window)
            for index in order {
                let tags = [("queue", "q\(index)")]
                registry.trend("queue_wait", tags: tags)
                    .record(Int64(index) * 1_000_003, at: window.start)
                registry.gauge("queue_depth", tags: tags).set(Int64(index), at: 0)
            }
            return registry.finish(at: window.end).metrics.map {
                "\($0.key) \(String(describing: $0.trend?.statistics)) \($0.hasSamples)"
            }
        }
        #expect(run([1, 2, 3, 4, 5]) == run([4, 1, 5, 3, 2]))
    }
}
