/// What was measured in one run.
package struct MeasuredMetrics: Sendable {
    /// Sorted by key; each key once.
    package let metrics: [MeasuredMetric]
    /// In the order in which the thresholds were attached.
    package let thresholds: [ThresholdVerdict]
    /// `nil` if no series were asked for.
    package let series: TimeSeriesSet?
    /// The length of the measured part.
    package let measuredNanoseconds: Int64

    package init(
        metrics: [MeasuredMetric],
        thresholds: [ThresholdVerdict],
        series: TimeSeriesSet?,
        measuredNanoseconds: Int64
    ) {
        self.metrics = metrics
        self.thresholds = thresholds
        self.series = series
        self.measuredNanoseconds = measuredNanoseconds
    }

    /// The metric under a key's canonical text.
    package subscript(key: String) -> MeasuredMetric? {
        metrics.first { $0.key.description == key }
    }
}
