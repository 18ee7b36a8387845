/// Why a text is not a threshold, or not one for its metric.
package struct ThresholdSyntaxError: Error, Equatable, Sendable {
    /// Where in the text, in UTF-8 bytes from its start.
    package let offset: Int
    package let message: String
    /// What to write instead, where that is known.
    package let hint: String?

    package init(offset: Int, message: String, hint: String? = nil) {
        self.offset = offset
        self.message = message
        self.hint = hint
    }
}
