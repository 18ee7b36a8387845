/// A gauge as a result shows it: figures in the metric's unit.
package struct GaugeSummary: Sendable, Equatable {
    /// The figures of a gauge that has samples; the mean is over time.
    package struct Statistics: Sendable, Equatable {
        package let min: Double
        package let mean: Double
        package let max: Double
        /// The level at the end of the measured part.
        package let last: Double

        package init(min: Double, mean: Double, max: Double, last: Double) {
            self.min = min
            self.mean = mean
            self.max = max
            self.last = last
        }
    }

    /// `nil` if the gauge was never set.
    package let statistics: Statistics?

    /// Takes figures that were summed up before.
    package init(_ statistics: Statistics?) {
        self.statistics = statistics
    }

    /// Reads a gauge that was advanced to the end of the run.
    package init(_ gauge: Gauge?, unit: MetricUnit) {
        guard let gauge, gauge.hasSamples else {
            statistics = nil
            return
        }
        statistics = Statistics(
            min: unit.shown(gauge.scaled(gauge.min)),
            mean: unit.shown(gauge.mean),
            max: unit.shown(gauge.scaled(gauge.max)),
            last: unit.shown(gauge.scaled(gauge.last))
        )
    }
}
