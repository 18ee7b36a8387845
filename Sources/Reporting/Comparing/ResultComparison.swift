package import Measurement

/// What changed from one run to another, by metric and by threshold.
package struct ResultComparison: Sendable {
    /// A threshold that both runs have, with another outcome.
    package struct ThresholdChange: Sendable, Equatable {
        package let old: ThresholdVerdict
        package let new: ThresholdVerdict
    }

    package let old: ComparedResult
    package let new: ComparedResult
    /// The worst first: worse ones from the greatest share down, then neutral ones, then better.
    package let changes: [MetricChange]
    package let unchanged: Int
    /// Keys of metrics that only one of the runs has.
    package let onlyOld: [MetricKey]
    package let onlyNew: [MetricKey]
    package let thresholds: [ThresholdChange]

    /// Differences up to a `tolerance`, which is a share of the old figure, count as none.
    ///
    /// `metrics` say which direction of a change is the better one.
    package init(
        _ old: ComparedResult,
        _ new: ComparedResult,
        metrics: [MetricDefinition],
        tolerance: Double = 0
    ) {
        self.old = old
        self.new = new
        let before = MetricTable(old.metrics)
        let after = MetricTable(new.metrics)
        var changes: [MetricChange] = []
        var unchanged = 0
        for metric in new.metrics {
            guard let past = before[metric.key] else { continue }
            let polarity = metrics.first { $0.name == metric.key.name }?.polarity ?? .neutral
            let change = MetricChange(past, metric, polarity: polarity, tolerance: tolerance)
            if let change { changes.append(change) } else { unchanged += 1 }
        }
        self.changes = changes.sorted(by: Self.precedes)
        self.unchanged = unchanged
        onlyOld = old.metrics.map(\.key).filter { after[$0] == nil }
        onlyNew = new.metrics.map(\.key).filter { before[$0] == nil }
        thresholds = new.thresholds.compactMap { verdict in
            let past = old.thresholds.first {
                $0.metric == verdict.metric && $0.expression == verdict.expression
                    && $0.window == verdict.window
            }
            guard let past, past.passed != verdict.passed else { return nil }
            return ThresholdChange(old: past, new: verdict)
        }
    }

    package func count(_ direction: MetricChange.Direction) -> Int {
        changes.count { $0.direction == direction }
    }

    private static func precedes(_ left: MetricChange, _ right: MetricChange) -> Bool {
        if left.direction != right.direction {
            return left.direction.rawValue < right.direction.rawValue
        }
        let (first, second) = (left.headline.weight, right.headline.weight)
        return first == second ? left.key < right.key : first > second
    }
}

/// Metrics by key; it is only looked up, never walked.
private struct MetricTable {
    private var metrics: [MetricKey: MeasuredMetric] = [:]

    init(_ metrics: [MeasuredMetric]) {
        for metric in metrics { self.metrics[metric.key] = metric }
    }

    subscript(key: MetricKey) -> MeasuredMetric? { metrics[key] }
}
