/// Follows a condition on a counter from event to event.
final class CounterThresholdTracker {
    let threshold: Threshold
    private let expression: ThresholdExpression
    private let measuredNanoseconds: Int64
    private var clock = BreachClock()
    private var total: Int64 = 0

    /// A `rate` so far is taken over the whole planned part: what breaks it cannot be undone.
    init(_ threshold: Threshold, measuredNanoseconds: Int64) {
        self.threshold = threshold
        self.measuredNanoseconds = measuredNanoseconds
        expression = threshold.expression
    }

    func observe(_ count: Int64, at now: Int64) {
        total &+= count
        let reading = expression.reading(ofCount: total, over: measuredNanoseconds)
        clock.note(expression.isUnbroken(by: reading), at: now)
    }

    /// Judges the final `count`; `isKnown` says that the counter exists even if it never moved.
    func verdict(
        onCount count: Int64,
        isKnown: Bool,
        measured: MeasurementWindow
    ) -> ThresholdVerdict {
        let final = expression.reading(ofCount: count, over: measured.nanoseconds)
        let reading = isKnown || count > 0 ? final : nil
        let isShort = expression.isShortOfCount(reading)
        let breach = isShort ? measured.end : clock.failingSince ?? measured.end
        return ThresholdVerdict(threshold, reading: reading, breach: breach)
    }
}
