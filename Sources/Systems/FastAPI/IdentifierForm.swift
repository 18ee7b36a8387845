/// Names that their senders choose, and that paths, keys and messages can carry as they are.
enum IdentifierForm {
    /// The form as a regular expression, for error messages.
    static let pattern = "^[A-Za-z0-9][A-Za-z0-9._:/-]{0,199}$"

    static func accepts(_ text: String) -> Bool {
        guard let first = text.utf8.first, isAlphanumeric(first), text.utf8.count <= 200 else {
            return false
        }
        return text.utf8.allSatisfy { isAlphanumeric($0) || isMark($0) }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        default: false
        }
    }

    private static func isMark(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "/"),
            UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
