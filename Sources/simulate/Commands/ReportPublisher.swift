import Foundation
import Measurement
import Reporting

/// Shows and writes the result of a run in every form that was asked for.
struct ReportPublisher {
    /// What `Reports/NAME` holds.
    private static let defaults: [(format: ReportFormat, name: String)] = [
        (.text, "summary.txt"), (.json, "result.json"), (.html, "report.html"),
    ]

    private let invocation: Invocation

    /// What pages show beside the new result.
    var earlier: RunResult?

    init(_ invocation: Invocation) {
        self.invocation = invocation
    }

    /// Makes sure that everything can be written before anything runs.
    func check(_ entries: [ScenarioFiles.Entry]) throws(FileError) {
        for entry in entries where invocation.writesReport {
            for report in Self.defaults {
                try OutputFile.check(Self.path(report.name, of: entry.scenario.name))
            }
        }
        try invocation.checkOutputs()
        if let path = stepSummary { try OutputFile.check(path) }
    }

    /// Whether any report shows figures over time, which cost time to collect.
    var needsSeries: Bool {
        let context = context(file: nil, seed: 0, places: [])
        let defaults = invocation.writesReport ? Self.defaults.map(\.format) : []
        let formats = defaults + invocation.outputs.compactMap(\.format.report)
        return formats.contains { $0.needsSeries(context) }
    }

    /// Standard output first, then `Reports/NAME`, then the files of `--out`.
    func publish(
        _ result: RunResult,
        of entry: ScenarioFiles.Entry,
        isFirst: Bool
    ) throws(FileError) {
        let context = context(
            file: entry.file,
            seed: result.seed,
            places: entry.scenario.thresholdPlaces
        )
        let toStandardOutput = invocation.outputs.filter(\.isStandardOutput)
        if !invocation.isQuiet, toStandardOutput.isEmpty {
            let summary = TextReport.render(
                result,
                command: context.command,
                style: invocation.style
            )
            try StandardStream.output.write((isFirst ? "" : "\n") + summary)
        }
        for output in toStandardOutput {
            guard let format = output.format.report else { continue }
            try StandardStream.output.write(format.render(result, context))
        }
        if invocation.writesReport {
            for report in Self.defaults {
                let path = Self.path(report.name, of: result.scenarioName)
                try OutputFile.write(report.format.render(result, context), to: path)
            }
        }
        for output in invocation.outputs where !output.isStandardOutput {
            guard let format = output.format.report else { continue }
            try OutputFile.write(format.render(result, context), to: output.path)
        }
        if let path = stepSummary {
            try OutputFile.append(MarkdownReport.render(result, context) + "\n", to: path)
        }
    }

    private static func path(_ file: String, of name: String) -> String {
        "Reports/\(name)/\(file)"
    }

    private func context(
        file: String?,
        seed: UInt64,
        places: [ReportContext.Place?]
    ) -> ReportContext {
        let operand = file.map { [Arguments.operand($0)] } ?? []
        var context = ReportContext(
            command: ["simulate"] + operand + ["--seed", "\(seed)"] + invocation.options.arguments,
            file: file
        )
        context.places = places
        context.baseline = earlier
        context.includesSeries = invocation.options.wantsSeries
        context.includesHost = invocation.showsHost
        return context
    }

    /// Where GitHub Actions takes the summary of a step from, if annotations were asked for.
    private var stepSummary: String? {
        guard invocation.outputs.contains(where: { $0.format == .github }) else { return nil }
        let path = ProcessInfo.processInfo.environment["GITHUB_STEP_SUMMARY"] ?? ""
        return path.isEmpty ? nil : path
    }
}
