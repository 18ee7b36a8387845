/// One condition on a metric, such as `p(99)<62s`.
package struct ThresholdExpression: Sendable, Equatable, CustomStringConvertible {
    /// What the figure is compared with.
    package enum Bound: Sendable, Equatable {
        case limit(ThresholdLimit)
        /// The figure of an earlier run.
        case baseline
        case baselineTimes(ThresholdLimit)
        case baselinePlus(ThresholdLimit)

        var limit: ThresholdLimit? {
            switch self {
            case .limit(let limit), .baselineTimes(let limit), .baselinePlus(let limit): limit
            case .baseline: nil
            }
        }
    }

    package let aggregate: ThresholdAggregate
    package let comparison: ThresholdOperator
    package let bound: Bound
    /// The expression as it was written.
    package let description: String

    /// Where the aggregate and the right side's number start in the text, in UTF-8 bytes.
    let aggregateOffset: Int
    let boundOffset: Int

    /// Whether it needs the figures of an earlier run; such a threshold cannot be attached.
    package var usesBaseline: Bool {
        guard case .limit = bound else { return true }
        return false
    }

    /// Whether the figure meets the limit; `false` for an expression that needs a baseline.
    func holds(_ reading: ThresholdReading) -> Bool {
        guard case .limit(let limit) = bound else { return false }
        return comparison.holds(limit.side(of: reading))
    }
}
