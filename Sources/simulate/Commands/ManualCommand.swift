import Scenarios

/// Prints what systems bring: a list of all, or what stands under one name.
struct ManualCommand {
    private let invocation: Invocation
    private let page: (String?) throws(UnknownName) -> String

    init(
        _ invocation: Invocation,
        page: @escaping (String?) throws(UnknownName) -> String
    ) {
        self.invocation = invocation
        self.page = page
    }

    func perform() throws(FileError) -> ExitCode {
        let text: String
        do throws(UnknownName) {
            text = try page(invocation.files.first)
        } catch {
            let hint = error.hint.map { "; \($0)" } ?? ""
            let line = "simulate: error: unknown \(error.noun) \"\(error.name)\"\(hint)\n"
            StandardStream.error.tell(line)
            return .usage
        }
        try StandardStream.output.write(text)
        return .passed
    }
}
