import Measurement

/// What came of a threshold in words, for reports that have no table.
struct ThresholdText {
    private let verdict: ThresholdVerdict
    private let notation: ThresholdNotation

    init(_ verdict: ThresholdVerdict) {
        self.verdict = verdict
        notation = ThresholdNotation(verdict)
    }

    /// The metric and the expression as the scenario has them, with the window if there is one.
    var name: String {
        "\(verdict.metric) \(verdict.condition)"
    }

    /// `p(99)=2.310 s, limit 2.000 s`.
    var summary: String {
        ThresholdNotation.reading(verdict) + ", limit " + notation.text(verdict.limit)
    }

    var value: String { verdict.value.map(notation.text) ?? "no data" }
    var limit: String { notation.text(verdict.limit) }
    var margin: String { verdict.margin.map(notation.signedText) ?? "" }
    var firstBreach: String { verdict.firstBreachAt.map(Figure.instant) ?? "" }

    /// A line for each figure; what there is none of has no line.
    var lines: [String] {
        let figures = [
            ("value        ", value), ("limit        ", limit), ("margin       ", margin),
            ("first breach ", firstBreach), ("message      ", verdict.message ?? ""),
        ]
        return figures.filter { !$0.1.isEmpty }.map { $0.0 + TextLayout.printable($0.1) }
    }
}
