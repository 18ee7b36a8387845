import Foundation
import JSON

/// Runs a scenario in two processes and compares every byte of their results.
///
/// It judges determinism and not the scenario: failed thresholds do not make it fail. A run that
/// yields no result, or an invalid one, ends it with the exit code of that run.
struct VerifyCommand {
    private let invocation: Invocation

    init(_ invocation: Invocation) {
        self.invocation = invocation
    }

    func perform() throws(FileError) -> ExitCode {
        let files = ScenarioFiles(invocation)
        guard files.codes.isEmpty, let file = invocation.files.first else {
            return ExitCode.first(of: files.codes)
        }
        StopSignal.listen()
        let clock = ContinuousClock.now
        let first = try child(file, tells: true)
        let middle = ContinuousClock.now
        guard first.status == .passed || first.status == .thresholdFailed else {
            return first.status
        }
        let second = try child(file, tells: false)
        if let code = StopSignal.exitCode { return code }
        let comparison = Comparison(first.output, second.output)
        if comparison.isIdentical, first.status == second.status {
            try tell(comparison.text(fingerprint: fingerprint(in: first.output)))
            try tellTimes(middle - clock, ContinuousClock.now - middle)
            return .passed
        }
        let difference =
            comparison.isIdentical
            ? "the exit codes differ: \(first.status.rawValue) and \(second.status.rawValue)"
            : comparison.text(fingerprint: nil)
        StandardStream.error.tell("\(file): \(difference)\n")
        return .invalidRun
    }

    private func tell(_ line: String) throws(FileError) {
        if !invocation.isQuiet { try StandardStream.output.write(line + "\n") }
    }

    private func tellTimes(_ first: Duration, _ second: Duration) throws(FileError) {
        guard invocation.showsHost else { return }
        try tell("the first run took \(first), the second \(second)")
    }

    /// Runs this program in a process of its own; `tells` if its messages may be seen.
    private func child(
        _ file: String,
        tells: Bool
    ) throws(FileError) -> (output: [UInt8], status: ExitCode) {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: try Executable.path())
        process.arguments = arguments(file)
        process.standardOutput = output
        if !tells { process.standardError = FileHandle.nullDevice }
        do {
            try process.run()
            StopSignal.passOn(to: process.processIdentifier)
            defer { StopSignal.passOn(to: 0) }
            let data = try output.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            let status = ExitCode(rawValue: process.terminationStatus)
            let isSignal = process.terminationReason == .uncaughtSignal
            return (Array(data), isSignal ? .internalError : status ?? .internalError)
        } catch {
            throw FileError(path: file, reason: "the run in a process of its own failed: \(error)")
        }
    }

    private func arguments(_ file: String) -> [String] {
        let options = invocation.options
        let seed = options.seed.map { ["--seed", "\($0)"] } ?? []
        return ["run", Arguments.operand(file), "--quiet", "--no-report", "--out", "json=-"]
            + seed + options.arguments
    }

    private func fingerprint(in output: [UInt8]) -> String? {
        try? JSONReader.value(String(decoding: output, as: UTF8.self))["fingerprint"]?.string
    }
}
