import Measurement

/// What changed from one run to another, as a terminal shows it.
package struct ComparisonReport {
    private let comparison: ResultComparison
    private let names: (old: String, new: String)
    private let style: TextStyle

    /// Ends with a newline; the names stand for the two runs.
    package static func render(
        _ comparison: ResultComparison,
        names: (old: String, new: String),
        style: TextStyle
    ) -> String {
        let report = ComparisonReport(comparison: comparison, names: names, style: style)
        return report.text
    }

    private var text: String {
        let blocks = [origin, thresholds, metrics, summary, notes].filter { !$0.isEmpty }
        return blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private var origin: [String] {
        line("A", names.old, comparison.old) + line("B", names.new, comparison.new)
    }

    private func line(_ letter: String, _ name: String, _ result: ComparedResult) -> [String] {
        let verdict = result.verdict.map { ", " + $0.rawValue } ?? ""
        let scenario = "\(result.scenarioName), seed \(result.seed)\(verdict)"
        return TextLayout.wrapped(letter + "  ", [TextLayout.printable("\(name) (\(scenario))")])
    }

    private var thresholds: [String] {
        guard !comparison.thresholds.isEmpty else { return [] }
        var table = TextTable("Thresholds with another outcome", columns: ["A", "B", "limit"])
        table.rows = comparison.thresholds.map { change in
            let texts = (ThresholdText(change.old), ThresholdText(change.new))
            return TextTable.Row(
                name: TextLayout.printable("  \(change.new.passed ? "✓" : "✗") \(texts.1.name)"),
                cells: [texts.0.value, texts.1.value, texts.1.limit],
                role: change.new.passed ? .good : .bad
            )
        }
        return table.lines(style)
    }

    private var metrics: [String] {
        var table = TextTable("Metrics", columns: ["A", "B", "difference", "share"])
        table.rows = comparison.changes.map(row)
        return table.lines(style)
    }

    private func row(_ change: MetricChange) -> TextTable.Row {
        let (mark, role): (String, TextStyle.Role?) =
            switch change.direction {
            case .worse: ("✗", .bad)
            case .better: ("✓", .good)
            case .neutral: ("~", nil)
            }
        let figure = change.headline
        let notation = FigureNotation(figure.name, unit: change.unit)
        return TextTable.Row(
            name: TextLayout.printable("  \(mark) \(change.key) \(figure.name)"),
            cells: [
                notation.text(figure.old), figure.new.map(notation.text) ?? "no data",
                figure.new.map { signed($0 - figure.old, notation) } ?? "",
                figure.relative.map(FigureNotation.share) ?? "",
            ],
            role: role
        )
    }

    private func signed(_ difference: Double, _ notation: FigureNotation) -> String {
        (difference > 0 ? "+" : "") + notation.text(difference)
    }

    private var summary: [String] {
        let unchanged = Figure.count(Int64(comparison.unchanged))
        guard !comparison.changes.isEmpty else {
            return ["Nothing changed: all \(unchanged) metrics are the same."]
        }
        return [
            "\(comparison.count(.worse)) worse, \(comparison.count(.better)) better,"
                + " \(comparison.count(.neutral)) changed that are neither, \(unchanged) unchanged"
        ]
    }

    private var notes: [String] {
        var notes: [String] = []
        let (old, new) = (comparison.old, comparison.new)
        if old.seed != new.seed { notes.append("The seeds differ, so that the draws do, too.") }
        if old.scenarioName == new.scenarioName, old.scenarioFingerprint != new.scenarioFingerprint
        {
            notes.append("A is of another version of the scenario than B, or of other --set.")
        }
        if old.toolVersion != new.toolVersion {
            notes.append("A is of version \(old.toolVersion), B of version \(new.toolVersion).")
        }
        return notes.map { style.paint($0, .faint) }
            + list("Only in A: ", comparison.onlyOld) + list("Only in B: ", comparison.onlyNew)
    }

    private func list(_ label: String, _ keys: [MetricKey]) -> [String] {
        keys.isEmpty
            ? [] : TextLayout.list(label, keys.map { TextLayout.printable($0.description) })
    }
}
