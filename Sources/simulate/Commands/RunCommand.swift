import Foundation
import Measurement
import Reporting

/// Runs scenarios one after the other, shows and writes their results, and gives the verdict.
struct RunCommand {
    private let invocation: Invocation

    init(_ invocation: Invocation) {
        self.invocation = invocation
    }

    func perform() -> ExitCode {
        var files = ScenarioFiles(invocation)
        if invocation.writesReport { files.checkNames() }
        guard files.codes.isEmpty else { return ExitCode.first(of: files.codes) }
        StopSignal.listen()
        var codes: [ExitCode] = []
        for (index, entry) in files.entries.enumerated() {
            if StopSignal.isRaised {
                codes += [StopSignal.exitCode].compactMap { $0 }
                break
            }
            codes += run(entry, isFirst: index == 0)
        }
        return ExitCode.first(of: codes)
    }

    private func run(_ entry: ScenarioFiles.Entry, isFirst: Bool) -> [ExitCode] {
        let meter = HostMeter()
        let outcome = Engine.run(entry.scenario, options: options) { StopSignal.isRaised }
        var result = outcome.result
        if invocation.showsHost { result.host = meter.figures(for: outcome) }
        let judgement = Judgement(
            result,
            expectedFingerprint: invocation.expectedFingerprint,
            signal: StopSignal.exitCode
        )
        var codes = judgement.codes
        do throws(FileError) {
            try publish(result, of: entry, isFirst: isFirst)
        } catch {
            StandardStream.error.tell("\(error)\n")
            codes.append(.internalError)
        }
        for complaint in judgement.complaints {
            StandardStream.error.tell("\(entry.file): \(complaint)\n")
        }
        return codes
    }

    /// Series cost time; nobody else than JSON shows them.
    private var options: RunOptions {
        var options = invocation.options
        let writesJSON =
            invocation.writesReport || invocation.outputs.contains { $0.format == .json }
        options.wantsSeries = options.wantsSeries && writesJSON
        return options
    }

    private func publish(
        _ result: RunResult,
        of entry: ScenarioFiles.Entry,
        isFirst: Bool
    ) throws(FileError) {
        let toStandardOutput = invocation.outputs.filter(\.isStandardOutput)
        if !invocation.isQuiet, toStandardOutput.isEmpty {
            let summary = text(result, of: entry, style: style)
            try StandardStream.output.write((isFirst ? "" : "\n") + summary)
        }
        for output in toStandardOutput {
            try StandardStream.output.write(render(result, of: entry, as: output.format))
        }
        if invocation.writesReport {
            let directory = "Reports/\(result.scenarioName)"
            let summary = text(result, of: entry, style: .plain)
            try OutputFile.write(summary, to: "\(directory)/summary.txt")
            try OutputFile.write(json(result), to: "\(directory)/result.json")
        }
        for output in invocation.outputs where !output.isStandardOutput {
            let report = render(result, of: entry, as: output.format)
            try OutputFile.write(report, to: output.path)
        }
    }

    private func render(
        _ result: RunResult,
        of entry: ScenarioFiles.Entry,
        as format: Invocation.Output.Format
    ) -> String {
        format == .json ? json(result) : text(result, of: entry, style: .plain)
    }

    private func json(_ result: RunResult) -> String {
        JSONReport.render(
            result,
            includeSeries: invocation.options.wantsSeries,
            includeHost: invocation.showsHost
        )
    }

    private func text(
        _ result: RunResult,
        of entry: ScenarioFiles.Entry,
        style: TextStyle
    ) -> String {
        let command = ["simulate", Arguments.operand(entry.file), "--seed", "\(result.seed)"]
        return TextReport.render(
            result,
            command: command + invocation.options.arguments,
            style: style
        )
    }

    private var style: TextStyle {
        let environment = ProcessInfo.processInfo.environment
        let forbids = !(environment["NO_COLOR"] ?? "").isEmpty || environment["TERM"] == "dumb"
        let isWanted = invocation.allowsColour && !forbids && StandardStream.output.isTerminal
        return isWanted ? .colour : .plain
    }
}
