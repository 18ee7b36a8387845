extension ThresholdExpression {
    /// The figure of a finished trend; `nil` without samples, except for the count of a known one.
    func reading(of trend: Trend, isKnown: Bool) -> ThresholdReading? {
        switch aggregate {
        case .count: isKnown || trend.count > 0 ? .whole(Int64(trend.count)) : nil
        case .avg: trend.mean.map { .real($0) }
        case .min: trend.min.map { .whole($0) }
        case .max: trend.max.map { .whole($0) }
        case .stddev: trend.standardDeviation.map { .real($0) }
        case .med: trend.percentile(.p50).map { .whole($0) }
        case .percentile(let percentile): trend.percentile(percentile).map { .whole($0) }
        case .rate, .value: nil
        }
    }

    /// The figure of a counter.
    func reading(ofCount count: Int64, over nanoseconds: Int64) -> ThresholdReading? {
        switch aggregate {
        case .count: .whole(count)
        case .rate: .real(CounterSummary.rate(of: count, over: nanoseconds))
        default: nil
        }
    }

    /// The figure of a gauge that is open.
    func reading(of gauge: Gauge) -> ThresholdReading? {
        switch aggregate {
        case .value: reading(gauge.last, of: gauge)
        case .min: reading(gauge.min, of: gauge)
        case .max: reading(gauge.max, of: gauge)
        case .avg: .real(gauge.mean)
        default: nil
        }
    }

    /// Whether it asks for enough of something, which nobody can know to be missing before the end.
    package var isLowerBoundOnCount: Bool {
        aggregate.isCount && comparison.isLowerBound
    }

    /// Whether it holds for the figure so far; a count that can still reach its `==` does.
    func isUnbroken(by reading: ThresholdReading?) -> Bool {
        guard let reading else { return false }
        return holds(reading) || (comparison == .equal && isShortOfCount(reading))
    }

    /// Whether a count or a rate fails because there was too little of it.
    func isShortOfCount(_ reading: ThresholdReading?) -> Bool {
        guard aggregate.isCount, let reading, let limit
        else { return false }
        return comparison.isLowerBound || (comparison == .equal && limit.side(of: reading) < 0)
    }

    private func reading(_ level: Int64, of gauge: Gauge) -> ThresholdReading {
        gauge.scale == 1 ? .whole(level) : .real(gauge.scaled(level))
    }
}
