/// The events of a counter under one combination of tags; resolve it once and keep it.
package final class CounterSeries {
    package let key: MetricKey
    /// How many there were in the part of the run that the metric covers.
    package var count: Int64 { total }
    private var total: Int64 = 0
    private let window: MeasurementWindow
    private let timeline: CounterTimeline?
    private(set) var trackers: [CounterThresholdTracker] = []

    init(key: MetricKey, window: MeasurementWindow, timeline: CounterTimeline?) {
        self.key = key
        self.window = window
        self.timeline = timeline
    }

    /// Has a threshold follow this series.
    ///
    /// The list is replaced and not changed, so that reading it needs no check for overlapping
    /// accesses, which would cost more than a sample does.
    func attach(_ tracker: CounterThresholdTracker) {
        trackers = trackers + [tracker]
    }

    /// Counts `events` of 0 or more that happen at `now`.
    package func add(_ events: Int64 = 1, at now: Int64) {
        precondition(events >= 0, "A counter never goes down.")
        timeline?.add(events, at: now)
        guard window.contains(now) else { return }
        total += events
        if !trackers.isEmpty { observe(events, at: now) }
    }

    private func observe(_ events: Int64, at now: Int64) {
        for tracker in trackers { tracker.observe(events, at: now) }
    }
}
