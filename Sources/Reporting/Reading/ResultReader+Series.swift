import JSON
import Measurement

extension ResultReader {
    func series(_ node: ResultNode?) throws(ResultProblem) -> TimeSeriesSet? {
        guard let node else { return nil }
        let interval = try node.member("interval")
        guard try interval.count() > 0 else { throw interval.problem("an interval is above 0") }
        let points = try node.member("points")
        let pointCount = try points.count()
        // No run is longer than three centuries.
        let (length, isBeyond) = try interval.count().multipliedReportingOverflow(by: pointCount)
        guard try interval.count() <= 100_000_000, !isBeyond, length <= 10_000_000_000 else {
            throw points.problem("the series are longer than any run")
        }
        var series: [TimeSeries] = []
        for (text, value) in try node.member("metrics").members() {
            let columns = SeriesColumns(node: value, length: Int(pointCount))
            series.append(
                TimeSeries(
                    key: MetricKey(written: text),
                    unit: try value.member("unit").choice(MetricUnit.self),
                    points: try columns.points()
                )
            )
        }
        return TimeSeriesSet(
            intervalSeconds: try interval.count(),
            pointCount: Int(pointCount),
            measured: MeasurementWindow(
                start: try node.member("measured").member("from").nanoseconds(),
                end: try node.member("measured").member("until").nanoseconds()
            ),
            series: series.sorted { $0.key < $1.key }
        )
    }
}

/// The columns of one series, which have one length.
private struct SeriesColumns {
    let node: ResultNode
    let length: Int

    func points() throws(ResultProblem) -> TimeSeries.Points {
        switch try node.member("kind").choice(MetricKind.self) {
        case .counter: return .counter(counts: try counts())
        case .gauge: return .gauge(means: try numbers("mean"), maxima: try numbers("max"))
        case .trend:
            let counts = try counts()
            let (p50, p95) = (try figures("p50"), try figures("p95"))
            let (p99, max) = (try figures("p99"), try figures("max"))
            return .trend(
                counts.indices.map { index in
                    TimeSeries.TrendPoint(
                        count: Int(counts[index]),
                        p50: p50[index],
                        p95: p95[index],
                        p99: p99[index],
                        max: max[index]
                    )
                }
            )
        }
    }

    private func column(_ key: String) throws(ResultProblem) -> [ResultNode] {
        let column = try node.member(key)
        let elements = try column.elements()
        guard elements.count == length else {
            throw column.problem("expected \(length) points, found \(elements.count)")
        }
        return elements
    }

    private func counts() throws(ResultProblem) -> [Int64] {
        var counts: [Int64] = []
        var rest: Int64 = 1_000_000_000_000_000
        for element in try column("count") {
            let count = try element.count()
            guard count <= rest else { throw element.problem("no run has so many events") }
            rest -= count
            counts.append(count)
        }
        return counts
    }

    private func numbers(_ key: String) throws(ResultProblem) -> [Double] {
        var numbers: [Double] = []
        for element in try column(key) { numbers.append(try element.number()) }
        return numbers
    }

    /// With nil for points without samples.
    private func figures(_ key: String) throws(ResultProblem) -> [Double?] {
        var figures: [Double?] = []
        for element in try column(key) {
            if case .null = element.node.value {
                figures.append(nil)
            } else {
                figures.append(try element.number())
            }
        }
        return figures
    }
}
