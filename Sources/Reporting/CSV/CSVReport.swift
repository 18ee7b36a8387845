package import Measurement

/// The figures of a run over time as comma-separated values, in long form: a line a figure.
///
/// `time_s` is the start of an interval in seconds since the start of the run, warm-up included;
/// intervals are as long as the step from one to the next. A `count` is that of the interval,
/// `mean` and `max` of a gauge are over the interval's time, `p50`, `p95`, `p99` and `max` of a
/// trend are those of what ended in the interval, in the metric's unit; without samples there is
/// no line. Sorted by metric, then time.
package enum CSVReport {
    /// Only the heading for a result without series.
    package static func render(_ result: RunResult) -> String {
        var text = "time_s,metric,unit,statistic,value\n"
        guard let set = result.series else { return text }
        for series in set.series {
            let prefix = ",\(CSVText.quoted(series.key.description)),\(series.unit.rawValue),"
            append(series.points, prefix, interval: set.intervalSeconds, to: &text)
        }
        return text
    }

    private static func append(
        _ points: TimeSeries.Points,
        _ prefix: String,
        interval: Int64,
        to text: inout String
    ) {
        func line(_ index: Int, _ statistic: String, _ value: String) {
            text += "\(Int64(index) * interval)\(prefix)\(statistic),\(value)\n"
        }
        switch points {
        case .counter(let counts):
            for (index, count) in counts.enumerated() { line(index, "count", "\(count)") }
        case .gauge(let means, let maxima):
            for index in means.indices {
                line(index, "mean", "\(means[index])")
                line(index, "max", "\(maxima[index])")
            }
        case .trend(let points):
            for (index, point) in points.enumerated() where point.count > 0 {
                line(index, "count", "\(point.count)")
                let figures = [
                    ("p50", point.p50), ("p95", point.p95), ("p99", point.p99),
                    ("max", point.max),
                ]
                for (statistic, figure) in figures {
                    if let figure { line(index, statistic, "\(figure)") }
                }
            }
        }
    }
}
