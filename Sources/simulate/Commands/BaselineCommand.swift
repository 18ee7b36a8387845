import Measurement
import Reporting

/// Writes the figures of scenarios to files for version control, or compares runs with those.
struct BaselineCommand {
    private let invocation: Invocation

    init(_ invocation: Invocation) {
        self.invocation = invocation
    }

    func perform() throws(FileError) -> ExitCode {
        let isUpdate = invocation.baselineAction == .update
        var files = ScenarioFiles(invocation, baseline: isUpdate ? .ignored : .resolved)
        files.checkBaselines()
        guard files.codes.isEmpty else { return ExitCode.first(of: files.codes) }
        var baselines: [Baseline] = []
        if isUpdate {
            for entry in files.entries { try OutputFile.check(BaselineFile(of: entry).path) }
        } else {
            let readings = files.entries.map { BaselineFile(of: $0).read() }
            let codes = tell(readings)
            guard codes.isEmpty else { return ExitCode.first(of: codes) }
            for case .baseline(let baseline, _) in readings { baselines.append(baseline) }
        }
        StopSignal.listen()
        var codes: [ExitCode] = []
        for (index, entry) in files.entries.enumerated() {
            let result = run(entry)
            let problems = Judgement(result, signal: StopSignal.exitCode).problems
            for problem in problems {
                StandardStream.error.tell("\(entry.file): \(problem.complaint)\n")
            }
            codes += problems.map(\.code)
            guard problems.isEmpty else { continue }
            if isUpdate {
                try update(entry, result)
            } else {
                codes.append(try check(entry, result, against: baselines[index], at: index))
            }
        }
        return ExitCode.first(of: codes)
    }

    private func tell(_ readings: [BaselineFile.Reading]) -> [ExitCode] {
        var codes: [ExitCode] = []
        for case .failed(let line, let code) in readings {
            StandardStream.error.tell(line + "\n")
            codes.append(code)
        }
        return codes
    }

    private func run(_ entry: ScenarioFiles.Entry) -> RunResult {
        var options = invocation.options
        options.wantsSeries = false
        let meter = HostMeter()
        let outcome = Engine.run(entry.scenario, options: options) { StopSignal.isRaised }
        if invocation.showsHost { meter.tell(runs: 1, of: entry.file) }
        return outcome.result
    }

    private func update(_ entry: ScenarioFiles.Entry, _ result: RunResult) throws(FileError) {
        let path = BaselineFile(of: entry).path
        let text = Baseline(result).text
        let old = try? InputFile.read(path)
        let isSame = old.map { $0 == Array(text.utf8) } ?? false
        if !isSame { try OutputFile.write(text, to: path) }
        let what = old == nil ? "written" : isSame ? "unchanged" : "changed"
        try show("\(path): \(what), \(result.metrics.count) metrics\n")
    }

    private func check(
        _ entry: ScenarioFiles.Entry,
        _ result: RunResult,
        against baseline: Baseline,
        at index: Int
    ) throws(FileError) -> ExitCode {
        let path = BaselineFile(of: entry).path
        let comparison = Engine.comparison(
            ComparedResult(baseline),
            ComparedResult(result),
            tolerance: invocation.tolerance
        )
        let report = BaselineReport(comparison, file: entry.file, baseline: path)
        try show((index == 0 ? "" : "\n") + report.render(style: invocation.style))
        if comparison.count(.worse) > 0 {
            StandardStream.error.tell(report.complaint + "\n")
            return .thresholdFailed
        }
        let isBetter = comparison.count(.better) > 0
        return isBetter && invocation.failsOnImprovement ? .onlyImprovements : .passed
    }

    private func show(_ text: String) throws(FileError) {
        if !invocation.isQuiet { try StandardStream.output.write(text) }
    }
}

extension ScenarioFiles {
    /// Refuses two scenarios that have one baseline.
    fileprivate mutating func checkBaselines() {
        let paths = entries.map { BaselineFile(of: $0).path }
        for (index, path) in paths.enumerated() {
            guard let first = paths[..<index].firstIndex(of: path) else { continue }
            refuse(entries[index], "\(entries[first].file) has the baseline \(path) too")
        }
    }
}
