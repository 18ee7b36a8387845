package import Measurement

/// What became of each task in two runs on the same draws, as text.
package enum TaskComparisonReport {
    /// How many places are named for a task.
    private static let mostPlaces = 3

    package static func render(_ comparison: TaskComparison, style: TextStyle) -> String {
        let blocks = [
            summary(comparison, style),
            table("Slowed down most", comparison.slowed, style),
            table("Sped up most", comparison.sped, style),
            places(comparison, style),
        ]
        let shown = blocks.filter { !$0.isEmpty }
        return shown.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private static func summary(_ comparison: TaskComparison, _ style: TextStyle) -> [String] {
        func count(_ count: Int) -> String { Figure.count(Int64(count)) }
        var lines = [
            style.paint("Task by task", .heading),
            "  \(count(comparison.compared)) tasks became final in both runs: "
                + "\(count(comparison.slower)) slower, \(count(comparison.faster)) faster, "
                + "\(count(comparison.unchanged)) unchanged",
        ]
        if comparison.slower + comparison.faster > 0 {
            let all = Int128(comparison.compared)
            let (before, after) = (comparison.totalBefore / all, comparison.totalAfter / all)
            lines.append(
                "  on average \(Figure.duration(Int64(clamping: before))) before and "
                    + "\(Figure.duration(Int64(clamping: after))) after"
            )
        }
        for change in comparison.outcomes {
            lines.append(
                "  \(count(change.count)) \(change.before.words) before and "
                    + "\(change.after.words) after"
            )
        }
        if comparison.onlyBefore > 0 {
            lines.append("  \(count(comparison.onlyBefore)) accepted only before")
        }
        if comparison.onlyAfter > 0 {
            lines.append("  \(count(comparison.onlyAfter)) accepted only after")
        }
        return lines
    }

    private static func table(
        _ title: String,
        _ changes: [TaskComparison.Change],
        _ style: TextStyle
    ) -> [String] {
        var table = TextTable(title, columns: ["before", "after", "difference"])
        table.rows = changes.map { change in
            let places = change.places.prefix(mostPlaces).map { place in
                "\(name(place.place)) \(signed(place.difference))"
            }
            return TextTable.Row(
                name: TextLayout.printable("  " + change.task),
                cells: [
                    Figure.duration(change.before), Figure.duration(change.after),
                    signed(change.difference),
                ],
                note: places.joined(separator: ", ")
            )
        }
        return table.lines(style)
    }

    private static func places(_ comparison: TaskComparison, _ style: TextStyle) -> [String] {
        guard comparison.compared > 0 else { return [] }
        var table = TextTable("Where the time went", columns: ["difference a task"])
        for (place, difference) in comparison.places {
            let mean = difference / Int128(comparison.compared)
            table.add("  " + name(place), [signed(Int64(clamping: mean))])
        }
        return table.lines(style)
    }

    private static func name(_ place: TaskRecords.Place) -> String {
        TextLayout.printable("\(place.kind.rawValue) \(place.name)")
    }

    private static func signed(_ nanoseconds: Int64) -> String {
        (nanoseconds > 0 ? "+" : "") + Figure.duration(nanoseconds)
    }
}

extension TaskTimeline.Outcome {
    var words: String {
        switch self {
        case .completed: "completed"
        case .failed: "failed"
        case .deadLettered: "dead-lettered"
        case .lost: "lost"
        case .inFlight: "still in flight"
        }
    }
}
