/// Follows a condition on a gauge from value to value.
///
/// A mean that drifts over its limit between two values is noticed at the later one.
final class GaugeThresholdTracker {
    let threshold: Threshold
    private let expression: ThresholdExpression
    private var clock = BreachClock()
    /// Set where the condition is one on windows, each of which has a tracker of its own.
    private let windows: GaugeWindows?

    /// Follows the condition in the windows that it has in the `measured` part.
    init(_ threshold: Threshold, measured: MeasurementWindow) {
        self.threshold = threshold
        expression = threshold.expression
        windows = threshold.window.map {
            GaugeWindows(threshold, ThresholdParts(of: measured, $0))
        }
    }

    /// Follows the condition on all that it is given.
    init(onAllOf threshold: Threshold) {
        self.threshold = threshold
        expression = threshold.expression
        windows = nil
    }

    func observe(_ gauge: Gauge, at now: Int64) {
        clock.note(expression.isUnbroken(by: expression.reading(of: gauge)), at: now)
    }

    /// Takes a level that was set, in the measured part or not.
    func follow(_ level: Int64, scale: Int64, at now: Int64) {
        windows?.set(level, scale: scale, at: now)
    }

    /// Judges a gauge that was advanced to the end of the run; `nil` if there was none.
    func verdict(on gauge: Gauge?, measuredUntil end: Int64) -> ThresholdVerdict {
        if let windows {
            return ThresholdVerdict(threshold, windows: windows.readings(measuredUntil: end))
        }
        let reading = gauge.flatMap(figure)
        return ThresholdVerdict(threshold, reading: reading, breach: clock.failingSince ?? end)
    }

    /// What was found in a gauge that was advanced to the end of its part.
    func reading(of gauge: Gauge, until end: Int64) -> WindowReading {
        WindowReading(reading: figure(of: gauge), breach: clock.failingSince ?? end)
    }

    /// Whether it fails on the values so far; of windows, in one that is over.
    var isBroken: Bool { windows?.isBroken ?? clock.isFailing }

    /// Looks at the windows that end at `now`.
    func closeWindows(at now: Int64) {
        windows?.close(until: now)
    }

    private func figure(of gauge: Gauge) -> ThresholdReading? {
        gauge.hasSamples ? expression.reading(of: gauge) : nil
    }
}
