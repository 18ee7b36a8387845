/// Rows of figures under headings: names to the left, figures aligned to the right.
struct TextTable {
    struct Row {
        /// With its indentation; printable.
        let name: String
        let cells: [String]
        /// The colour of the name.
        var role: TextStyle.Role?
        /// A text below the row.
        var note: String?
    }

    let title: String
    let columns: [String]
    var rows: [Row] = []

    init(_ title: String, columns: [String]) {
        self.title = title
        self.columns = columns
    }

    mutating func add(_ name: String, _ cells: [String]) {
        rows.append(Row(name: name, cells: cells))
    }

    /// The heading and the rows; nothing for a table without rows.
    ///
    /// A name that leaves too little room for the figures has lines of its own above them.
    func lines(_ style: TextStyle) -> [String] {
        guard !rows.isEmpty else { return [] }
        let widths = columns.indices.map { column in
            rows.map { TextLayout.width(of: $0.cells[column]) }
                .reduce(TextLayout.width(of: columns[column]), max)
        }
        let room = TextLayout.width - widths.reduce(0) { $0 + $1 + 2 }
        let names = rows.map { TextLayout.width(of: $0.name) }.filter { $0 <= room }
        let nameWidth = names.reduce(TextLayout.width(of: title), max)
        let heading = style.paint(TextLayout.padded(title, to: nameWidth), .heading)
        let columnNames = Self.trimmed(Self.joined(columns, widths))
        return [heading + style.paint(columnNames, .faint)]
            + rows.flatMap { $0.lines(nameWidth: nameWidth, widths, style) }
    }

    fileprivate static func joined(_ cells: [String], _ widths: [Int]) -> String {
        zip(cells, widths).map { "  " + TextLayout.rightAligned($0, to: $1) }.joined()
    }

    fileprivate static func trimmed(_ text: String) -> String {
        var text = text
        while text.hasSuffix(" ") { text.removeLast() }
        return text
    }
}

extension TextTable.Row {
    fileprivate func lines(nameWidth: Int, _ widths: [Int], _ style: TextStyle) -> [String] {
        let figures = TextTable.trimmed(TextTable.joined(cells, widths))
        let notes = TextLayout.paragraph(note ?? "", indent: 4)
        let padded = TextLayout.padded(name, to: nameWidth)
        guard TextLayout.width(of: name) > nameWidth else {
            return [painted(padded, style) + figures] + notes
        }
        let indent = name.prefix { $0 == " " }.count
        let names = TextLayout.paragraph(name, indent: indent).map { painted($0, style) }
        return names + [TextLayout.spaces(nameWidth) + figures] + notes
    }

    private func painted(_ text: String, _ style: TextStyle) -> String {
        role.map { style.paint(text, $0) } ?? text
    }
}
