import Measurement

extension HTMLReport {
    /// Draws what thresholds say about some metrics, in any of their tags, into a chart.
    ///
    /// `rates` takes those on rates alone; else those on counts and deviations are left out.
    func mark(_ chart: inout Chart, _ keys: [String], rates: Bool) {
        for verdict in result.thresholds where isAbout(verdict, keys) {
            guard let expression = try? ThresholdExpression.parse(verdict.expression),
                isDrawn(expression.aggregate, rates: rates)
            else { continue }
            let tags = verdict.metric.drop { $0 != "{" }
            let isTagged = !keys.contains(verdict.metric)
            chart.limits.append(
                Chart.Limit(
                    label: "limit \(verdict.expression)" + (isTagged ? " \(tags)" : ""),
                    value: verdict.limit,
                    isBroken: !verdict.passed
                )
            )
            if let breach = verdict.firstBreachAt {
                let at = MetricUnit.seconds.shown(breach)
                chart.marks.append(Chart.Mark(label: breachLabel(breach), at: at))
            }
        }
        keepDistinct(&chart)
    }

    /// The limits of percentiles, each where its percentile is.
    func percentileLimits(_ key: String) -> [Chart.Limit] {
        result.thresholds.compactMap { verdict in
            guard verdict.metric == key,
                let expression = try? ThresholdExpression.parse(verdict.expression)
            else { return nil }
            let share: Double
            switch expression.aggregate {
            case .percentile(let percentile):
                share = 1 - Double(percentile.numerator) / Double(percentile.denominator)
            case .med: share = 0.5
            default: return nil
            }
            guard share > 0 else { return nil }
            return Chart.Limit(
                label: "limit \(verdict.expression)",
                value: verdict.limit,
                at: -Logarithm.decimal(share),
                isBroken: !verdict.passed
            )
        }
    }

    private func breachLabel(_ breach: Int64) -> String {
        "first breach \(Figure.instant(breach / 1_000_000 * 1_000_000))"
    }

    private func isAbout(_ verdict: ThresholdVerdict, _ keys: [String]) -> Bool {
        keys.contains { verdict.metric == $0 || verdict.metric.hasPrefix($0 + "{") }
    }

    private func isDrawn(_ aggregate: ThresholdAggregate, rates: Bool) -> Bool {
        switch aggregate {
        case .rate: rates
        case .count, .stddev: false
        case .value, .avg, .min, .med, .max, .percentile: !rates
        }
    }

    /// Several thresholds that broke at about the same time have one mark.
    private func keepDistinct(_ chart: inout Chart) {
        var kept: [Chart.Mark] = []
        for mark in chart.marks.sorted(by: { $0.at < $1.at }) {
            let place = chart.horizontal.place(mark.at)
            let isNear = kept.contains { abs(chart.horizontal.place($0.at) - place) < 0.3 }
            if !isNear { kept.append(mark) }
        }
        chart.marks = kept
    }
}
