/// A trend over time: percentiles of what was recorded in each interval.
///
/// One histogram serves all intervals and is emptied between them.
final class TrendTimeline {
    private let key: MetricKey
    private var clock: IntervalClock
    private var open = Histogram()
    private var points: [TimeSeries.TrendPoint] = []

    init(key: MetricKey, clock: IntervalClock) {
        self.key = key
        self.clock = clock
    }

    func record(_ value: Int64, at now: Int64) {
        if now >= clock.boundary { advance(to: now) }
        open.record(value)
    }

    func finish(pointCount: Int) -> TimeSeries {
        while points.count < pointCount { close() }
        return TimeSeries(
            key: key,
            unit: .seconds,
            points: .trend(Array(points.prefix(pointCount)))
        )
    }

    private func advance(to now: Int64) {
        while now >= clock.boundary && !clock.isLast { close() }
    }

    private func close() {
        let shown = MetricUnit.seconds
        points.append(
            TimeSeries.TrendPoint(
                count: open.count,
                p50: open.percentile(.p50).map { shown.shown($0) },
                p95: open.percentile(.p95).map { shown.shown($0) },
                p99: open.percentile(.p99).map { shown.shown($0) },
                max: open.max.map { shown.shown($0) }
            )
        )
        open.reset()
        clock.next()
    }
}
