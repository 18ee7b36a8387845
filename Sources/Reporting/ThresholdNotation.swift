import Measurement

/// How the figures of a threshold are written: as its expression has them.
enum ThresholdNotation {
    case time
    case percent
    case rate
    case plain

    init(_ verdict: ThresholdVerdict) {
        guard let expression = try? ThresholdExpression.parse(verdict.expression) else {
            self = .plain
            return
        }
        let unit: ThresholdUnit? =
            switch expression.bound {
            case .limit(let limit), .baselinePlus(let limit): limit.unit
            case .baseline, .baselineTimes: verdict.isTime ? .seconds : nil
            }
        if unit?.nanoseconds != nil {
            self = .time
        } else if unit == .percent {
            self = .percent
        } else {
            self = expression.aggregate == .rate ? .rate : .plain
        }
    }

    func text(_ value: Double) -> String {
        switch self {
        case .time: Figure.duration(seconds: value)
        case .percent: Figure.percent(value)
        case .rate: Figure.level(value) + "/s"
        case .plain: Figure.level(value)
        }
    }

    func signedText(_ value: Double) -> String {
        (value > 0 ? "+" : "") + text(value)
    }

    /// The aggregate and its value, or that there are no samples: `p(99)=2.310 s`.
    static func reading(_ verdict: ThresholdVerdict) -> String {
        guard let value = verdict.value else { return "no data" }
        let aggregate = try? ThresholdExpression.parse(verdict.expression).aggregate
        let name = aggregate.map { "\($0)" } ?? "value"
        return name + "=" + ThresholdNotation(verdict).text(value)
    }
}
