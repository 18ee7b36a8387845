import JSON
import Measurement

/// What a sweep found: the same bytes however many runs went on at a time.
package struct SweepReport: Sendable {
    private let tool: (name: String, version: String)
    private let scenario: String
    package let table: RunTable
    /// How many runs were asked for; more than the table has where a signal stopped it.
    private let planned: Int
    private let command: [String]

    /// `command` is what repeats the sweep, as words that are not yet quoted.
    package init(
        tool: (name: String, version: String),
        scenario: String,
        table: RunTable,
        planned: Int,
        command: [String]
    ) {
        self.tool = tool
        self.scenario = scenario
        self.table = table
        self.planned = planned
        self.command = command
    }

    package func text(_ style: TextStyle) -> String {
        let passed = table.rows.count { $0.figures.verdict == .passed }
        let runs = planned == 1 ? "1 run" : "\(planned) runs"
        var heading = "Sweep of \(scenario): \(runs), \(passed) passed"
        if table.rows.count < planned {
            heading += "; stopped by a signal after \(table.rows.count)"
        }
        let blocks = [
            [style.paint(heading, .heading)] + TextLayout.list("  varied: ", table.paths),
            table.lines(style),
            ShellCommand.lines("Reproduce  ", command),
        ]
        return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
            .joined(separator: "\n\n") + "\n"
    }

    package var json: String {
        JSONWriter.pretty([
            "schemaVersion": 1,
            "kind": "sweep",
            "tool": ["name": .string(tool.name), "version": .string(tool.version)],
            "scenario": .string(scenario),
            "varied": .array(table.paths.map { .string($0) }),
            "planned": .integer(Int64(planned)),
            "runs": table.json,
        ])
    }
}
