import Measurement

extension ResultReader {
    func thresholds(_ node: ResultNode) throws(ResultProblem) -> [ThresholdVerdict] {
        var verdicts: [ThresholdVerdict] = []
        for element in try node.elements() { verdicts.append(try verdict(element)) }
        return verdicts
    }

    private func verdict(_ node: ResultNode) throws(ResultProblem) -> ThresholdVerdict {
        var verdict = ThresholdVerdict(
            metric: try node.member("metric").text(),
            expression: try node.member("expression").text(),
            passed: try node.member("passed").flag(),
            value: try node.optional("value")?.number(),
            limit: try node.optional("limit")?.number() ?? .infinity,
            margin: try node.optional("margin")?.number(),
            firstBreachAt: try node.optional("firstBreachAt")?.nanoseconds()
        )
        verdict.message = try node.optional("message")?.text()
        verdict.strict = try node.optional("strict")?.flag() ?? true
        if let window = node.optional("window") {
            verdict.window =
                if let length = window.optional("each") {
                    .each(try length.nanoseconds())
                } else {
                    .after(try window.member("after").nanoseconds())
                }
        }
        verdict.isTime = isTime(verdict)
        return verdict
    }

    /// Whether the figures are times: the limit says so, or with a baseline the metric.
    private func isTime(_ verdict: ThresholdVerdict) -> Bool {
        guard let expression = try? ThresholdExpression.parse(verdict.expression) else {
            return false
        }
        switch expression.bound {
        case .limit(let limit), .baselinePlus(let limit): return limit.isTime
        case .baseline, .baselineTimes:
            let name = MetricKey(written: verdict.metric).name
            return definition(of: name)?.unit == .seconds && !expression.aggregate.isCount
        }
    }

    static func abort(_ node: ResultNode?) throws(ResultProblem) -> AbortRecord? {
        guard let node else { return nil }
        return AbortRecord(
            metric: try node.member("metric").text(),
            expression: try node.member("expression").text(),
            at: try node.member("at").nanoseconds()
        )
    }

    static func invariants(_ node: ResultNode) throws(ResultProblem) -> [InvariantResult] {
        var invariants: [InvariantResult] = []
        for element in try node.elements() {
            invariants.append(
                InvariantResult(
                    name: try element.member("name").text(),
                    held: try element.member("held").flag(),
                    detail: try element.member("detail").text()
                )
            )
        }
        return invariants
    }
}
