/// The metrics of a run over time, warm-up and drain included.
package struct TimeSeriesSet: Sendable, Equatable {
    /// The most points that a series may have.
    package static let mostPoints = 2000

    /// The length of an interval; point `i` covers `[i, i + 1)` intervals, the last one
    /// perhaps only in part, down to the one instant at which the run ended.
    package let intervalSeconds: Int64
    package let pointCount: Int
    /// The part of the run that was measured; what lies around it is warm-up and drain.
    package let measured: MeasurementWindow
    /// Sorted by key.
    package let series: [TimeSeries]

    package init(
        intervalSeconds: Int64,
        pointCount: Int,
        measured: MeasurementWindow,
        series: [TimeSeries]
    ) {
        self.intervalSeconds = intervalSeconds
        self.pointCount = pointCount
        self.measured = measured
        self.series = series
    }

    /// The smallest of 1, 2, 5, 10, 20, 50, … seconds that cuts `horizon` into at most 2,000.
    package static func intervalSeconds(forHorizon horizon: Int64) -> Int64 {
        let second: Int64 = 1_000_000_000
        let seconds = horizon / second + (horizon % second > 0 ? 1 : 0)
        var decade: Int64 = 1
        while true {
            for step in [decade, 2 * decade, 5 * decade]
            where seconds <= step * Int64(mostPoints) {
                return step
            }
            decade *= 10
        }
    }
}
