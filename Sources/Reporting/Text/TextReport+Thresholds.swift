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
        let text = ThresholdText(verdict)
        let cells = [text.value, text.limit, text.margin] + (showsBreach ? [text.firstBreach] : [])
        let name = "  \(mark) " + text.name
        return TextTable.Row(
            name: TextLayout.printable(name),
            cells: cells,
            role: verdict.passed ? .good : verdict.strict ? .bad : .warning,
            note: verdict.passed ? nil : verdict.message
        )
    }
}
