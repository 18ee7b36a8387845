package import Measurement

extension Scenario {
    /// What an earlier run says of a metric, in seconds for times.
    package typealias BaselineFigure = (figure: Double, isTime: Bool)

    /// Whether a threshold waits for the figures of an earlier run.
    package var needsBaseline: Bool {
        thresholds.contains { $0.threshold.expression.limit == nil }
    }

    /// Puts the figures of an earlier run in the place of `baseline` in thresholds.
    ///
    /// `file` and `baseline` are the names that messages call the scenario and its baseline by.
    /// Returns what the baseline does not have; such thresholds stay as they are.
    package mutating func resolveBaseline(
        file: String,
        baseline: String,
        figure: (MetricKey, ThresholdAggregate) -> BaselineFigure?
    ) -> [Diagnostic] {
        var problems: [Diagnostic] = []
        for index in thresholds.indices where thresholds[index].threshold.expression.limit == nil {
            let threshold = thresholds[index].threshold
            let expression = threshold.expression
            let found = figure(threshold.key, expression.aggregate)
            let resolved = found.flatMap { expression.resolved(by: $0.figure, isTime: $0.isTime) }
            if let resolved {
                thresholds[index].threshold.expression = resolved
                continue
            }
            problems.append(
                Diagnostic(
                    file: file,
                    position: thresholds[index].position,
                    path: "thresholds.\(threshold.key)",
                    message: "\(baseline) does not have \(expression.aggregate)",
                    hint: "simulate baseline update writes the figures of a result: "
                        + "avg, min, med, max, p(90), p(95), p(99), p(99.9), count, rate, value"
                )
            )
        }
        return problems
    }
}
