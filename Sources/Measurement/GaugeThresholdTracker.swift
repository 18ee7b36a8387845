/// Follows a condition on a gauge from value to value.
///
/// A mean that drifts over its limit between two values is noticed at the later one.
final class GaugeThresholdTracker {
    let threshold: Threshold
    private let expression: ThresholdExpression
    private var clock = BreachClock()

    init(_ threshold: Threshold) {
        self.threshold = threshold
        expression = threshold.expression
    }

    /// Whether the condition holds for the values so far, of which there is at least one.
    var holds: Bool { clock.failingSince == nil }

    func observe(_ gauge: Gauge, at now: Int64) {
        clock.note(expression.reading(of: gauge).map(expression.holds) ?? false, at: now)
    }

    /// Judges a gauge that was advanced to the end of the run; `nil` if there was none.
    func verdict(on gauge: Gauge?, measuredUntil end: Int64) -> ThresholdVerdict {
        let reading = gauge.flatMap { $0.hasSamples ? expression.reading(of: $0) : nil }
        return ThresholdVerdict(threshold, reading: reading, breach: clock.failingSince ?? end)
    }
}
