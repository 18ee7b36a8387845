import Infrastructure
import JSON

/// One key of a scenario file, as data.
///
/// Unknown keys, wrong types, `--set` and the schema for editors all follow from these values.
struct SchemaKey: Sendable {
    /// Whether this version does what the key asks for.
    enum Availability: Sendable {
        case now
        /// Refused unless it asks for nothing, which only the value given here does.
        case later(unless: JSONValue?)
    }

    let name: String
    let kind: SchemaKind
    let isRequired: Bool
    let availability: Availability

    /// What holds where the key is left out: a value as a file has it, or words such as "none".
    let defaultText: String?

    /// One sentence for the schema.
    let summary: String

    init(
        _ name: String,
        _ kind: SchemaKind,
        required: Bool = false,
        default defaultText: String? = nil,
        availability: Availability = .now,
        _ summary: String
    ) {
        self.name = name
        self.kind = kind
        isRequired = required
        self.defaultText = defaultText
        self.availability = availability
        self.summary = summary
    }

    init(_ key: ConfigurationKey) {
        self.init(
            key.name,
            SchemaKind(key.kind),
            required: key.isRequired,
            default: key.defaultText,
            key.summary
        )
    }
}
