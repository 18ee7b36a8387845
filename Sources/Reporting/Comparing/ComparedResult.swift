package import Measurement

/// What two runs are compared by: a result, or the baseline that was made of one.
package struct ComparedResult: Sendable {
    package let scenarioName: String
    package let scenarioFingerprint: String
    package let seed: UInt64
    package let toolVersion: String
    /// `nil` for a baseline, which judges nothing.
    package let verdict: Verdict?
    /// Sorted by key.
    package let metrics: [MeasuredMetric]
    package let thresholds: [ThresholdVerdict]

    package init(_ result: RunResult) {
        scenarioName = result.scenarioName
        scenarioFingerprint = result.scenarioFingerprint
        seed = result.seed
        toolVersion = result.toolVersion
        verdict = result.verdict
        metrics = result.metrics
        thresholds = result.thresholds
    }

    package init(_ baseline: Baseline) {
        scenarioName = baseline.scenarioName
        scenarioFingerprint = baseline.scenarioFingerprint
        seed = baseline.seed
        toolVersion = baseline.toolVersion
        verdict = nil
        metrics = baseline.metrics
        thresholds = []
    }
}
