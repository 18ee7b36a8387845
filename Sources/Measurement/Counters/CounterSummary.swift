/// A counter as a result shows it.
package struct CounterSummary: Sendable, Equatable {
    package let count: Int64
    /// Per virtual second of the measured part; 0 if that part has no length.
    package let rate: Double

    /// Takes figures that were summed up before.
    package init(count: Int64, rate: Double) {
        self.count = count
        self.rate = rate
    }

    package init(count: Int64, measuredNanoseconds: Int64) {
        self.count = count
        rate = CounterSummary.rate(of: count, over: measuredNanoseconds)
    }

    package static func rate(of count: Int64, over nanoseconds: Int64) -> Double {
        nanoseconds > 0 ? Double(count) / MetricUnit.seconds.shown(nanoseconds) : 0
    }
}
