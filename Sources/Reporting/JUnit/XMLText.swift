/// Text as XML and HTML have it.
enum XMLText {
    /// For content and for attributes in double quotes.
    ///
    /// XML 1.0 has no way to write most control characters; they become question marks.
    static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: needsCare) else { return text }
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            case "\n", "\t": escaped += "&#\(scalar.value);"
            default: escaped.unicodeScalars.append(isAllowed(scalar) ? scalar : "?")
            }
        }
        return escaped
    }

    /// Whether a byte is, or may begin, what cannot stand as it is.
    private static func needsCare(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte >= 0x7F || "&<>\"'".utf8.contains(byte)
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        let isControl = scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
        return !isControl && scalar.value != 0xFFFE && scalar.value != 0xFFFF
    }
}
