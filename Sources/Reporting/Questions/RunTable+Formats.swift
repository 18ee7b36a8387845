import Measurement

extension RunTable {
    /// A line for each run behind one of names, as RFC 4180 has it but for the ends of lines.
    package var csv: String {
        let header =
            paths + ["seed", "verdict"]
            + thresholds.map { ThresholdText($0).name } + headlines.map(\.name)
        let lines = rows.map { row in
            row.values + ["\(row.figures.seed)", row.figures.verdict.rawValue]
                + row.figures.thresholds.map { Self.plain($0.value) }
                + row.figures.headlines.map { Self.plain($0.value) }
        }
        return ([header] + lines)
            .map { $0.map(CSVText.quoted).joined(separator: ",") + "\n" }.joined()
    }

    /// A table as GitHub shows it.
    package var markdown: String {
        let header =
            paths.map(MarkdownText.code) + ["verdict"]
            + thresholds.map { MarkdownText.code(ThresholdText($0).name) }
            + headlines.map { MarkdownText.escaped($0.title) }
        let lines = rows.map { row in
            row.values.map(MarkdownText.escaped) + [row.figures.verdict.mark]
                + row.figures.thresholds.map { threshold in
                    let value = threshold.value.map(threshold.style.text) ?? "no data"
                    return threshold.passed ? value : "**\(value)**"
                }
                + row.figures.headlines.map { $0.value.map($0.style.text) ?? "–" }
        }
        let rule = header.indices.map { $0 < paths.count ? "---" : "--:" }
        return ([header, rule] + lines).map { cells in
            "| " + cells.joined(separator: " | ") + " |\n"
        }.joined()
    }

    private static func plain(_ value: Double?) -> String {
        guard let value else { return "" }
        return Int64(exactly: value).map { "\($0)" } ?? "\(value)"
    }
}
