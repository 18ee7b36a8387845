/// Where something stands in a JSON text.
///
/// Lines and columns count from 1. A column is one Unicode scalar, a tab included; `\n`, `\r\n`
/// and a lone `\r` end a line. Editors that count so jump to the very character.
package struct JSONPosition: Sendable, Equatable, Comparable {
    package let line: Int
    package let column: Int

    package static let start = JSONPosition(line: 1, column: 1)

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    package static func < (lhs: JSONPosition, rhs: JSONPosition) -> Bool {
        lhs.line == rhs.line ? lhs.column < rhs.column : lhs.line < rhs.line
    }
}

extension JSONPosition: CustomStringConvertible {
    /// Line and column as compilers write them, such as `3:14`.
    package var description: String {
        "\(line):\(column)"
    }

    /// Line and column as a sentence names them.
    var inWords: String {
        "line \(line), column \(column)"
    }
}

extension JSONPosition {
    /// The position of a byte, found by counting from the beginning.
    ///
    /// For errors alone, of which a text has one; values take theirs from the scanner, which
    /// counts as it goes. The bytes before `offset` must be valid UTF-8.
    init(of offset: Int, in bytes: [UInt8]) {
        var line = 1
        var column = 1
        for index in 0..<offset {
            let byte = bytes[index]
            let isLoneReturn =
                byte == .carriageReturn
                && (index + 1 == bytes.count || bytes[index + 1] != .lineFeed)
            if byte == .lineFeed || isLoneReturn {
                line += 1
                column = 1
            } else if !byte.isContinuation {
                column += 1
            }
        }
        self.init(line: line, column: column)
    }
}
