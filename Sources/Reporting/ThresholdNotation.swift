import Measurement

/// How the figures of a threshold are written: as its expression has them.
struct ThresholdNotation {
    private let style: RunFigures.Style

    init(_ verdict: ThresholdVerdict) {
        style = verdict.style
    }

    func text(_ value: Double) -> String { style.text(value) }

    /// The same with a plus sign where it is above 0.
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
