import Scenarios

/// Lists the flows that systems bring, or prints one as it stands under `flows` of a file.
struct FlowsCommand {
    private let invocation: Invocation

    init(_ invocation: Invocation) {
        self.invocation = invocation
    }

    func perform() throws(FileError) -> ExitCode {
        let text: String
        do throws(FlowListing.UnknownFlow) {
            text = try Engine.flows(named: invocation.files.first)
        } catch {
            let hint = error.hint.map { "; \($0)" } ?? ""
            StandardStream.error.tell("simulate: error: unknown flow \"\(error.name)\"\(hint)\n")
            return .usage
        }
        try StandardStream.output.write(text)
        return .passed
    }
}
