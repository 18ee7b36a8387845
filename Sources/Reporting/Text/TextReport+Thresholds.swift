import Measurement

extension TextReport {
    /// A row for each threshold, in the order of the scenario.
    var thresholds: [String] {
        guard !result.thresholds.isEmpty else { return [] }
        let showsBreach = result.thresholds.contains { $0.firstBreachAt != nil }
        let columns = ["value", "limit", "margin"] + (showsBreach ? ["first breach"] : [])
        var table = TextTable("Thresholds", columns: columns)
        table.rows = result.thresholds.map { row($0, showsBreach: showsBreach) }
        return table.lines(style)
    }

    private func row(_ verdict: ThresholdVerdict, showsBreach: Bool) -> TextTable.Row {
        let mark = verdict.passed ? "✓" : verdict.strict ? "✗" : "!"
        let notation = Notation(verdict.expression)
        var cells = [
            verdict.value.map(notation.text) ?? "no data",
            notation.text(verdict.limit),
            verdict.margin.map(notation.signedText) ?? "",
        ]
        if showsBreach { cells.append(verdict.firstBreachAt.map(Figure.instant) ?? "") }
        return TextTable.Row(
            name: TextLayout.printable("  \(mark) \(verdict.metric) \(verdict.expression)"),
            cells: cells,
            role: verdict.passed ? .good : verdict.strict ? .bad : .warning,
            note: verdict.passed ? nil : verdict.message
        )
    }
}

/// How the figures of a threshold are written: as its expression has them.
private enum Notation {
    case time
    case percent
    case rate
    case plain

    init(_ expression: String) {
        guard let expression = try? ThresholdExpression.parse(expression) else {
            self = .plain
            return
        }
        let unit: ThresholdUnit? =
            switch expression.bound {
            case .limit(let limit), .baselinePlus(let limit): limit.unit
            case .baseline, .baselineTimes: nil
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
}
