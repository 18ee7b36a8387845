/// A gauge under one key of a result, with whatever follows it.
final class GaugeLevel {
    let key: MetricKey
    /// Setting calls nothing that could come back here, and the check would be most of its cost.
    @exclusivity(unchecked) private var state: Gauge
    var gauge: Gauge { unsafe state }
    private let window: MeasurementWindow
    var timeline: GaugeTimeline?
    private(set) var trackers: [GaugeThresholdTracker] = []

    init(key: MetricKey, gauge: Gauge, window: MeasurementWindow) {
        self.key = key
        unsafe state = gauge
        self.window = window
    }

    /// Has a threshold follow this level.
    ///
    /// The list is replaced and not changed, so that reading it needs no check for overlapping
    /// accesses, which would cost more than a sample does.
    func attach(_ tracker: GaugeThresholdTracker) {
        trackers = trackers + [tracker]
    }

    func add(_ change: Int64, at now: Int64) {
        let value = unsafe state.level &+ change
        timeline?.set(value, at: now)
        guard !trackers.isEmpty else { return unsafe state.set(value, at: now) }
        advance(to: now)
        unsafe state.set(value, at: now)
        if window.contains(now) { observe(at: now) }
        for tracker in trackers { tracker.follow(value, scale: unsafe state.scale, at: now) }
    }

    /// Lets the level hold until the end of the run.
    func finish(at end: Int64) {
        advance(to: end)
    }

    /// Lets the level hold; one that is carried into the measured part counts from its start.
    private func advance(to now: Int64) {
        let wasOpen = gauge.isOpen
        unsafe state.advance(to: now)
        if !wasOpen && gauge.isOpen { observe(at: window.start) }
    }

    private func observe(at now: Int64) {
        for tracker in trackers { tracker.observe(gauge, at: now) }
    }
}
