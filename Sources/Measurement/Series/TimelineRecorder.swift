/// Collects metrics over time while a run goes on.
///
/// Followed are all counters (untagged), all gauges that are no sums, `task_duration` and
/// `http_req_duration` (untagged) and `queue_wait` by queue. What happens after the horizon goes
/// into the last point.
final class TimelineRecorder {
    private let intervalSeconds: Int64
    private let clock: IntervalClock
    private var counters = SeriesTable<CounterTimeline>()
    private var gauges = SeriesTable<GaugeTimeline>()
    private var trends = SeriesTable<TrendTimeline>()

    private static let untaggedTrends = ["task_duration", "http_req_duration"]
    private static let taggedTrend = (name: "queue_wait", tag: "queue")

    /// `horizon` is the longest that the run can take, in nanoseconds.
    init(horizon: Int64) {
        intervalSeconds = TimeSeriesSet.intervalSeconds(forHorizon: horizon)
        clock = IntervalClock(interval: intervalSeconds * 1_000_000_000)
    }

    func counter(_ name: String) -> CounterTimeline {
        let key = MetricKey(name)
        if let known = counters[key] { return known }
        let timeline = CounterTimeline(key: key, clock: clock)
        counters.add(timeline, under: key)
        return timeline
    }

    func gauge(_ key: MetricKey, unit: MetricUnit, scale: Int64) -> GaugeTimeline {
        if let known = gauges[key] { return known }
        let timeline = GaugeTimeline(key: key, unit: unit, scale: scale, clock: clock)
        gauges.add(timeline, under: key)
        return timeline
    }

    /// The timelines that a trend's series belongs to.
    func trends(for key: MetricKey) -> [TrendTimeline] {
        let tag = TimelineRecorder.taggedTrend
        let keys =
            TimelineRecorder.untaggedTrends.contains(key.name)
            ? [key.untagged]
            : key.singleTagKeys.filter { $0.name == tag.name && $0.tags.first?.name == tag.tag }
        return keys.map { key in
            if let known = trends[key] { return known }
            let timeline = TrendTimeline(key: key, clock: clock)
            trends.add(timeline, under: key)
            return timeline
        }
    }

    func finish(at end: Int64, measured: MeasurementWindow) -> TimeSeriesSet {
        let count = clock.pointCount(at: end)
        let series =
            counters.all.map { $0.finish(pointCount: count) }
            + gauges.all.map { $0.finish(pointCount: count, at: end) }
            + trends.all.map { $0.finish(pointCount: count) }
        return TimeSeriesSet(
            intervalSeconds: intervalSeconds,
            pointCount: count,
            measured: measured,
            series: series.sorted { $0.key < $1.key }
        )
    }
}
