/// The samples of a trend under one combination of tags; resolve it once and keep it.
package final class TrendSeries {
    package let key: MetricKey
    private let window: MeasurementWindow
    /// Recording calls nothing that could come back here, and the check would be most of its cost.
    @exclusivity(unchecked) private var samples = Trend()
    var trend: Trend { unsafe samples }
    private(set) var trackers: [TrendThresholdTracker] = []
    private let timelines: [TrendTimeline]

    init(key: MetricKey, window: MeasurementWindow, timelines: [TrendTimeline]) {
        self.key = key
        self.window = window
        self.timelines = timelines
    }

    /// Has a threshold follow this series.
    ///
    /// The list is replaced and not changed, so that reading it needs no check for overlapping
    /// accesses, which would cost more than a sample does.
    func attach(_ tracker: TrendThresholdTracker) {
        trackers = trackers + [tracker]
    }

    /// Counts a `value` known at `now` if its task or request was meant to start while measured.
    ///
    /// Nanoseconds for times, 0 or more.
    package func record(_ value: Int64, intendedStart: Int64, at now: Int64) {
        if !timelines.isEmpty { recordTimelines(value, at: now) }
        guard window.contains(intendedStart) else { return }
        unsafe samples.record(value)
        if !trackers.isEmpty { observe(value, intendedStart, at: now) }
    }

    /// Counts a `value` that belongs to no task or request if `now` is in the measured part.
    package func record(_ value: Int64, at now: Int64) {
        record(value, intendedStart: now, at: now)
    }

    /// Counts what was meant to start while measured and did not end before the run did.
    package func recordCensored(intendedStart: Int64) {
        if window.contains(intendedStart) { unsafe samples.recordCensored() }
    }

    private func recordTimelines(_ value: Int64, at now: Int64) {
        for timeline in timelines { timeline.record(value, at: now) }
    }

    private func observe(_ value: Int64, _ intendedStart: Int64, at now: Int64) {
        for tracker in trackers {
            tracker.observe(value, intendedStart: intendedStart, at: now)
        }
    }
}
