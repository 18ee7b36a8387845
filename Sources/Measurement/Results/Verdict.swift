/// What a run comes to.
package enum Verdict: String, Sendable {
    case passed
    /// A strict threshold was not met.
    case failed
    /// Something that must always hold did not: the figures mean nothing.
    case invalid
    /// Stopped before its end.
    case aborted

    /// A broken invariant outweighs an abort, and an abort outweighs the thresholds.
    package init(
        invariants: [InvariantResult],
        thresholds: [ThresholdVerdict],
        isAborted: Bool
    ) {
        if !invariants.allSatisfy(\.held) {
            self = .invalid
        } else if isAborted {
            self = .aborted
        } else {
            self = thresholds.allSatisfy { $0.passed || !$0.strict } ? .passed : .failed
        }
    }
}
