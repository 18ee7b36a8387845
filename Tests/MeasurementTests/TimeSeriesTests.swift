import Measurement
import Testing

@Suite struct TimeSeriesTests {
    private let second: Int64 = 1_000_000_000

    @Test(
        arguments: [
            (0, 1), (1, 1), (2_000, 1), (2_001, 2), (4_000, 2), (4_001, 5), (10_001, 10),
            (3_155_760_000, 2_000_000),
        ] as [(Int64, Int64)]
    )
    func `the interval is the smallest that will do`(seconds: Int64, interval: Int64) {
        #expect(TimeSeriesSet.intervalSeconds(forHorizon: seconds * second) == interval)
    }

    private func series(_ fill: (MetricRegistry) -> Void, end: Int64) throws -> TimeSeriesSet {
        let window = MeasurementWindow(start: second, end: 3 * second)
        let registry = MetricRegistry(window: window, seriesHorizon: 10 * second)
        fill(registry)
        return try #require(registry.finish(at: end).series)
    }

    private func points(_ key: String, in set: TimeSeriesSet) -> TimeSeries.Points? {
        set.series.first { $0.key.description == key }?.points
    }

    @Test func `points cover the whole run`() throws {
        let set = try series(
            { registry in
                let polls = registry.counter("polls", tags: [("a", "b")])
                for time in [0, second - 1, second, 3 * second] { polls.add(at: time) }
                let depth = registry.gauge("queue_depth", tags: [("queue", "q")])
                depth.set(4, at: second / 2)
                depth.set(1, at: 2 * second)
                let wait = registry.trend("queue_wait", tags: [("queue", "q")])
                wait.record(second, intendedStart: 0, at: 2 * second)
            },
            end: 3 * second
        )
        #expect(set.intervalSeconds == 1 && set.pointCount == 4)
        #expect(points("polls", in: set) == .counter(counts: [2, 1, 0, 1]))
        #expect(
            points("queue_depth{queue:q}", in: set)
                == .gauge(means: [2, 4, 1, 1], maxima: [4, 4, 4, 1])
        )
        guard case .trend(let wait) = points("queue_wait{queue:q}", in: set) else {
            Issue.record("no series of waits")
            return
        }
        #expect(wait.map(\.count) == [0, 0, 1, 0])
        #expect(wait.map(\.p95) == [nil, nil, 1, nil])
        #expect(points("queue_depth", in: set) == nil)
        #expect(points("tasks_lost", in: set) == .counter(counts: [0, 0, 0, 0]))
    }

    @Test func `what happens beyond the horizon goes into the last point`() throws {
        let set = try series({ $0.counter("polls").add(at: .max - 1) }, end: .max)
        #expect(set.pointCount == TimeSeriesSet.mostPoints)
        guard case .counter(let counts) = points("polls", in: set) else { return }
        #expect(counts.count == TimeSeriesSet.mostPoints && counts.last == 1)
    }
}
