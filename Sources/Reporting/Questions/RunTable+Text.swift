import Measurement

extension RunTable {
    /// The thresholds by number, then a line for each run.
    ///
    /// Columns that do not fit beside each other follow in further tables.
    func lines(_ style: TextStyle) -> [String] {
        guard !rows.isEmpty else { return [] }
        let columns = columns
        var lines = legend(style)
        for group in Self.groups(columns, room: TextLayout.width - nameWidth) {
            var table = TextTable(title, columns: group.map(\.title))
            for (index, row) in rows.enumerated() {
                table.rows.append(
                    TextTable.Row(
                        name: TextLayout.printable(name(row.values)),
                        cells: group.map { $0.cells[index] },
                        role: row.figures.verdict.role
                    )
                )
            }
            lines += (lines.isEmpty ? [] : [""]) + table.lines(style)
        }
        return lines
    }

    private struct Column {
        let title: String
        let cells: [String]

        var width: Int { ([title] + cells).map(TextLayout.width).reduce(0, max) + 2 }
    }

    private func legend(_ style: TextStyle) -> [String] {
        guard !thresholds.isEmpty else { return [] }
        let lines = thresholds.enumerated().flatMap { index, threshold in
            TextLayout.paragraph(
                "\(index + 1) \(ThresholdText(threshold).name)"
                    + (threshold.strict ? "" : " (need not be met)"),
                indent: 2
            )
        }
        return [style.paint("Thresholds", .heading)] + lines
    }

    private var columns: [Column] {
        let verdicts = Column(title: "", cells: rows.map { $0.figures.verdict.mark })
        let judged = thresholds.indices.map { index in
            Column(
                title: "\(index + 1)",
                cells: rows.map { Self.cell($0.figures.thresholds[index]) }
            )
        }
        // What is 0 in every run tells nothing; the other formats have it.
        let telling = headlines.indices.filter { index in
            rows.contains { ($0.figures.headlines[index].value ?? 0) != 0 }
        }
        let others = telling.map { index in
            Column(
                title: headlines[index].title,
                cells: rows.map { row in
                    let headline = row.figures.headlines[index]
                    return headline.value.map(headline.style.text) ?? "–"
                }
            )
        }
        return [verdicts] + judged + others
    }

    private static func cell(_ threshold: ThresholdVerdict) -> String {
        let value = threshold.value.map(threshold.style.text) ?? "no data"
        return (threshold.passed ? "" : threshold.strict ? "✗ " : "! ") + value
    }

    /// Columns that fit into a line together.
    private static func groups(_ columns: [Column], room: Int) -> [[Column]] {
        var groups: [[Column]] = []
        var used = Int.max
        for column in columns {
            if used == .max || used + column.width > room {
                groups.append([])
                used = 0
            }
            groups[groups.count - 1].append(column)
            used += column.width
        }
        return groups
    }

    /// The last parts of the paths, or the whole ones where these are not enough.
    private var names: [String] {
        let short = paths.map { path in
            path.split(separator: ".").last.map(String.init) ?? path
        }
        let isUnique = short.indices.allSatisfy { !short[..<$0].contains(short[$0]) }
        return isUnique ? short : paths
    }

    private var widths: [Int] {
        names.indices.map { index in
            ([names[index]] + rows.map { $0.values[index] })
                .map { TextLayout.width(of: TextLayout.printable($0)) }.reduce(0, max)
        }
    }

    private var title: String { name(names) }

    private var nameWidth: Int { widths.reduce(0) { $0 + $1 + 2 } }

    private func name(_ parts: [String]) -> String {
        zip(parts, widths)
            .map { TextLayout.rightAligned(TextLayout.printable($0), to: $1) }
            .joined(separator: "  ")
    }
}
