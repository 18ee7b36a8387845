import Infrastructure

/// What may be written as a value of a scenario file.
indirect enum SchemaKind: Sendable {
    /// The number of the format.
    case version
    /// A name of the characters that `NamePattern` allows.
    case name(NamePattern)
    /// An unsigned integer of 64 bits.
    case seed
    /// `"60s"`; `"0s"` only where that means something.
    case duration(allowsZero: Bool)
    /// A duration, or a word that stands for one or for none: `"auto"`, `"off"`.
    case durationOr(String, allowsZero: Bool)
    /// A duration or a law of durations.
    case distribution
    case probability
    case count(min: Int64, max: Int64)
    /// A number above 0 that stays exact.
    case rate
    /// A number from `min` on.
    case number(NumberRange)
    case flag
    case text
    /// One of some names, of which later versions know more.
    case choice([String], later: [String])
    /// Known keys, which `of` calls by their name: "key", "system", "variable".
    case section([SchemaKey], of: String)
    /// Known keys of an element of a list.
    case row([SchemaKey])
    /// Keys of the user's own; `isClosed` means that `--set` cannot add one.
    case map(SchemaKind, isClosed: Bool)
    case list(SchemaKind)
    /// An expression, or an object that holds one.
    case threshold([SchemaKey])
    /// A duration, or an object that says when the window begins.
    case window([SchemaKey])
    /// A duration from the start of the run, or an object that names an event.
    case moment([SchemaKey])
    /// A number or a string: what a variable may hold.
    case scalar
    /// Any value at all.
    case json
    /// The value, or a text with a place `${name}` that a flow fills in.
    case template(SchemaKind)
    /// The steps of a flow.
    case steps

    static func section(_ keys: [SchemaKey]) -> SchemaKind {
        .section(keys, of: "key")
    }

    static func choice(_ names: [String]) -> SchemaKind {
        .choice(names, later: [])
    }
}

/// Which numbers a key takes.
enum NumberRange: Sendable {
    case positive
    case notNegative
}

extension SchemaKind {
    /// Translates what a system declares.
    init(_ kind: ConfigurationKey.Kind) {
        self =
            switch kind {
            case .duration: .duration(allowsZero: false)
            case .durationOrZero: .duration(allowsZero: true)
            case .durationOrOff: .durationOr("off", allowsZero: false)
            case .distribution: .distribution
            case .probability: .probability
            case .count(let min, let max): .count(min: min, max: max)
            case .flag: .flag
            case .text: .text
            case .choice(let names): .choice(names)
            case .section(let keys): .section(keys.map(SchemaKey.init))
            case .list(let keys): .list(.row(keys.map(SchemaKey.init)))
            case .json: .json
            }
    }
}
