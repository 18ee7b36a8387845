/// Why a text is not the key of a series.
package struct MetricKeyError: Error, Equatable, Sendable {
    /// Where in the text, in UTF-8 bytes from its start.
    package let offset: Int
    package let message: String
}
