import Measurement
import Reporting

/// Renders a result that a run wrote as JSON in other forms.
struct ReportCommand {
    private let invocation: Invocation

    init(_ invocation: Invocation) {
        self.invocation = invocation
    }

    func perform() throws(FileError) -> ExitCode {
        guard let file = invocation.files.first else { return .usage }
        let result: RunResult
        var earlier: RunResult?
        do throws(ResultFile.Refusal) {
            result = try ResultFile.read(file)
            if let file = invocation.earlierResult { earlier = try ResultFile.read(file) }
        } catch {
            StandardStream.error.tell(error.line)
            return error.exit
        }
        return try publish(result, earlier)
    }

    private func publish(
        _ result: RunResult,
        _ earlier: RunResult?
    ) throws(FileError) -> ExitCode {
        // The result does not know the file of its scenario.
        let command = ["simulate", "FILE", "--seed", "\(result.seed)"]
        var context = ReportContext(command: command)
        context.includesSeries = invocation.options.wantsSeries
        context.includesHost = result.host != nil
        context.baseline = earlier
        do throws(FileError) {
            try invocation.checkOutputs()
            for output in invocation.outputs {
                guard let format = output.format.report else { continue }
                let text = format.render(result, context)
                if output.isStandardOutput {
                    try StandardStream.output.write(text)
                } else {
                    try OutputFile.write(text, to: output.path)
                }
            }
        } catch {
            StandardStream.error.tell("\(error)\n")
            return .internalError
        }
        if invocation.outputs.isEmpty, !invocation.isQuiet {
            let style = invocation.style
            let text = TextReport.render(result, command: command, style: style)
            try StandardStream.output.write(text)
        }
        return .passed
    }
}
