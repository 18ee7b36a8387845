/// The first thing in a text that is not JSON, and what its writer could do about it.
package struct JSONSyntaxError: Error, Equatable, Sendable {
    package let position: JSONPosition

    /// What is wrong, in lower case and without a full stop.
    package let message: String

    /// What to write instead, where that can be guessed.
    package let hint: String?

    package init(position: JSONPosition, message: String, hint: String? = nil) {
        self.position = position
        self.message = message
        self.hint = hint
    }
}

extension JSONSyntaxError: CustomStringConvertible {
    package var description: String {
        "\(position): \(message)" + (hint.map { " (\($0))" } ?? "")
    }
}
