package import Reporting

/// What a command line asks for.
package struct Invocation: Equatable, Sendable {
    /// A report beside the one in `Reports`.
    package struct Output: Equatable, Sendable {
        package enum Format: String, Sendable, CaseIterable {
            case text, json
            case html, junit, markdown, github, csv, trace

            /// What renders it; nil for a trace, which is written as the run goes on, and for
            /// what this version does not have.
            package var report: ReportFormat? { ReportFormat(rawValue: rawValue) }

            package var isAvailable: Bool { report != nil || self == .trace }
        }

        package let format: Format
        package let path: String

        package init(_ format: Format, _ path: String) {
            self.format = format
            self.path = path
        }

        package var isStandardOutput: Bool { path == "-" }
    }

    package enum Action: Equatable, Sendable {
        case command(Command)
        case version
    }

    /// What is done with the baselines of scenarios.
    package enum BaselineAction: String, Sendable, CaseIterable {
        case update, check
    }

    package var action: Action
    package var files: [String] = []
    package var options = RunOptions()
    package var question = QuestionOptions()
    package var outputs: [Output] = []
    package var writesReport = true
    package var isQuiet = false
    package var allowsColour = true
    package var showsHost = false
    package var wantsJSON = false
    /// Whether a scenario without thresholds is refused.
    package var requiresThresholds = false
    /// What `baseline` is to do.
    package var baselineAction: BaselineAction?
    /// The share of a figure by which it may differ from the baseline's.
    package var tolerance = 0.0
    /// The file of an earlier result, which pages show beside the new one.
    package var earlierResult: String?
    package var failsOnImprovement = false
    /// Lower-case, 16 digits.
    package var expectedFingerprint: String?
    /// What replaces exit code 2.
    package var failureCode: Int32?

    package init(_ action: Action, files: [String] = []) {
        self.action = action
        self.files = files
    }
}
