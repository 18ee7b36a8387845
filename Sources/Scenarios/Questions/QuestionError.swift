/// Why a question cannot be asked.
package struct QuestionError: Error, Equatable {
    /// In lower case and without a full stop.
    package let message: String
    /// What to write instead.
    package let hint: String

    init(_ message: String, hint: String) {
        self.message = message
        self.hint = hint
    }
}
