import JSON
package import Measurement

/// What a scenario comes to over several seeds.
package struct ReplicationReport: Sendable {
    private let tool: (name: String, version: String)
    private let scenario: String
    private let replications: Replications
    /// How many seeds were asked for; more than ran where a signal stopped it.
    private let planned: Int
    /// What repeats the worst run, as words that are not yet quoted.
    private let worstCommand: [String]

    package init(
        tool: (name: String, version: String),
        scenario: String,
        replications: Replications,
        planned: Int,
        worstCommand: [String]
    ) {
        self.tool = tool
        self.scenario = scenario
        self.replications = replications
        self.planned = planned
        self.worstCommand = worstCommand
    }

    package func text(_ style: TextStyle) -> String {
        let sections = [heading(style), judged(style), headlines(style), notes(style), worst]
        let blocks = sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
        return blocks.joined(separator: "\n\n") + "\n"
    }

    private func heading(_ style: TextStyle) -> [String] {
        let runs = replications.runs
        guard let first = runs.first, let last = runs.last else {
            return ["! ABORTED \(scenario): no run of \(planned) ended"]
        }
        let verdict = runs.count < planned ? Verdict.aborted : replications.verdict
        let passed = runs.count { $0.verdict == .passed }
        let stopped = runs.count < planned ? ", of \(planned) asked for" : ""
        return [
            style.paint(verdict.word, verdict.role)
                + " \(TextLayout.printable(scenario)): \(passed) of \(runs.count) runs passed",
            "  seeds \(first.seed) to \(last.seed)" + stopped,
        ]
    }

    private func judged(_ style: TextStyle) -> [String] {
        let columns = ["mean", "± 95 %", "min", "max", "failed", "worst seed"]
        var table = TextTable("Thresholds", columns: columns)
        for row in replications.judged {
            let failures = row.failures ?? 0
            let (mark, role): (String, TextStyle.Role) =
                failures == 0 ? ("✓", .good) : row.strict ? ("✗", .bad) : ("!", .warning)
            table.rows.append(
                TextTable.Row(
                    name: TextLayout.printable("  \(mark) \(row.name)"),
                    cells: cells(row) + ["\(failures)", row.worstSeed.map { "\($0)" } ?? ""],
                    role: role
                )
            )
        }
        return table.lines(style)
    }

    private func headlines(_ style: TextStyle) -> [String] {
        var table = TextTable("Figures", columns: ["mean", "± 95 %", "min", "max"])
        for row in replications.headlines where row.figure != nil {
            table.add("  " + row.name, cells(row))
        }
        return table.lines(style)
    }

    private func cells(_ row: Replications.Row) -> [String] {
        guard let figure = row.figure else { return ["no data", "", "", ""] }
        return [
            row.style.text(figure.mean), figure.halfWidth.map(row.style.text) ?? "",
            row.style.text(figure.min), row.style.text(figure.max),
        ]
    }

    private func notes(_ style: TextStyle) -> [String] {
        let text = "± is half of a 95 % Student-t interval of the mean over independent runs."
        return replications.runs.count > 1 ? [style.paint(text, .faint)] : []
    }

    private var worst: [String] {
        guard let worst = replications.worst else { return [] }
        return ["Worst seed  \(worst.seed) (\(worst.verdict.rawValue))"]
            + ShellCommand.lines("Replay      ", worstCommand)
    }
}

extension ReplicationReport {
    package var json: String {
        let runs = replications.runs
        return JSONWriter.pretty([
            "schemaVersion": 1,
            "kind": "replications",
            "tool": ["name": .string(tool.name), "version": .string(tool.version)],
            "scenario": .string(scenario),
            "planned": .integer(Int64(planned)),
            "verdict": .string(
                (runs.count < planned ? Verdict.aborted : replications.verdict).rawValue
            ),
            "worstSeed": replications.worst.map { JSONReport.seed($0.seed) } ?? .null,
            "thresholds": .array(replications.judged.map(value)),
            "figures": .array(replications.headlines.map(value)),
            "runs": .array(runs.map { .object(RunTable.json($0)) }),
        ])
    }

    private func value(_ row: Replications.Row) -> JSONValue {
        var value: JSONObject = ["name": .string(row.name)]
        if let failures = row.failures { value["failed"] = .integer(Int64(failures)) }
        if let seed = row.worstSeed { value["worstSeed"] = JSONReport.seed(seed) }
        value["count"] = .integer(Int64(row.figure?.count ?? 0))
        guard let figure = row.figure else { return .object(value) }
        value["mean"] = JSONReport.figure(figure.mean)
        value["halfWidth"] = JSONReport.figure(figure.halfWidth)
        value["min"] = JSONReport.figure(figure.min)
        value["max"] = JSONReport.figure(figure.max)
        return .object(value)
    }
}
