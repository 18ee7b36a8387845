import Foundation

/// The command line: parse, run, render, exit.
@main
enum Simulate {
    static func main() {
        exit(perform(Array(CommandLine.arguments.dropFirst())))
    }

    /// Does what the arguments say and gives the exit status.
    private static func perform(_ arguments: [String]) -> Int32 {
        do {
            let invocation = try Arguments.parse(arguments)
            try OutputFile.checkPlaces(of: invocation)
            let code = try perform(invocation)
            guard code == .thresholdFailed else { return code.rawValue }
            return invocation.failureCode ?? code.rawValue
        } catch let error as UsageError {
            StandardStream.error.tell(error.text)
            return ExitCode.usage.rawValue
        } catch let error as FileError {
            StandardStream.error.tell("\(error)\n")
            return ExitCode.internalError.rawValue
        } catch {
            StandardStream.error.tell("simulate: error: \(error)\n")
            return ExitCode.internalError.rawValue
        }
    }

    private static func perform(_ invocation: Invocation) throws(FileError) -> ExitCode {
        switch invocation.action {
        case .version: try StandardStream.output.write("simulate \(Engine.version)\n")
        case .command(.run):
            if let seeds = invocation.question.seeds {
                return try ReplicateCommand(invocation, seeds: seeds).perform()
            }
            var command = RunCommand(invocation)
            return command.perform()
        case .command(.sweep): return try SweepCommand(invocation).perform()
        case .command(.capacity):
            guard var command = CapacityCommand(invocation) else { return .unreadableFile }
            return try command.perform()
        case .command(.validate): return try ValidateCommand(invocation).perform()
        case .command(.verify): return try VerifyCommand(invocation).perform()
        case .command(.conform): return try ConformCommand(invocation).perform()
        case .command(.compare): return try CompareCommand(invocation).perform()
        case .command(.baseline): return try BaselineCommand(invocation).perform()
        case .command(.report): return try ReportCommand(invocation).perform()
        case .command(.bench): return try BenchCommand(invocation).perform()
        case .command(.schema): try StandardStream.output.write(Engine.schemaText())
        case .command(.flows):
            return try ManualCommand(invocation, page: Engine.flows).perform()
        case .command(.systems):
            return try ManualCommand(invocation, page: Engine.systems).perform()
        case .command(.listMetrics): try StandardStream.output.write(Engine.metricsList())
        case .command: try StandardStream.output.write(Help.text)
        }
        return .passed
    }
}
