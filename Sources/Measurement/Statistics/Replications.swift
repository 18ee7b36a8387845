/// The same scenario under several seeds.
package struct Replications: Sendable {
    /// A figure over all seeds.
    package struct Row: Sendable {
        /// Such as `task_duration p(99)<62s` for a threshold, `task_duration avg` for others.
        package let name: String
        package let style: RunFigures.Style
        /// `nil` if no run had it.
        package let figure: ReplicatedFigure?
        /// Of a threshold: how many runs failed it; `nil` for what nothing judges.
        package let failures: Int?
        /// Whether failing it fails the run.
        package let strict: Bool
        /// Of a threshold: the seed whose value is worst for it; `nil` if all are alike.
        package let worstSeed: UInt64?
    }

    /// In the order of their seeds; at least one.
    package let runs: [RunFigures]

    package init(_ runs: [RunFigures]) {
        self.runs = runs
    }

    /// The worst verdict of all.
    package var verdict: Verdict {
        runs.map(\.verdict).max { $0.severity < $1.severity } ?? .passed
    }

    /// The run that is worst: by its verdict, then by how many strict thresholds it fails, then by
    /// the smallest margin as a share of its limit; of equal ones the first.
    package var worst: RunFigures? {
        var worst: RunFigures?
        for run in runs where worst.map({ Self.isWorse(run, than: $0) }) ?? true { worst = run }
        return worst
    }

    /// A row for each threshold.
    package var judged: [Row] {
        guard let first = runs.first else { return [] }
        return first.thresholds.indices.map { index in
            let verdicts = runs.map { $0.thresholds[index] }
            let verdict = verdicts[0]
            let failing = verdicts.filter { !$0.passed }
            return Row(
                name: "\(verdict.metric) \(verdict.condition)",
                style: verdict.style,
                figure: ReplicatedFigure(verdicts.compactMap(\.value)),
                failures: failing.count,
                strict: verdict.strict,
                worstSeed: worstSeed(of: verdicts)
            )
        }
    }

    /// A row for each headline.
    package var headlines: [Row] {
        guard let first = runs.first else { return [] }
        return first.headlines.indices.map { index in
            Row(
                name: first.headlines[index].name,
                style: first.headlines[index].style,
                figure: ReplicatedFigure(runs.compactMap { $0.headlines[index].value }),
                failures: nil,
                strict: false,
                worstSeed: nil
            )
        }
    }

    private func worstSeed(of verdicts: [ThresholdVerdict]) -> UInt64? {
        let margins = verdicts.map { $0.margin ?? ($0.passed ? .infinity : -.infinity) }
        guard let least = margins.min(), margins.contains(where: { $0 != least }) else {
            return nil
        }
        return zip(runs, margins).first { $0.1 == least }?.0.seed
    }

    private static func isWorse(_ run: RunFigures, than other: RunFigures) -> Bool {
        if run.verdict != other.verdict { return run.verdict.severity > other.verdict.severity }
        let failures = run.thresholds.count { !$0.passed && $0.strict }
        let otherFailures = other.thresholds.count { !$0.passed && $0.strict }
        if failures != otherFailures { return failures > otherFailures }
        return leastMargin(run) < leastMargin(other)
    }

    private static func leastMargin(_ run: RunFigures) -> Double {
        run.thresholds.filter(\.strict).reduce(.infinity) { least, verdict in
            guard let margin = verdict.margin else { return verdict.passed ? least : -.infinity }
            return min(least, verdict.limit == 0 ? margin : margin / verdict.limit.magnitude)
        }
    }
}

extension ThresholdVerdict {
    /// How its figures are written: as its expression has them.
    package var style: RunFigures.Style {
        guard let expression = try? ThresholdExpression.parse(expression) else { return .count }
        let unit: ThresholdUnit? =
            switch expression.bound {
            case .limit(let limit), .baselinePlus(let limit): limit.unit
            case .baseline, .baselineTimes: isTime ? .seconds : nil
            }
        if unit?.nanoseconds != nil { return .seconds }
        if unit == .percent { return .share }
        return expression.aggregate == .rate ? .rate : .count
    }
}
