package import Measurement

/// What became of one metric from one run to another.
package struct MetricChange: Sendable, Equatable {
    /// One figure of the metric before and after.
    package struct Figure: Sendable, Equatable {
        /// As thresholds and results name it, such as `p99`.
        package let name: String
        package let old: Double
        /// `nil` where nothing was measured any more.
        package let new: Double?
        /// `nil` where neither direction is better.
        package let isWorse: Bool?

        /// The change as a share of what it was; `nil` if that was nothing.
        package var relative: Double? {
            guard let new, old != 0 else { return nil }
            return (new - old) / old.magnitude
        }

        /// What larger changes have more of; anything is endlessly more than nothing.
        var weight: Double { relative?.magnitude ?? .infinity }
    }

    /// What the change means.
    package enum Direction: Int, Sendable {
        case worse, neutral, better
    }

    package let key: MetricKey
    package let unit: MetricUnit
    /// Those that changed by more than is tolerated, at least one.
    package let figures: [Figure]
    package let direction: Direction

    /// The change of a metric from `old` to `new`; `nil` if nothing changed by more than a
    /// `tolerance`, which is a share of what the figure was.
    init?(
        _ old: MeasuredMetric,
        _ new: MeasuredMetric,
        polarity: MetricPolarity,
        tolerance: Double
    ) {
        key = new.key
        unit = new.unit
        var figures: [Figure] = []
        let before = old.figures
        let after = new.figures
        for figure in after {
            guard let past = before.first(where: { $0.name == figure.name }),
                (figure.value - past.value).magnitude > tolerance * past.value.magnitude
            else { continue }
            let judged = figure.polarity ?? polarity
            figures.append(
                Figure(
                    name: figure.name,
                    old: past.value,
                    new: figure.value,
                    isWorse: judged.isWorse(past.value, figure.value)
                )
            )
        }
        // What can no longer be measured is no better for that.
        let gone = before.filter { past in
            past.polarity == nil && !after.contains { $0.name == past.name }
        }
        for past in gone {
            let isWorse: Bool? = polarity == .neutral ? nil : true
            figures.append(Figure(name: past.name, old: past.value, new: nil, isWorse: isWorse))
        }
        guard !figures.isEmpty else { return nil }
        self.figures = figures
        direction = Self.direction(of: figures)
    }

    /// One figure that is worse makes the change worse.
    private static func direction(of figures: [Figure]) -> Direction {
        if figures.contains(where: { $0.isWorse == true }) { return .worse }
        return figures.contains { $0.isWorse == false } ? .better : .neutral
    }

    /// The figure that says most about the change: of those in its direction the one that changed
    /// by the greatest share.
    package var headline: Figure {
        let wanted: Bool? =
            switch direction {
            case .worse: true
            case .better: false
            case .neutral: nil
            }
        var best = figures[0]
        for figure in figures.dropFirst() {
            if best.isWorse == wanted, figure.isWorse != wanted { continue }
            if best.isWorse != wanted && figure.isWorse == wanted || figure.weight > best.weight {
                best = figure
            }
        }
        return best
    }
}

extension MeasuredMetric {
    /// The figures of a result by name, with what is better for them if not what is for the metric.
    ///
    /// How many samples there were, their least and their spread are no merit of a system. What
    /// did not end by the end of the run is a fault of any.
    var figures: [(name: String, value: Double, polarity: MetricPolarity?)] {
        switch value {
        case .trend(let summary):
            let counts: [(String, Double, MetricPolarity?)] = [
                ("count", Double(summary.count), .neutral),
                ("censored", Double(summary.censored), .lowerIsBetter),
            ]
            guard let figures = summary.statistics else { return counts }
            return counts + [
                ("min", figures.min, .neutral), ("mean", figures.mean, nil),
                ("med", figures.med, nil), ("max", figures.max, nil),
                ("stddev", figures.stddev, .neutral), ("p90", figures.p90, nil),
                ("p95", figures.p95, nil), ("p99", figures.p99, nil),
                ("p999", figures.p999, nil),
            ]
        case .counter(let summary):
            return [("count", Double(summary.count), nil), ("rate", summary.rate, nil)]
        case .gauge(let summary):
            guard let figures = summary.statistics else { return [] }
            return [
                ("min", figures.min, .neutral), ("mean", figures.mean, nil),
                ("max", figures.max, nil), ("last", figures.last, nil),
            ]
        }
    }
}
