import JSON
import Scenarios

/// A command line that cannot be obeyed; ends with exit code 64.
package struct UsageError: Error, Equatable, Sendable {
    package let message: String
    /// What to do next.
    package let hint: String
    /// Whether to show how the program is used, to somebody who wrote too little.
    package let showsUsage: Bool

    package init(
        _ message: String,
        hint: String = "see simulate --help",
        showsUsage: Bool = false
    ) {
        self.message = message
        self.hint = hint
        self.showsUsage = showsUsage
    }

    static func unavailable(_ name: String) -> UsageError {
        UsageError(
            "\(name) is not available in this version",
            hint: "see simulate --help for what is"
        )
    }

    /// An error about a `word` that is none of `words`.
    static func unknown(_ what: String, _ word: String, among words: [String]) -> UsageError {
        guard let nearest = Suggestion.nearest(to: word, among: words) else {
            return UsageError("unknown \(what) \"\(word)\"")
        }
        return UsageError("unknown \(what) \"\(word)\"", hint: "did you mean \(nearest)?")
    }

    /// The lines for standard error.
    package var text: String {
        "simulate: error: \(message)\n  \(hint)\n" + (showsUsage ? "\n" + Help.usage : "")
    }
}
