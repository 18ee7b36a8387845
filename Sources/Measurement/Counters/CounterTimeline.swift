/// A counter over time: how often it fired in each interval.
final class CounterTimeline {
    private let key: MetricKey
    private var clock: IntervalClock
    private var open: Int64 = 0
    private var counts: [Int64] = []

    init(key: MetricKey, clock: IntervalClock) {
        self.key = key
        self.clock = clock
    }

    func add(_ events: Int64, at now: Int64) {
        if now >= clock.boundary { advance(to: now) }
        open &+= events
    }

    func finish(pointCount: Int) -> TimeSeries {
        while counts.count < pointCount { close() }
        return TimeSeries(
            key: key,
            unit: .count,
            points: .counter(counts: Array(counts.prefix(pointCount)))
        )
    }

    private func advance(to now: Int64) {
        while now >= clock.boundary && !clock.isLast { close() }
    }

    private func close() {
        counts.append(open)
        open = 0
        clock.next()
    }
}
