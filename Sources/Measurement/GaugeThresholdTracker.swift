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

    func observe(_ gauge: Gauge, at now: Int64) {
        clock.note(expression.isUnbroken(by: expression.reading(of: gauge)), at: now)
    }

    /// Judges a gauge that was advanced to the end of the run; `nil` if there was none.
    func verdict(on gauge: Gauge?, measuredUntil end: Int64) -> ThresholdVerdict {
        let reading = gauge.flatMap { $0.hasSamples ? expression.reading(of: $0) : nil }
        return ThresholdVerdict(threshold, reading: reading, breach: clock.failingSince ?? end)
    }
}
