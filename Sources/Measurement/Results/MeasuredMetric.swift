/// One line of a result: a key and its figures.
package struct MeasuredMetric: Sendable {
    /// The figures, by the metric's kind.
    package enum Value: Sendable {
        case trend(TrendSummary)
        case counter(CounterSummary)
        case gauge(GaugeSummary)
    }

    package let key: MetricKey
    package let unit: MetricUnit
    package let value: Value

    package init(key: MetricKey, unit: MetricUnit, value: Value) {
        self.key = key
        self.unit = unit
        self.value = value
    }

    package var kind: MetricKind {
        switch value {
        case .trend: .trend
        case .counter: .counter
        case .gauge: .gauge
        }
    }

    /// Whether there is anything but a `count` of 0 to show.
    package var hasSamples: Bool {
        switch value {
        case .trend(let summary): summary.statistics != nil
        case .counter(let summary): summary.count > 0
        case .gauge(let summary): summary.statistics != nil
        }
    }

    package var trend: TrendSummary? {
        guard case .trend(let summary) = value else { return nil }
        return summary
    }

    package var counter: CounterSummary? {
        guard case .counter(let summary) = value else { return nil }
        return summary
    }

    package var gauge: GaugeSummary? {
        guard case .gauge(let summary) = value else { return nil }
        return summary
    }
}
