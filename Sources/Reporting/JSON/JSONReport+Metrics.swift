import JSON
import Measurement

extension JSONReport {
    /// The figures of a metric; without samples a count of 0, and what is censored if any is.
    static func value(_ metric: MeasuredMetric.Value) -> JSONValue {
        switch metric {
        case .trend(let summary): value(summary)
        case .counter(let summary): value(summary)
        case .gauge(let summary): value(summary)
        }
    }

    /// `interval` in seconds, the number of `points`, and for each key its columns; then what
    /// part of the run was `measured`, and the distributions of the untagged trends.
    ///
    /// Figures of an interval without samples are null.
    static func value(_ set: TimeSeriesSet, of result: RunResult) -> JSONValue {
        let trends = result.metrics.filter { $0.key.tags.isEmpty && $0.hasSamples }
        let spectra = trends.compactMap { metric in
            metric.trend.map { (metric.key.description, value($0.spectrum)) }
        }
        return [
            "interval": .integer(set.intervalSeconds),
            "points": .integer(Int64(set.pointCount)),
            "measured": [
                "from": seconds(set.measured.start), "until": seconds(set.measured.end),
            ],
            "spectra": .object(JSONObject(spectra)),
            "metrics": .object(JSONObject(set.series.map { ($0.key.description, value($0)) })),
        ]
    }

    /// The shares of samples above the values, and the values.
    private static func value(_ spectrum: PercentileSpectrum) -> JSONValue {
        [
            "tail": .array(spectrum.points.map { figure($0.tail) }),
            "value": .array(spectrum.points.map { figure($0.value) }),
        ]
    }

    private static func value(_ summary: TrendSummary) -> JSONValue {
        let censored = JSONValue.integer(Int64(summary.censored))
        guard let statistics = summary.statistics else {
            guard summary.censored > 0 else { return empty(.trend) }
            return ["kind": "trend", "count": 0, "censored": censored]
        }
        return [
            "kind": "trend",
            "count": .integer(Int64(summary.count)),
            "censored": censored,
            "min": figure(statistics.min),
            "mean": figure(statistics.mean),
            "med": figure(statistics.med),
            "max": figure(statistics.max),
            "stddev": figure(statistics.stddev),
            "p90": figure(statistics.p90),
            "p95": figure(statistics.p95),
            "p99": figure(statistics.p99),
            "p999": figure(statistics.p999),
        ]
    }

    private static func value(_ summary: CounterSummary) -> JSONValue {
        guard summary.count > 0 else { return empty(.counter) }
        return [
            "kind": "counter",
            "count": .integer(summary.count),
            "rate": figure(summary.rate),
        ]
    }

    private static func value(_ summary: GaugeSummary) -> JSONValue {
        guard let statistics = summary.statistics else { return empty(.gauge) }
        return [
            "kind": "gauge",
            "min": figure(statistics.min),
            "mean": figure(statistics.mean),
            "max": figure(statistics.max),
            "last": figure(statistics.last),
        ]
    }

    private static func empty(_ kind: MetricKind) -> JSONValue {
        ["kind": .string(kind.rawValue), "count": 0]
    }

    private static func value(_ series: TimeSeries) -> JSONValue {
        var value = columns(series.points)
        value["unit"] = .string(series.unit.rawValue)
        return .object(value)
    }

    private static func columns(_ points: TimeSeries.Points) -> JSONObject {
        switch points {
        case .counter(let counts):
            ["kind": "counter", "count": .array(counts.map { .integer($0) })]
        case .gauge(let means, let maxima):
            ["kind": "gauge", "mean": column(means), "max": column(maxima)]
        case .trend(let points):
            [
                "kind": "trend",
                "count": .array(points.map { .integer(Int64($0.count)) }),
                "p50": column(points.map(\.p50)),
                "p95": column(points.map(\.p95)),
                "p99": column(points.map(\.p99)),
                "max": column(points.map(\.max)),
            ]
        }
    }

    private static func column(_ figures: [Double?]) -> JSONValue {
        .array(figures.map(figure))
    }
}
