/// How text fits into the lines of a report.
///
/// Widths are counted in Unicode scalars, which do not change with the version of Unicode.
enum TextLayout {
    /// No line of a report is longer, except for one argument of a command that is.
    static let width = 100

    static func width(of text: String) -> Int {
        text.unicodeScalars.count
    }

    static func padded(_ text: String, to width: Int) -> String {
        text + spaces(width - self.width(of: text))
    }

    static func rightAligned(_ text: String, to width: Int) -> String {
        spaces(width - self.width(of: text)) + text
    }

    static func spaces(_ count: Int) -> String {
        String(repeating: " ", count: max(0, count))
    }

    /// Puts words, which may have spaces in them, on lines: the first behind `label`.
    static func wrapped(_ label: String, _ words: [String], width: Int = width) -> [String] {
        var lines: [String] = []
        var line = label
        var isEmpty = true
        for word in words {
            if !isEmpty, self.width(of: line) + 1 + self.width(of: word) > width {
                lines.append(line)
                line = spaces(self.width(of: label))
                isEmpty = true
            }
            line += isEmpty ? word : " " + word
            isEmpty = false
        }
        return lines + [line]
    }

    /// Puts items on lines, with commas between them.
    static func list(_ label: String, _ items: [String]) -> [String] {
        wrapped(label, items.dropLast().map { $0 + "," } + items.suffix(1))
    }

    /// Breaks a text of any length at its spaces, and words that are too long anywhere.
    static func paragraph(_ text: String, indent: Int) -> [String] {
        let words = printable(text).split(separator: " ").flatMap { word in
            chunks(String(word), of: width - indent)
        }
        return words.isEmpty ? [] : wrapped(spaces(indent), words)
    }

    /// Control characters, which would speak to the terminal, become question marks.
    static func printable(_ text: String) -> String {
        var printable = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isControl = scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
            printable.append(isControl ? "?" : scalar)
        }
        return String(printable)
    }

    private static func chunks(_ word: String, of size: Int) -> [String] {
        var chunks: [String] = []
        var rest = word.unicodeScalars[...]
        while !rest.isEmpty {
            chunks.append(String(rest.prefix(size)))
            rest = rest.dropFirst(size)
        }
        return chunks
    }
}
