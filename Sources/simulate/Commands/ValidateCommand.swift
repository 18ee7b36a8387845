/// Finds all errors of scenarios and runs nothing.
struct ValidateCommand {
    private let invocation: Invocation

    init(_ invocation: Invocation) {
        self.invocation = invocation
    }

    func perform() throws(FileError) -> ExitCode {
        var files = ScenarioFiles(invocation)
        files.checkThresholds(required: invocation.requiresThresholds)
        if !invocation.isQuiet {
            try StandardStream.output.write(files.entries.map { "\($0.file): valid\n" }.joined())
        }
        return ExitCode.first(of: files.codes)
    }
}
