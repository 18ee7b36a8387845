/// A condition that a run has to meet.
package struct Threshold: Sendable, Equatable {
    /// What to do if the metric has no sample.
    package enum OnNoData: String, Sendable {
        case fail
        case pass
    }

    package let key: MetricKey
    package var expression: ThresholdExpression
    /// What it looks at; `nil` for all that is measured.
    package let window: ThresholdWindow?
    /// Whether the run ends as soon as it fails.
    package let abortsOnFail: Bool
    /// What to tell people if it fails.
    package let message: String?
    /// Whether its failure fails the run.
    package let strict: Bool
    package let onNoData: OnNoData

    package init(
        key: MetricKey,
        expression: ThresholdExpression,
        window: ThresholdWindow? = nil,
        abortsOnFail: Bool = false,
        message: String? = nil,
        strict: Bool = true,
        onNoData: OnNoData = .fail
    ) {
        self.key = key
        self.expression = expression
        self.window = window
        self.abortsOnFail = abortsOnFail
        self.message = message
        self.strict = strict
        self.onNoData = onNoData
    }
}
