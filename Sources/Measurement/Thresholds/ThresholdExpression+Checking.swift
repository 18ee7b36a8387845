extension ThresholdExpression {
    /// Throws unless the aggregate and the unit of the right side fit `metric`.
    ///
    /// Figures of times need a unit of time, `rate` may be `/s`, shares may be `%`; all else is
    /// a plain number.
    package func check(for metric: MetricDefinition) throws(ThresholdSyntaxError) {
        guard metric.kind.takes(aggregate) else {
            throw ThresholdSyntaxError(
                offset: aggregateOffset,
                message: "\(aggregate) is not available for the \(metric.kind) \(metric.name)",
                hint: "a \(metric.kind) takes " + metric.kind.aggregates.joined(separator: ", ")
            )
        }
        switch bound {
        case .limit(let limit), .baselinePlus(let limit): try check(limit.unit, for: metric)
        case .baseline, .baselineTimes: break
        }
    }

    private func check(
        _ unit: ThresholdUnit?,
        for metric: MetricDefinition
    ) throws(ThresholdSyntaxError) {
        if aggregate == .count { return try checkPlain(unit) }
        if aggregate == .rate { return try checkPlain(unit, unless: .perSecond) }
        switch metric.unit {
        case .ratio: try checkPlain(unit, unless: .percent)
        case .count, .bytes: try checkPlain(unit)
        case .seconds:
            guard unit?.nanoseconds == nil else { return }
            throw ThresholdSyntaxError(
                offset: boundOffset,
                message: "\(aggregate) of \(metric.name) is a time and needs a unit of time",
                hint: "write one of ns, us, ms, s, m, h behind the number"
            )
        }
    }

    private func checkPlain(
        _ unit: ThresholdUnit?,
        unless allowed: ThresholdUnit? = nil
    ) throws(ThresholdSyntaxError) {
        guard let unit, unit != allowed else { return }
        throw ThresholdSyntaxError(
            offset: boundOffset,
            message: "\(aggregate) does not take the unit \"\(unit.rawValue)\"",
            hint: allowed.map { "write a plain number or one with \($0.rawValue)" }
                ?? "write a plain number"
        )
    }
}
