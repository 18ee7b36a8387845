/// Follows a condition on a trend from sample to sample.
final class TrendThresholdTracker {
    let threshold: Threshold
    private let expression: ThresholdExpression
    private var clock = BreachClock()
    private var moments = Moments()
    private var min = Int64.max
    private var max: Int64 = -1
    /// Set for percentiles: at most the limit, and below it.
    private var atMost: PercentileBound?
    private var below: PercentileBound?

    init(_ threshold: Threshold) {
        self.threshold = threshold
        expression = threshold.expression
        guard let percentile = expression.aggregate.rankedPercentile,
            let limit = expression.bound.limit
        else { return }
        atMost = PercentileBound(percentile: percentile, limit: limit.floor)
        below = PercentileBound(
            percentile: percentile,
            limit: limit.isWhole ? limit.floor - 1 : limit.floor
        )
    }

    func observe(_ value: Int64, at now: Int64) {
        if value < min { min = value }
        if value > max { max = value }
        guard atMost != nil else {
            moments.record(value)
            clock.note(expression.isUnbroken(by: reading), at: now)
            return
        }
        atMost?.record(value)
        below?.record(value)
        let isBelow = below?.holds(min: min, max: max) ?? false
        let isAtMost = atMost?.holds(min: min, max: max) ?? false
        clock.note(expression.comparison.holds(isBelow ? -1 : isAtMost ? 0 : 1), at: now)
    }

    /// Judges the final `trend`; `isKnown` says that the metric exists even without samples.
    func verdict(on trend: Trend, isKnown: Bool, measuredUntil end: Int64) -> ThresholdVerdict {
        let reading = expression.reading(of: trend, isKnown: isKnown)
        let breach =
            expression.isShortOfCount(reading) ? end : clock.failingSince ?? end
        return ThresholdVerdict(threshold, reading: reading, breach: breach)
    }

    /// What all but percentiles look at.
    private var reading: ThresholdReading? {
        switch expression.aggregate {
        case .count: .whole(Int64(moments.count))
        case .avg: moments.mean.map { .real($0) }
        case .min: .whole(min)
        case .max: .whole(max)
        case .stddev: moments.standardDeviation.map { .real($0) }
        case .rate, .value, .med, .percentile: nil
        }
    }
}

extension ThresholdAggregate {
    /// The percentile it stands for, if it is one.
    var rankedPercentile: Percentile? {
        switch self {
        case .percentile(let percentile): percentile
        case .med: .p50
        default: nil
        }
    }
}
