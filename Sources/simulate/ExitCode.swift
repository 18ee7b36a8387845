/// What the process ends with; the values are fixed, since people's pipelines test for them.
package enum ExitCode: Int32, Sendable, CaseIterable {
    /// Every threshold passed.
    case passed = 0
    /// A bug of this program, or a report that could not be written.
    case internalError = 1
    /// A threshold failed; the only value that `--exit-code-on-fail` replaces.
    case thresholdFailed = 2
    /// The figures mean nothing: an invariant broke, or two runs differed.
    case invalidRun = 3
    case onlyImprovements = 4
    case baselineNotFound = 5
    case usage = 64
    case invalidScenario = 65
    case unreadableFile = 66
    case interrupted = 130
    case terminated = 143

    /// From the one that outweighs all others down.
    private static let precedence: [ExitCode] = [
        .interrupted, .terminated, .internalError, .unreadableFile, .invalidScenario, .usage,
        .invalidRun, .thresholdFailed, .baselineNotFound, .onlyImprovements,
    ]

    /// What several files come to; `passed` for none.
    package static func first(of codes: [ExitCode]) -> ExitCode {
        precedence.first { codes.contains($0) } ?? .passed
    }
}
