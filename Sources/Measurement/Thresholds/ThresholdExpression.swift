/// One condition on a metric, such as `p(99)<62s`.
package struct ThresholdExpression: Sendable, Equatable, CustomStringConvertible {
    /// What the figure is compared with.
    package enum Bound: Sendable, Equatable {
        case limit(ThresholdLimit)
        /// The figure of an earlier run.
        case baseline
        case baselineTimes(ThresholdLimit)
        case baselinePlus(ThresholdLimit)
    }

    package let aggregate: ThresholdAggregate
    package let comparison: ThresholdOperator
    package let bound: Bound
    /// The expression as it was written.
    package let description: String

    /// Where the aggregate and the right side's number start in the text, in UTF-8 bytes.
    let aggregateOffset: Int
    let boundOffset: Int

    /// What the baseline came to, once it was looked up.
    private var resolved: ThresholdLimit?

    init(
        aggregate: ThresholdAggregate,
        comparison: ThresholdOperator,
        bound: Bound,
        description: String,
        aggregateOffset: Int,
        boundOffset: Int
    ) {
        self.aggregate = aggregate
        self.comparison = comparison
        self.bound = bound
        self.description = description
        self.aggregateOffset = aggregateOffset
        self.boundOffset = boundOffset
    }

    /// What the figure is compared with; `nil` while the baseline is not known.
    package var limit: ThresholdLimit? {
        if case .limit(let limit) = bound { limit } else { resolved }
    }

    /// The same with the limit that follows from what an earlier run reported, in seconds for
    /// times; `nil` if that is no limit at all.
    package func resolved(by figure: Double, isTime: Bool) -> ThresholdExpression? {
        guard let base = ThresholdLimit(reported: figure, isTime: isTime) else { return nil }
        var expression = self
        switch bound {
        case .limit: return self
        case .baseline: expression.resolved = base
        case .baselineTimes(let factor):
            let figure = figure * factor.shown
            expression.resolved = ThresholdLimit(reported: figure, isTime: isTime)
        case .baselinePlus(let more): expression.resolved = base.raised(by: more)
        }
        return expression.resolved == nil ? nil : expression
    }

    /// Whether the figure meets the limit; `false` for a baseline that is not known.
    func holds(_ reading: ThresholdReading) -> Bool {
        guard let limit else { return false }
        return comparison.holds(limit.side(of: reading))
    }
}
