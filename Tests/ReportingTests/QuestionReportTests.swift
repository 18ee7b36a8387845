import JSON
import Measurement
import Reporting
import TestSupport
import Testing

struct QuestionReportTests {
    private let tool = (name: "rehearsal", version: "0.1.0")

    /// The examples of a run, as a sweep has them under two paths of one last name.
    private func table() throws -> RunTable {
        var results = [try Example.failed(), try Example.failed(), try Example.failed()]
        results[0].verdict = .passed
        results[2].verdict = .aborted
        let values = [["1s", "a|b,c"], ["10s", "x"], ["100s", "x"]]
        return RunTable(
            paths: ["load.a.rate", "load.b.flow"],
            rows: zip(values, results).map { RunTable.Row(values: $0, figures: RunFigures($1)) }
        )
    }

    private func sweep(planned: Int = 3) throws -> SweepReport {
        SweepReport(
            tool: tool,
            scenario: "provisioning",
            table: try table(),
            planned: planned,
            command: ["simulate", "sweep", "a.json", "--set", "load.a.rate=1,2"]
        )
    }

    @Test func `a sweep in all of its forms`() throws {
        let report = try sweep()
        try expectSnapshot(report.text(.plain), named: "sweep.txt")
        try expectSnapshot(report.json, named: "sweep.json")
        try expectSnapshot(report.table.csv, named: "sweep.csv")
        try expectSnapshot(report.table.markdown, named: "sweep.md")
        _ = try JSONReader.value(report.json)
    }

    @Test func `a sweep that was stopped says after how many runs`() throws {
        let text = try sweep(planned: 9).text(.plain)
        #expect(
            text.hasPrefix("Sweep of provisioning: 9 runs, 1 passed; stopped by a signal after 3")
        )
    }

    @Test func `seeds`() throws {
        let runs = [try Example.passed(), try Example.passed(), try Example.passed()]
        let figures = runs.enumerated().map { index, run in
            var run = run
            run.seed = UInt64.max - 2 + UInt64(index)
            return RunFigures(run)
        }
        let report = ReplicationReport(
            tool: tool,
            scenario: "provisioning",
            replications: Replications(figures),
            planned: 3,
            worstCommand: ["simulate", "a.json", "--seed", "1"]
        )
        try expectSnapshot(report.text(.plain), named: "seeds.txt")
        try expectSnapshot(report.json, named: "seeds.json")
    }

    @Test func `no seed that ended makes no verdict`() {
        let report = ReplicationReport(
            tool: tool,
            scenario: "a",
            replications: Replications([]),
            planned: 3,
            worstCommand: []
        )
        #expect(report.text(.plain) == "! ABORTED a: no run of 3 ended\n")
        #expect(report.json.contains(#""verdict": "aborted""#))
    }

    private func capacity(
        _ answer: CapacityReport.Answer,
        contradictions: [String] = [],
        isCoarse: Bool = false
    ) throws -> CapacityReport {
        CapacityReport(
            tool: tool,
            scenario: "provisioning",
            table: RunTable(
                paths: ["load.a.rate"],
                rows: try table().rows.map { row in
                    RunTable.Row(values: [row.values[0]], figures: row.figures)
                }
            ),
            answer: answer,
            contradictions: contradictions,
            range: ("1s", "100s", "1s"),
            isCoarse: isCoarse,
            wantsLargest: true,
            command: ["simulate", "capacity", "a.json"]
        )
    }

    @Test func `a capacity with its evidence`() throws {
        let report = try capacity(.found(passing: "1s", failing: "2s"), contradictions: ["7s"])
        try expectSnapshot(report.text(.plain), named: "capacity.txt")
        try expectSnapshot(report.json, named: "capacity.json")
    }

    private static let answers: [(CapacityReport.Answer, String)] = [
        (
            .allPass(extreme: "100s"),
            "✓ FOUND provisioning: 100s is the largest load.a.rate asked for, and it passes"
        ),
        (.nonePasses, "✗ NOT FOUND provisioning: no load.a.rate that was tried passes"),
        (
            .notMonotone,
            "✗ NOT FOUND provisioning: 1s and 100s both pass as load.a.rate, and what lies"
        ),
        (.reversed, "✗ NOT FOUND provisioning: 100s passes and 1s fails: ask for the smallest"),
        (.stopped, "! ABORTED provisioning: stopped by a signal before the answer"),
        (.invalid, "✗ INVALID provisioning: a run broke what must always hold"),
    ]

    @Test(arguments: answers)
    func `what else may come of a search`(answer: CapacityReport.Answer, start: String) throws {
        #expect(try capacity(answer).text(.plain).hasPrefix(start))
    }

    @Test func `an answer from a range made coarse says how exact it is`() throws {
        let report = try capacity(.found(passing: "1s", failing: "2s"), isCoarse: true)
        #expect(report.text(.plain).contains("that passes, to within 1s; 2s fails"))
        let json = try capacity(.notMonotone, contradictions: ["7s"]).json
        #expect(json.contains(#""outcome": "not-monotone""#))
    }

    @Test func `nothing that people wrote is markup in a table of runs`() throws {
        var result = try Example.failed()
        result.thresholds[0].window = .each(60_000_000_000)
        let table = RunTable(
            paths: ["a`b"],
            rows: [RunTable.Row(values: ["<b>*x*|`"], figures: RunFigures(result))]
        )
        #expect(table.markdown.hasPrefix("| `` a`b `` | verdict |"))
        #expect(table.markdown.contains("| &lt;b&gt;\\*x\\*\\|\\` | ✗ failed |"))
        #expect(table.csv.contains(",task_duration p(99)<60.2s in each 1m,"))
    }

    @Test func `a threshold that need not be met is a warning over several seeds too`() throws {
        var result = try Example.failed()
        for index in result.thresholds.indices { result.thresholds[index].strict = false }
        result.thresholds[0].window = .each(60_000_000_000)
        let text = ReplicationReport(
            tool: tool,
            scenario: "a",
            replications: Replications([RunFigures(result)]),
            planned: 1,
            worstCommand: []
        ).text(.plain)
        #expect(text.contains("  ! task_duration p(99)<60.2s in each 1m"))
        #expect(!text.contains("  ✗ "))
    }

    @Test func `colour changes no text`() throws {
        let codes = /\u{1B}\[[0-9]*m/
        let sweep = try sweep()
        #expect(sweep.text(.colour).replacing(codes, with: "") == sweep.text(.plain))
        let search = try capacity(.nonePasses)
        #expect(search.text(.colour).replacing(codes, with: "") == search.text(.plain))
    }
}
