import JSON
import Measurement

/// What a search for a capacity found, with the runs that show it.
package struct CapacityReport: Sendable {
    /// What came of it; values as a file has them.
    package enum Answer: Sendable, Equatable {
        case found(passing: String, failing: String)
        case allPass(extreme: String)
        case nonePasses
        /// Both ends pass, and a value between them does not, so that there is no one answer.
        case notMonotone
        /// The end that should fail passes, and the other one fails.
        case reversed
        case stopped
        /// A run broke an invariant, so that nothing follows from it.
        case invalid
    }

    private let tool: (name: String, version: String)
    private let scenario: String
    /// Sorted by value.
    private let table: RunTable
    private let answer: Answer
    /// Values whose outcome contradicts the answer.
    private let contradictions: [String]
    private let range: (least: String, greatest: String, step: String)
    /// Whether values between those of the range were left out.
    private let isCoarse: Bool
    private let wantsLargest: Bool
    private let command: [String]

    /// `command` is what repeats the search, as words that are not yet quoted.
    package init(
        tool: (name: String, version: String),
        scenario: String,
        table: RunTable,
        answer: Answer,
        contradictions: [String],
        range: (least: String, greatest: String, step: String),
        isCoarse: Bool = false,
        wantsLargest: Bool,
        command: [String]
    ) {
        self.tool = tool
        self.scenario = scenario
        self.table = table
        self.answer = answer
        self.contradictions = contradictions
        self.range = range
        self.isCoarse = isCoarse
        self.wantsLargest = wantsLargest
        self.command = command
    }

    package func text(_ style: TextStyle) -> String {
        let runs = table.rows.count == 1 ? "1 run" : "\(table.rows.count) runs"
        let searched = "searched from \(range.least) to \(range.greatest) in steps of \(range.step)"
        var heading = [style.paint(verdict.word, verdict.role) + " \(scenario): \(sentence)"]
        heading.append("  \(searched), \(runs)")
        if !contradictions.isEmpty { heading += warning.map { style.paint($0, .warning) } }
        let blocks = [heading, table.lines(style), ShellCommand.lines("Reproduce  ", command)]
        return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
            .joined(separator: "\n\n") + "\n"
    }

    package var json: String {
        var value: JSONObject = [
            "schemaVersion": 1,
            "kind": "capacity",
            "tool": ["name": .string(tool.name), "version": .string(tool.version)],
            "scenario": .string(scenario),
            "varied": .string(path),
            "wanted": wantsLargest ? "largest" : "smallest",
            "range": [
                "least": .string(range.least), "greatest": .string(range.greatest),
                "step": .string(range.step),
            ],
            "outcome": .string(name),
            "isMonotone": .bool(contradictions.isEmpty),
            "contradictions": .array(contradictions.map { .string($0) }),
            "runs": table.json,
        ]
        if case .found(let passing, let failing) = answer {
            value["passing"] = .string(passing)
            value["failing"] = .string(failing)
        }
        if case .allPass(let extreme) = answer { value["passing"] = .string(extreme) }
        return JSONWriter.pretty(.object(value))
    }

    private var path: String { table.paths.first ?? "" }
    private var extreme: String { wantsLargest ? "largest" : "smallest" }

    private var name: String {
        switch answer {
        case .found: "found"
        case .allPass: "all-pass"
        case .nonePasses: "none-passes"
        case .notMonotone: "not-monotone"
        case .reversed: "reversed"
        case .stopped: "stopped"
        case .invalid: "invalid"
        }
    }

    private var verdict: (word: String, role: TextStyle.Role) {
        switch answer {
        case .found, .allPass: ("✓ FOUND", .good)
        case .nonePasses, .notMonotone, .reversed: ("✗ NOT FOUND", .bad)
        case .invalid: ("✗ INVALID", .bad)
        case .stopped: ("! ABORTED", .warning)
        }
    }

    private var sentence: String {
        switch answer {
        case .found(let passing, let failing):
            "\(passing) is the \(extreme) \(path) that passes"
                + (isCoarse ? ", to within \(range.step)" : "") + "; \(failing) fails"
        case .allPass(let value):
            "\(value) is the \(extreme) \(path) asked for, and it passes already"
        case .nonePasses: "no \(path) that was tried passes"
        case .notMonotone:
            "\(range.least) and \(range.greatest) both pass as \(path),"
                + " and what lies between does not"
        case .reversed:
            "\(wantsLargest ? range.greatest : range.least) passes and "
                + "\(wantsLargest ? range.least : range.greatest) fails: ask for the "
                + (wantsLargest ? "smallest" : "largest") + " \(path) instead"
        case .stopped: "stopped by a signal before the answer"
        case .invalid: "a run broke what must always hold, so nothing follows from it"
        }
    }

    private var warning: [String] {
        TextLayout.paragraph(
            "not monotone at the points tried: "
                + contradictions.joined(separator: ", ")
                + (contradictions.count == 1 ? " contradicts" : " contradict")
                + " it; try several seeds (--seeds) or a longer duration",
            indent: 2
        )
    }
}
