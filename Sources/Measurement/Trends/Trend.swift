/// The distribution of one measured quantity, in whole units (nanoseconds for times).
///
/// Count, sum, minimum, maximum, mean and standard deviation are exact; percentiles are the
/// histogram's. `censored` counts what was observed to begin but not to end.
package struct Trend: Sendable {
    package private(set) var histogram = Histogram()
    package private(set) var moments = Moments()
    package private(set) var censored = 0

    package init() {}

    package var count: Int { histogram.count }
    package var sum: Int128 { moments.sum }
    package var min: Int64? { histogram.min }
    package var max: Int64? { histogram.max }
    package var mean: Double? { moments.mean }
    package var roundedMean: Int64? { moments.roundedMean }
    package var standardDeviation: Double? { moments.standardDeviation }

    package func percentile(_ percentile: Percentile) -> Int64? {
        histogram.percentile(percentile)
    }

    package mutating func record(_ value: Int64) {
        histogram.record(value)
        moments.record(value)
    }

    package mutating func recordCensored() {
        censored += 1
    }

    package mutating func merge(_ other: Trend) {
        histogram.merge(other.histogram)
        moments.merge(other.moments)
        censored += other.censored
    }
}
