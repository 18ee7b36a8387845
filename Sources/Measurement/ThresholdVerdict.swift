/// What came of a threshold.
///
/// `margin` is how far the value lies on the good side, negative on the bad one: limit − value for
/// upper bounds, value − limit for lower ones, minus the distance for `==` and the distance for
/// `!=`. Times are in seconds, shares as shares.
package struct ThresholdVerdict: Sendable, Equatable {
    /// The canonical text of the metric's key.
    package let metric: String
    /// The expression as it was written.
    package let expression: String
    package let message: String?
    package let strict: Bool
    package let passed: Bool
    /// `nil` without data.
    package let value: Double?
    package let limit: Double
    /// `nil` without data.
    package let margin: Double?
    /// Nanoseconds since the start of the run: from this sample on the condition failed for good.
    ///
    /// For a count or a rate that stayed too small, the end of the measured part (`==` on these is
    /// not broken by having too few yet). `nil` if it passed or has no data.
    package let firstBreachAt: Int64?
    package let noData: Bool

    /// Judges the final `reading`; `breach` is used only if it fails.
    init(_ threshold: Threshold, reading: ThresholdReading?, breach: Int64) {
        metric = threshold.key.description
        expression = threshold.expression.description
        message = threshold.message
        strict = threshold.strict
        let bound = threshold.expression.bound.limit
        limit = bound?.shown ?? 0
        noData = reading == nil
        guard let reading, let bound else {
            passed = threshold.onNoData == .pass && reading == nil
            value = nil
            margin = nil
            firstBreachAt = nil
            return
        }
        passed = threshold.expression.holds(reading)
        value = bound.shown(reading.number)
        firstBreachAt = passed ? nil : breach
        let excess = bound.excess(of: reading)
        switch threshold.expression.comparison {
        case .less, .atMost: margin = 0 - excess
        case .greater, .atLeast: margin = excess
        case .equal: margin = 0 - excess.magnitude
        case .notEqual: margin = excess.magnitude
        }
    }
}
