/// Text as Markdown shows it, even in a cell of a table.
enum MarkdownText {
    /// Everything that could begin a markup is escaped; control characters become `?`.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in TextLayout.printable(text).unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\\", "`", "*", "_", "[", "]", "|", "~", "#", "!": escaped += "\\\(scalar)"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// A span of code.
    static func code(_ text: String) -> String {
        let fence = fence(for: text, atLeast: 1)
        let padding = fence.utf8.count > 1 ? " " : ""
        let cell = TextLayout.printable(text).split(
            separator: "|",
            omittingEmptySubsequences: false
        ).joined(separator: "\\|")
        return fence + padding + cell + padding + fence
    }

    /// More backticks than stand in a row in the text.
    static func fence(for text: String, atLeast least: Int) -> String {
        var longest = 0
        var length = 0
        for byte in text.utf8 {
            length = byte == UInt8(ascii: "`") ? length + 1 : 0
            longest = max(longest, length)
        }
        return String(repeating: "`", count: max(least, longest + 1))
    }
}
