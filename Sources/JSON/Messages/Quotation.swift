/// Texts of a file as messages show them: short, on one line and without control characters.
package enum Quotation {
    /// The longest text that a message shows whole, in characters.
    private static let longest = 60

    /// A text in quotes, escaped as in JSON.
    package static func quoted(_ text: String) -> String {
        JSONWriter.compact(.string(shortened(text)))
    }

    /// What stands there: a plain value itself, or what kind of value it is.
    package static func found(_ node: JSONNode) -> String {
        switch node.value {
        case .null: "null"
        case .bool(let bool): bool ? "true" : "false"
        case .number(let number): shortened(number.text)
        case .string(let string): quoted(string)
        case .array, .object: node.kind
        }
    }

    /// The same for a value without a position.
    package static func found(_ value: JSONValue) -> String {
        found(JSONNode(value: value, position: .start))
    }

    /// Names in quotes with commas between them.
    package static func list(_ names: [String]) -> String {
        names.map(quoted).joined(separator: ", ")
    }

    /// A key as a part of a path.
    package static func step(_ key: String) -> String {
        key.isEmpty ? "\"\"" : shortened(key)
    }

    /// The text with escapes for whatever would break the line or change a terminal.
    package static func onOneLine(_ text: String) -> String {
        var shown = ""
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator:
                shown += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
            default:
                shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }

    private static func shortened(_ text: String) -> String {
        let end = text.unicodeScalars.prefix(longest).endIndex
        return end == text.endIndex ? text : String(text[..<end]) + "…"
    }
}
