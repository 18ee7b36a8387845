/// One key of a system's section in a scenario file, as data.
///
/// Reading, validation, the schema and the manual are all made from these values, so that they
/// cannot disagree.
package struct ConfigurationKey: Sendable {
    /// What may be written as the value of a key.
    package indirect enum Kind: Sendable {
        /// A duration with a unit, above zero: `"60s"`.
        case duration
        /// A duration that may be zero.
        case durationOrZero
        /// A duration above zero, or `"off"`.
        case durationOrOff
        /// A duration or the description of a distribution of durations.
        case distribution
        /// `"0.1%"` or a number from 0 to 1.
        case probability
        /// A whole number from `min` to `max`.
        case count(min: Int64, max: Int64)
        /// `true` or `false`.
        case flag
        /// Any text.
        case text
        /// One of some names.
        case choice([String])
        /// A section with keys of its own.
        case section([ConfigurationKey])
        /// A list of sections with these keys.
        case list([ConfigurationKey])
        /// Any value, which the system reads itself.
        case json
    }

    package let name: String
    package let kind: Kind

    /// True when a file without the key is refused.
    package let isRequired: Bool

    /// What holds where the key is left out, in the words of the manual: `"65s"`, `"unlimited"`.
    package let defaultText: String?

    /// One sentence for the manual.
    package let summary: String

    package init(
        _ name: String,
        _ kind: Kind,
        required: Bool = false,
        default defaultText: String? = nil,
        _ summary: String
    ) {
        self.name = name
        self.kind = kind
        isRequired = required
        self.defaultText = defaultText
        self.summary = summary
    }
}
