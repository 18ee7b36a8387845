/// Whether a text is for a file or for a terminal that shows colours.
package enum TextStyle: Sendable {
    case plain
    case colour

    /// What a piece of text is; it decides the colour.
    enum Role: String {
        case good = "32"
        case bad = "31"
        case warning = "33"
        case heading = "1"
        case faint = "2"
    }

    /// The text in the colour of its role; pad it first, since the codes have no width.
    func paint(_ text: String, _ role: Role) -> String {
        guard self == .colour, !text.isEmpty else { return text }
        return "\u{1B}[\(role.rawValue)m\(text)\u{1B}[0m"
    }
}
