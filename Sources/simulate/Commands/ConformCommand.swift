/// Replays recorded answers of real servers and tells where the stand-ins differ.
///
/// All files are read and checked before any is replayed.
struct ConformCommand {
    private let invocation: Invocation

    init(_ invocation: Invocation) {
        self.invocation = invocation
    }

    func perform() throws(FileError) -> ExitCode {
        var conformance = Engine.Recordings()
        var codes: [ExitCode] = []
        for file in invocation.files {
            do throws(FileError) {
                let bytes = try InputFile.read(file)
                if let problem = conformance.add(bytes, file: file) {
                    StandardStream.error.tell(problem + "\n")
                    codes.append(.invalidScenario)
                }
            } catch {
                StandardStream.error.tell("\(error)\n")
                codes.append(.unreadableFile)
            }
        }
        guard codes.isEmpty else { return ExitCode.first(of: codes) }
        let (text, failed) = conformance.replay()
        if !invocation.isQuiet { try StandardStream.output.write(text) }
        return failed == 0 ? .passed : .thresholdFailed
    }
}
