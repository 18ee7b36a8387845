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
    /// Set where the condition is one on windows, each of which has a tracker of its own.
    private let windows: TrendWindows?

    /// Follows the condition in the windows that it has in the `measured` part.
    init(_ threshold: Threshold, measured: MeasurementWindow) {
        self.threshold = threshold
        expression = threshold.expression
        windows = threshold.window.map {
            TrendWindows(threshold, ThresholdParts(of: measured, $0))
        }
        prepareBounds()
    }

    /// Follows the condition on all samples that it is given.
    init(onAllOf threshold: Threshold) {
        self.threshold = threshold
        expression = threshold.expression
        windows = nil
        prepareBounds()
    }

    private func prepareBounds() {
        guard let percentile = expression.aggregate.rankedPercentile,
            let limit = expression.limit
        else { return }
        atMost = PercentileBound(percentile: percentile, limit: limit.floor)
        below = PercentileBound(
            percentile: percentile,
            limit: limit.isWhole ? limit.floor - 1 : limit.floor
        )
    }

    func observe(_ value: Int64, intendedStart: Int64, at now: Int64) {
        if let windows {
            windows.observe(value, intendedStart: intendedStart, at: now)
        } else {
            observe(value, at: now)
        }
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
        if let windows {
            let readings = windows.readings(isKnown: isKnown, measuredUntil: end)
            return ThresholdVerdict(threshold, windows: readings)
        }
        let reading = expression.reading(of: trend, isKnown: isKnown)
        return ThresholdVerdict(threshold, reading: reading, breach: breach(reading, end: end))
    }

    /// Since when the condition failed that the final `reading` fails.
    func breach(_ reading: ThresholdReading?, end: Int64) -> Int64 {
        expression.isShortOfCount(reading) ? end : clock.failingSince ?? end
    }

    /// Whether the condition fails on the samples so far.
    var isFailing: Bool { clock.isFailing }

    /// Whether it fails for good as far as one can say; of windows, in one that is over.
    var isBroken: Bool { windows?.isBroken ?? isFailing }

    /// Looks at the windows that end at `now`.
    func closeWindows(at now: Int64) {
        windows?.close(at: now)
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
