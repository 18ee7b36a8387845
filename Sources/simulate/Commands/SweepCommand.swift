import Measurement
import Reporting
import Scenarios

/// Runs a scenario once for each combination of values; answers, and judges nothing.
struct SweepCommand {
    private let invocation: Invocation

    init(_ invocation: Invocation) {
        self.invocation = invocation
    }

    func perform() throws(FileError) -> ExitCode {
        let grid: SweepGrid
        do throws(QuestionError) {
            grid = try SweepGrid(axes().compactMap { $0 })
        } catch {
            let usage = UsageError("sweep: " + error.message, hint: error.hint)
            StandardStream.error.tell(usage.text)
            return .usage
        }
        guard let question = QuestionRuns(invocation) else { return .unreadableFile }
        let scenarios: [PreparedScenario]
        do throws(QuestionFailure) {
            scenarios = try load(grid, question)
        } catch {
            return error.exit
        }
        let name = scenarios.first?.name ?? ""
        try question.check(scenario: name, name: "sweep")
        StopSignal.listen()
        let rows = question.run(scenarios).enumerated().compactMap { index, figures in
            figures.map { RunTable.Row(values: grid[index], figures: $0) }
        }
        try publish(question, name, grid, rows)
        if rows.count < grid.count, let code = StopSignal.exitCode { return code }
        return rows.contains { $0.figures.verdict == .invalid } ? .invalidRun : .passed
    }

    private func publish(
        _ question: QuestionRuns,
        _ name: String,
        _ grid: SweepGrid,
        _ rows: [RunTable.Row]
    ) throws(FileError) {
        let report = SweepReport(
            tool: (Engine.name, Engine.version),
            scenario: name,
            table: RunTable(paths: grid.axes.map(\.path), rows: rows),
            planned: grid.count,
            command: question.command("sweep", words)
        )
        try question.publish(scenario: name, name: "sweep") { format, style in
            switch format {
            case .json: report.json
            case .csv: report.table.csv
            case .markdown: report.table.markdown
            default: report.text(style)
            }
        }
    }

    /// An axis for each setting that is a range or a list, nil for one that is a value.
    private func axes() throws(QuestionError) -> [SweepAxis?] {
        var axes: [SweepAxis?] = []
        for setting in invocation.options.settings {
            axes.append(try SweepAxis(path: setting.path, setting.value))
        }
        return axes
    }

    /// All variants, checked before any runs.
    private func load(
        _ grid: SweepGrid,
        _ question: QuestionRuns
    ) throws(QuestionFailure) -> [PreparedScenario] {
        let axes = (try? axes()) ?? []
        var told: Set<String> = []
        var scenarios: [PreparedScenario] = []
        var failure: QuestionFailure?
        for index in 0..<grid.count {
            var values = grid[index][...]
            var options = invocation.options
            options.settings = zip(axes, invocation.options.settings).map { axis, setting in
                guard axis != nil, let value = values.popFirst() else { return setting }
                return RunOptions.Setting(path: setting.path, value: value)
            }
            do throws(QuestionFailure) {
                scenarios.append(try question.load(options, told: &told))
            } catch {
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
        return scenarios
    }

    private var words: [String] {
        invocation.options.arguments + (invocation.options.seed.map { ["--seed", "\($0)"] } ?? [])
    }
}
