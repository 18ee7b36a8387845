import Measurement
import Reporting

/// Shows what changed from one result to another; scenarios are run for it.
///
/// It informs and does not judge: whatever changed, the exit code is 0 unless a run is useless.
struct CompareCommand {
    /// One of the two that are compared.
    private enum Side {
        case result(ComparedResult)
        case scenario(ScenarioFiles.Entry)
    }

    private let invocation: Invocation

    init(_ invocation: Invocation) {
        self.invocation = invocation
    }

    func perform() throws(FileError) -> ExitCode {
        var sides: [Side] = []
        var codes: [ExitCode] = []
        for file in invocation.files { codes += read(file, into: &sides) }
        guard codes.isEmpty, sides.count == 2 else { return ExitCode.first(of: codes) }
        StopSignal.listen()
        var results: [ComparedResult] = []
        var tasks: [TaskRecords] = []
        for side in sides {
            switch side {
            case .result(let result): results.append(result)
            case .scenario(let entry):
                let keeper = TaskRecordKeeper()
                let result = run(entry, keeper)
                let found = Judgement(result, signal: StopSignal.exitCode).problems
                guard found.isEmpty else { return tell(found, of: entry.file) }
                results.append(ComparedResult(result))
                tasks.append(keeper.records)
            }
        }
        try show(Engine.comparison(results[0], results[1]), tasks)
        return .passed
    }

    /// A file that no run wrote is taken for a scenario; what is wrong with it is told.
    private func read(_ file: String, into sides: inout [Side]) -> [ExitCode] {
        do throws(FileError) {
            let bytes = try InputFile.read(file)
            guard ResultReader.isResult(bytes) else { return load(file, into: &sides) }
            do throws(ResultProblem) {
                if ResultReader.isBaseline(bytes) {
                    let baseline = try Engine.resultReader.readBaseline(bytes, file: file)
                    sides.append(.result(ComparedResult(baseline)))
                } else {
                    let result = try Engine.resultReader.read(bytes, file: file)
                    sides.append(.result(ComparedResult(result)))
                }
                return []
            } catch {
                StandardStream.error.tell("\(error)\n")
                return [.invalidScenario]
            }
        } catch {
            StandardStream.error.tell("\(error)\n")
            return [.unreadableFile]
        }
    }

    private func load(_ file: String, into sides: inout [Side]) -> [ExitCode] {
        var single = invocation
        single.files = [file]
        let files = ScenarioFiles(single)
        sides += files.entries.map { .scenario($0) }
        return files.codes
    }

    private func run(_ entry: ScenarioFiles.Entry, _ keeper: TaskRecordKeeper) -> RunResult {
        var options = invocation.options
        options.wantsSeries = false
        let meter = HostMeter()
        defer { if invocation.showsHost { meter.tell(runs: 1, of: entry.file) } }
        return Engine.run(entry.scenario, options: options, tasks: keeper) {
            StopSignal.isRaised
        }.result
    }

    private func tell(_ problems: [Judgement.Finding], of file: String) -> ExitCode {
        for problem in problems { StandardStream.error.tell("\(file): \(problem.complaint)\n") }
        return ExitCode.first(of: problems.map(\.code))
    }

    /// By metric, and task by task where both were run.
    private func show(_ comparison: ResultComparison, _ tasks: [TaskRecords]) throws(FileError) {
        guard !invocation.isQuiet else { return }
        let names = (invocation.files[0], invocation.files[1])
        let style = invocation.style
        var text = ComparisonReport.render(comparison, names: names, style: style)
        if tasks.count == 2 {
            let byTask = TaskComparison(tasks[0], tasks[1])
            text += "\n" + TaskComparisonReport.render(byTask, style: style)
        }
        try StandardStream.output.write(text)
    }
}
