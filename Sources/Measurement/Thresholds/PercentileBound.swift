/// Whether a histogram's percentile is at most a limit, kept up to date sample by sample.
///
/// A nearest rank is at most `good` samples deep exactly if `good × denominator` is at least
/// `numerator × count`: two running sums answer, without a look at the buckets.
struct PercentileBound {
    private let limit: Int64
    /// The largest value whose bucket reports at most the limit.
    private let largestGood: Int64
    private let numerator: Int128
    private let denominator: Int128
    private var demand: Int128 = 0
    private var supply: Int128 = 0

    init(percentile: Percentile, limit: Int64) {
        self.limit = limit
        numerator = Int128(percentile.numerator)
        denominator = Int128(percentile.denominator)
        largestGood = PercentileBound.largestGood(for: limit)
    }

    mutating func record(_ value: Int64) {
        demand &+= numerator
        if value <= largestGood { supply &+= denominator }
    }

    /// Whether the percentile is at most the limit, given the samples' extremes.
    func holds(min: Int64, max: Int64) -> Bool {
        if max <= limit || (demand <= denominator && min <= limit) { return true }
        return supply > 0 && supply >= demand
    }

    private static func largestGood(for limit: Int64) -> Int64 {
        guard limit >= 0 else { return -1 }
        if Histogram.upperValue(sharedBy: limit) == limit { return limit }
        return Histogram.lowerValue(sharedBy: limit) - 1
    }
}
