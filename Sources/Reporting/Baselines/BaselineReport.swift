import Measurement

/// What a check against a baseline found, as a terminal shows it.
package struct BaselineReport {
    private let comparison: ResultComparison
    private let file: String
    private let baseline: String

    /// The baseline is the old one of the two that were compared.
    package init(_ comparison: ResultComparison, file: String, baseline: String) {
        self.comparison = comparison
        self.file = TextLayout.printable(file)
        self.baseline = TextLayout.printable(baseline)
    }

    package func render(style: TextStyle) -> String {
        let (word, role): (String, TextStyle.Role) =
            if comparison.count(.worse) > 0 {
                ("✗ WORSE", .bad)
            } else if comparison.count(.better) > 0 {
                ("✓ BETTER", .good)
            } else {
                ("✓ NOT WORSE", .good)
            }
        let heading = style.paint(word, role) + " \(file) than \(baseline)\n"
        let table = ComparisonReport.render(comparison, names: (baseline, file), style: style)
        return heading + "\n" + table
    }

    /// One line for standard error: the metrics that became worse, with what they were and are.
    package var complaint: String {
        let worse = comparison.changes.filter { $0.direction == .worse }
        let named = worse.prefix(3).map { change in
            let figure = change.headline
            let notation = FigureNotation(figure.name, unit: change.unit)
            let share = figure.relative.map { " (\(FigureNotation.share($0)))" } ?? ""
            return "\(change.key) \(figure.name) was \(notation.text(figure.old))"
                + " and is \(figure.new.map(notation.text) ?? "no data")\(share)"
        }
        let rest = worse.dropFirst(named.count).map(\.key.description)
        let noun = worse.count == 1 ? "metric is" : "metrics are"
        return TextLayout.printable(
            "\(file): \(worse.count) \(noun) worse than in \(baseline): "
                + named.joined(separator: "; ")
                + (rest.isEmpty ? "" : "; and " + rest.joined(separator: ", "))
        )
    }
}
