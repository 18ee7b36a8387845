import JSON

/// One value of a scenario that a sweep varies.
package struct SweepAxis: Sendable, Equatable {
    /// The most values of one axis, since each is a run at least.
    private static let mostValues = 1000

    /// The dotted path in the file.
    package let path: String
    /// JSON where they parse, else strings, in the order of their runs.
    package let values: [String]

    /// Reads `A..B`, `A..B:STEP` and `a,b,c`; nil for a text that is one fixed value.
    ///
    /// What is JSON as a whole, such as `[1,2]`, is one value, and so is a text with `{` or `$`.
    package init?(path: String, _ text: String) throws(QuestionError) {
        self.path = path
        guard (try? JSONReader.read(text)) == nil else { return nil }
        if let dots = Self.dots(in: text) {
            let span = try Self.span(String(text[..<dots]), Self.rest(of: text, behind: dots))
            guard span.count <= Self.mostValues else {
                throw QuestionError(
                    "\(path)=\(text) has \(span.count) values, of at most \(Self.mostValues)",
                    hint: "write a larger step, as in \(text[..<dots])..B:STEP"
                )
            }
            values = (0..<span.count).map { span[$0] }
        } else {
            let isText = text.utf8.contains { "{}[]$\"".utf8.contains($0) }
            guard !isText, text.utf8.contains(UInt8(ascii: ",")) else { return nil }
            let parts = text.split(separator: ",", omittingEmptySubsequences: false)
            guard parts.allSatisfy({ !$0.isEmpty }) else {
                throw QuestionError(
                    "an empty value in \(path)=\(text)",
                    hint: "write values with commas between them, as in 1,2,5"
                )
            }
            values = parts.map(String.init)
            for (index, value) in values.enumerated() where values[..<index].contains(value) {
                throw QuestionError("\(path) is \(value) twice", hint: "write each value once")
            }
        }
    }

    /// Where the two dots are, behind something that begins like a number.
    private static func dots(in text: String) -> String.Index? {
        guard let first = text.utf8.first,
            first == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
        else { return nil }
        let dot = UInt8(ascii: ".")
        return zip(text.utf8.indices, text.utf8.indices.dropFirst())
            .first { text.utf8[$0] == dot && text.utf8[$1] == dot }?.0
    }

    private static func rest(of text: String, behind dots: String.Index) -> Substring {
        text[text.utf8.index(dots, offsetBy: 2)...]
    }

    private static func span(
        _ least: String,
        _ rest: Substring
    ) throws(QuestionError) -> ValueSpan {
        let parts = rest.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        return try ValueSpan(
            from: least,
            to: parts.first.map(String.init) ?? "",
            step: parts.count > 1 ? String(parts[1]) : nil
        )
    }
}
