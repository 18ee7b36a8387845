import Foundation
import Measurement
import Reporting

/// Runs variants of one scenario file side by side and keeps their figures.
struct QuestionRuns {
    private let file: String
    private let bytes: [UInt8]
    private let invocation: Invocation

    /// Nil where the file cannot be read, which is then told.
    init?(_ invocation: Invocation) {
        guard let file = invocation.files.first else { return nil }
        do throws(FileError) {
            bytes = try InputFile.read(file)
        } catch {
            StandardStream.error.tell("\(error)\n")
            return nil
        }
        self.file = file
        self.invocation = invocation
    }

    /// The scenario with other options; what is wrong with it is told, once a line.
    ///
    /// `told` are the lines that were told before.
    func load(
        _ options: RunOptions,
        told: inout Set<String>
    ) throws(QuestionFailure) -> PreparedScenario {
        func tell(_ lines: [String]) {
            for line in lines where told.insert(line).inserted {
                StandardStream.error.tell(line + "\n")
            }
        }
        switch Engine.load(bytes: bytes, file: file, options: options) {
        case .scenario(let scenario, let warnings):
            tell(warnings)
            return scenario
        case .failed(let lines, let exit):
            tell(lines)
            throw QuestionFailure(exit: exit)
        }
    }

    /// The figures of the runs in their order; nil for those that a signal stopped.
    func run(_ scenarios: [PreparedScenario]) -> [RunFigures?] {
        var options = invocation.options
        options.wantsSeries = false
        let plain = options
        let threads = invocation.question.jobs ?? WorkerThreads.usual
        let meter = HostMeter()
        defer { if invocation.showsHost { meter.tell(runs: scenarios.count, of: file) } }
        return WorkerThreads.map(scenarios.count, threads: threads) { index in
            guard !StopSignal.isRaised else { return nil }
            let outcome = Engine.run(scenarios[index], options: plain) { StopSignal.isRaised }
            let isPartial = outcome.result.verdict == .aborted && StopSignal.isRaised
            return isPartial ? nil : RunFigures(outcome.result)
        }
    }

    /// The words that run the file again, with a command before it.
    func command(_ name: String?, _ words: [String]) -> [String] {
        ["simulate"] + [name].compactMap { $0 } + [Arguments.operand(file)] + words
    }

    /// Makes sure that everything can be written before anything runs.
    func check(scenario: String, name: String) throws(FileError) {
        if invocation.writesReport {
            for ending in [".txt", ".json"] {
                try OutputFile.check("Reports/\(scenario)/\(name)\(ending)")
            }
        }
        try invocation.checkOutputs()
    }

    /// Shows and writes the answer in all forms that were asked for.
    ///
    /// `render` gives a form as text. In `Reports` go the text and JSON, under `name`.
    func publish(
        scenario: String,
        name: String,
        render: (Invocation.Output.Format, TextStyle) -> String
    ) throws(FileError) {
        let toStandardOutput = invocation.outputs.filter(\.isStandardOutput)
        if !invocation.isQuiet, toStandardOutput.isEmpty {
            try StandardStream.output.write(render(.text, invocation.style))
        }
        for output in toStandardOutput {
            try StandardStream.output.write(render(output.format, .plain))
        }
        if invocation.writesReport {
            let path = "Reports/\(scenario)/\(name)"
            try OutputFile.write(render(.text, .plain), to: path + ".txt")
            try OutputFile.write(render(.json, .plain), to: path + ".json")
        }
        for output in invocation.outputs where !output.isStandardOutput {
            try OutputFile.write(render(output.format, .plain), to: output.path)
        }
    }
}

/// A question that cannot be asked; why has been told.
struct QuestionFailure: Error {
    let exit: ExitCode
}

extension Invocation {
    /// Colours where a terminal shows them and nobody forbids them.
    var style: TextStyle {
        let environment = ProcessInfo.processInfo.environment
        let forbids = !(environment["NO_COLOR"] ?? "").isEmpty || environment["TERM"] == "dumb"
        let isWanted = allowsColour && !forbids && StandardStream.output.isTerminal
        return isWanted ? .colour : .plain
    }
}
