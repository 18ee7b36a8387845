import Measurement

/// The verdict of a run in words, the same in every report.
struct VerdictText {
    private let result: RunResult

    init(_ result: RunResult) {
        self.result = result
    }

    /// A mark that is seen without colours, and the verdict in capitals.
    var word: String { result.verdict.word }

    /// Why the verdict is what it is.
    var reason: String {
        switch result.verdict {
        case .invalid: "something that must always hold did not, so the figures mean nothing"
        case .aborted: "stopped before its end, so the figures are partial"
        case .passed where result.thresholds.isEmpty: "it has no thresholds, so nothing is judged"
        case .passed, .failed: thresholdCount
        }
    }

    /// What was measured for how long.
    var extent: String {
        let measured = Figure.duration(result.measuredNanoseconds)
        let length = Figure.duration(result.virtualNanoseconds)
        return "\(measured) measured of \(length) \(result.clock) time, seed \(result.seed)"
    }

    /// What ended the run before its time, if a threshold did.
    var earlyEnd: String? {
        result.abortedBy.map { abort in
            let culprit = "\(abort.metric) \(abort.expression)"
            return "ended at \(Figure.instant(abort.at)), as soon as \(culprit) was broken"
        }
    }

    /// How long a warm-up was chosen, if the scenario left that open.
    var warmUp: String? {
        result.warmUp.map { warmUp in
            let text = "warm-up of \(Figure.duration(warmUp.nanoseconds)), chosen by MSER-5"
            guard !warmUp.isSettled else { return text }
            return text + "; durations of tasks do not settle in half of the run, so make it longer"
        }
    }

    /// How exact percentiles are; nil for a result without any.
    var percentileNote: String? {
        let hasTrend = result.metrics.contains { $0.kind == .trend && $0.hasSamples }
        return hasTrend
            ? "Percentiles are nearest rank, with at most 0.1 % relative error." : nil
    }

    private var thresholdCount: String {
        let all = result.thresholds.count
        let strict = result.thresholds.filter { !$0.passed && $0.strict }.count
        let advisory = result.thresholds.filter { !$0.passed && !$0.strict }.count
        let noun = all == 1 ? "threshold" : "thresholds"
        let count =
            strict > 0
            ? "\(strict) of \(all) \(noun) failed" : "\(all - advisory) of \(all) \(noun) passed"
        return count + (advisory > 0 ? ", \(advisory) more missed that need not be met" : "")
    }
}

extension Verdict {
    /// A sign that is seen without colours.
    var symbol: String {
        switch self {
        case .passed: "✓"
        case .failed, .invalid: "✗"
        case .aborted: "!"
        }
    }

    /// The sign and the verdict in capitals, as a heading has them.
    var word: String { symbol + " " + rawValue.uppercased() }

    /// The sign and the verdict, as a cell of a table has them.
    var mark: String { symbol + " " + rawValue }

    var role: TextStyle.Role {
        switch self {
        case .passed: .good
        case .failed, .invalid: .bad
        case .aborted: .warning
        }
    }
}
