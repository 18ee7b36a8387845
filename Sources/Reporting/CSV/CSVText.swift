/// Text as a field of comma-separated values.
enum CSVText {
    /// In quotes where a comma, a quote or a line break is part of it, as RFC 4180 has it.
    static func quoted(_ text: String) -> String {
        guard text.utf8.contains(where: { ",\"\r\n".utf8.contains($0) }) else { return text }
        return "\""
            + text.split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\"\"") + "\""
    }
}
