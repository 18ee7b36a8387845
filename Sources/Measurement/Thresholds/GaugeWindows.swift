/// Follows a condition on a gauge in each of its windows, one after the other.
final class GaugeWindows {
    private let threshold: Threshold
    private let cut: ThresholdParts
    private var closed: [WindowReading] = []
    private var tracker: GaugeThresholdTracker
    /// The level in the window that is open; before its first value it is 0.
    private var gauge: Gauge
    private var wasSet = false
    private var hasFailed = false

    var isBroken: Bool { wasSet && hasFailed }

    init(_ threshold: Threshold, _ cut: ThresholdParts) {
        self.threshold = threshold
        self.cut = cut
        tracker = GaugeThresholdTracker(onAllOf: threshold)
        gauge = Self.gauge(in: cut[0], level: 0, scale: 1)
    }

    func set(_ level: Int64, scale: Int64, at now: Int64) {
        close(until: now)
        let part = cut[closed.count]
        if !wasSet { gauge = Self.gauge(in: part, level: 0, scale: scale) }
        wasSet = true
        advance(to: now, in: part)
        gauge.set(level, at: now)
        if part.contains(now) { tracker.observe(gauge, at: now) }
    }

    /// Closes the windows that are over at `now`.
    func close(until now: Int64) {
        while cut.isOver(closed.count, at: now) { close(cut[closed.count]) }
    }

    /// What was found in each window that counts; nothing more is observed after that.
    func readings(measuredUntil end: Int64) -> [WindowReading] {
        let count = cut.count(until: end)
        while closed.count < count { close(cut[closed.count].cut(at: end)) }
        let readings = closed.prefix(count)
        guard wasSet else { return readings.map { WindowReading(reading: nil, breach: $0.breach) } }
        return Array(readings)
    }

    private func close(_ part: MeasurementWindow) {
        advance(to: part.end, in: part)
        let reading = tracker.reading(of: gauge, until: part.end)
        if !threshold.isMet(by: reading.reading) { hasFailed = true }
        closed.append(reading)
        tracker = GaugeThresholdTracker(onAllOf: threshold)
        gauge = Self.gauge(in: cut[closed.count], level: gauge.level, scale: gauge.scale)
    }

    /// Lets the level hold; one that is carried into the window counts from its start.
    private func advance(to now: Int64, in part: MeasurementWindow) {
        let wasOpen = gauge.isOpen
        gauge.advance(to: now)
        if !wasOpen, gauge.isOpen { tracker.observe(gauge, at: part.start) }
    }

    /// A gauge of a window into which a level is carried.
    private static func gauge(
        in part: MeasurementWindow,
        level: Int64,
        scale: Int64
    ) -> Gauge {
        var gauge = Gauge(window: part, scale: scale)
        // Just before the window, so that it counts there only if it holds for any time.
        gauge.set(level, at: part.start - 1)
        return gauge
    }
}
