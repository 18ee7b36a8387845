import JSON
import Scenarios

/// The scenarios of a command line, all read and checked before any runs.
struct ScenarioFiles {
    struct Entry {
        let file: String
        let scenario: PreparedScenario
    }

    private(set) var entries: [Entry] = []
    /// What was wrong with the others.
    private(set) var codes: [ExitCode] = []

    /// Tells everything that is wrong with any of the files on standard error.
    init(_ invocation: Invocation, baseline use: BaselineFile.Use = .resolved) {
        for file in invocation.files {
            load(file, options: invocation.options, baseline: use)
        }
    }

    private mutating func load(_ file: String, options: RunOptions, baseline use: BaselineFile.Use)
    {
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try InputFile.read(file)
        } catch {
            StandardStream.error.tell("\(error)\(Self.hint(for: error))\n")
            codes.append(.unreadableFile)
            return
        }
        switch Engine.load(bytes: bytes, file: file, options: options, baseline: use) {
        case .scenario(let scenario, let warnings):
            StandardStream.error.tell(warnings.map { $0 + "\n" }.joined())
            entries.append(Entry(file: file, scenario: scenario))
        case .failed(let lines, let code):
            StandardStream.error.tell(lines.map { $0 + "\n" }.joined())
            codes.append(code)
        }
    }

    /// Whoever misspells a command has it taken for a file.
    private static func hint(for error: FileError) -> String {
        let commands = Command.allCases.map(\.rawValue)
        guard error.isMissing, !error.path.contains("."), !error.path.contains("/"),
            let command = Suggestion.nearest(to: error.path, among: commands)
        else { return "" }
        return "; did you mean the command \(command)?"
    }

    /// Refuses scenarios that judge nothing if that is `required`, and else points at them.
    mutating func checkThresholds(required: Bool) {
        for entry in entries where entry.scenario.judgesNothing {
            StandardStream.error.tell(Self.nothingJudged(in: entry.file, isError: required))
            if required { codes.append(.invalidScenario) }
        }
    }

    static func nothingJudged(in file: String, isError: Bool) -> String {
        "\(file):1:1: \(isError ? "error" : "warning"): nothing is judged, since there is no"
            + " threshold; write some under \"thresholds\", or --threshold 'METRIC=EXPRESSION'\n"
    }

    /// Refuses two scenarios whose reports would overwrite each other.
    mutating func checkNames() {
        for (index, entry) in entries.enumerated() {
            let first = entries[..<index].first { $0.scenario.name == entry.scenario.name }
            guard let first else { continue }
            let name = entry.scenario.name
            refuse(
                entry,
                "\(first.file) is named \"\(name)\" too, and both would write Reports/\(name);"
                    + " rename one, or write --no-report"
            )
        }
    }

    mutating func refuse(_ entry: Entry, _ reason: String) {
        StandardStream.error.tell("\(entry.file): error: \(reason)\n")
        codes.append(.invalidScenario)
    }
}
