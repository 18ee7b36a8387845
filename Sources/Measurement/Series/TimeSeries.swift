/// One metric over time: a figure for each interval of the run.
package struct TimeSeries: Sendable, Equatable {
    /// The columns, by kind; all of a series have one length.
    package enum Points: Sendable, Equatable {
        case counter(counts: [Int64])
        /// Means are over the interval's time.
        case gauge(means: [Double], maxima: [Double])
        case trend([TrendPoint])
    }

    /// The samples of one interval; `nil` figures without any, times in seconds.
    package struct TrendPoint: Sendable, Equatable {
        package let count: Int
        package let p50: Double?
        package let p95: Double?
        package let p99: Double?
        package let max: Double?

        package init(count: Int, p50: Double?, p95: Double?, p99: Double?, max: Double?) {
            self.count = count
            self.p50 = p50
            self.p95 = p95
            self.p99 = p99
            self.max = max
        }
    }

    package let key: MetricKey
    package let unit: MetricUnit
    package let points: Points

    package init(key: MetricKey, unit: MetricUnit, points: Points) {
        self.key = key
        self.unit = unit
        self.points = points
    }
}
