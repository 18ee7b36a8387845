package import JSON

/// Why a file is no result that this program can read, and where in it.
package struct ResultProblem: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file as its user named it.
    package let file: String
    package let position: JSONPosition
    /// The path of the value, such as `metrics.polls.count`; empty for the whole file.
    package let path: String
    package let message: String
    /// What to do instead, where that can be guessed.
    package let hint: String?

    /// One line: `FILE:LINE:COLUMN: error: PATH: MESSAGE; HINT`.
    package var description: String {
        let place = path.isEmpty ? "" : path + ": "
        let text = "\(file):\(position): error: \(place)\(message)" + (hint.map { "; \($0)" } ?? "")
        return TextLayout.printable(text)
    }
}
