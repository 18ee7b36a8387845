/// Which characters a name may have.
enum NamePattern: Sendable {
    /// A scenario's: it becomes a folder.
    case scenario
    /// A load's, as k6 has it.
    case load
    /// A variable's: what may follow a dollar.
    case variable
    /// A flow's.
    case flow
    /// A tag's: what a threshold's key has in braces.
    case tag

    /// As a regular expression, for the schema and for messages.
    var expression: String {
        switch self {
        case .scenario: "[a-z0-9-]+"
        case .load: "[A-Za-z0-9_-]+"
        case .variable: "[A-Za-z_][A-Za-z0-9_-]*"
        case .flow: "[A-Za-z][A-Za-z0-9_-]*"
        case .tag: "[A-Za-z_][A-Za-z0-9_]*"
        }
    }

    func matches(_ text: some StringProtocol) -> Bool {
        guard let first = text.utf8.first, allows(first, isFirst: true) else { return false }
        for byte in text.utf8.dropFirst() where !allows(byte, isFirst: false) { return false }
        return true
    }

    private func allows(_ byte: UInt8, isFirst: Bool) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): true
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): self != .scenario
        case UInt8(ascii: "0")...UInt8(ascii: "9"): !isFirst || self == .scenario || self == .load
        case UInt8(ascii: "_"): self != .scenario && (!isFirst || self != .flow)
        case UInt8(ascii: "-"): self != .tag && (!isFirst || (self != .variable && self != .flow))
        default: false
        }
    }
}
