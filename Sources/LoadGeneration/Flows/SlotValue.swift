import JSON

/// What a journey keeps under a name: a text, or another value with its text.
struct SlotValue: Sendable, ExpressibleByStringLiteral {
    let text: String
    private let other: JSONValue?

    init(_ text: String, other: JSONValue? = nil) {
        self.text = text
        self.other = other
    }

    init(stringLiteral text: String) {
        self.init(text)
    }

    /// The value that was captured; `null` counts as none.
    init?(_ value: JSONValue?) {
        switch value {
        case nil, .null: return nil
        case .string(let text): self.init(text)
        case let value?: self.init(JSONWriter.compact(value), other: value)
        }
    }

    var json: JSONValue { other ?? .string(text) }
}
