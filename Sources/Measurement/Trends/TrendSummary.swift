/// A trend as a result shows it: figures in the metric's unit, and the distribution behind them.
package struct TrendSummary: Sendable {
    /// The figures of a trend that has samples; times in seconds.
    package struct Statistics: Sendable, Equatable {
        package let min: Double
        package let mean: Double
        package let med: Double
        package let max: Double
        package let stddev: Double
        package let p90: Double
        package let p95: Double
        package let p99: Double
        package let p999: Double

        package init(
            min: Double,
            mean: Double,
            med: Double,
            max: Double,
            stddev: Double,
            p90: Double,
            p95: Double,
            p99: Double,
            p999: Double
        ) {
            self.min = min
            self.mean = mean
            self.med = med
            self.max = max
            self.stddev = stddev
            self.p90 = p90
            self.p95 = p95
            self.p99 = p99
            self.p999 = p999
        }
    }

    package let count: Int
    /// How many began in the measured part and had not ended when the run did.
    package let censored: Int
    /// `nil` without samples.
    package let statistics: Statistics?
    /// The samples in whole units (nanoseconds for times), for charts and further percentiles.
    ///
    /// Empty for a result that was read back from a file, which has no samples.
    package let trend: Trend
    /// The distribution as a curve, in the metric's unit.
    package let spectrum: PercentileSpectrum

    /// Takes figures that were summed up before.
    package init(
        count: Int,
        censored: Int,
        statistics: Statistics?,
        spectrum: PercentileSpectrum
    ) {
        self.count = count
        self.censored = censored
        self.statistics = statistics
        self.spectrum = spectrum
        trend = Trend()
    }

    package init(_ trend: Trend, unit: MetricUnit) {
        count = trend.count
        censored = trend.censored
        self.trend = trend
        spectrum = PercentileSpectrum(trend.histogram, unit: unit)
        func shown(_ percentile: Percentile) -> Double {
            unit.shown(trend.percentile(percentile) ?? 0)
        }
        guard let min = trend.min, let max = trend.max, let mean = trend.mean,
            let deviation = trend.standardDeviation
        else {
            statistics = nil
            return
        }
        statistics = Statistics(
            min: unit.shown(min),
            mean: unit.shown(mean),
            med: shown(.p50),
            max: unit.shown(max),
            stddev: unit.shown(deviation),
            p90: shown(.p90),
            p95: shown(.p95),
            p99: shown(.p99),
            p999: shown(.p999)
        )
    }
}
