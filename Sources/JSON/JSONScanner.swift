/// A cursor over the bytes of a JSON text that knows its line and column.
///
/// The bytes must have passed `EncodingCheck`, so that 0 can stand for the end.
struct JSONScanner {
    let bytes: [UInt8]
    private(set) var index = 0
    private let firstLine: Int
    private var line: Int

    /// The index of column 1 if every character so far on the line were a single byte.
    private var columnOrigin = 0

    init(_ bytes: [UInt8], firstLine: Int = 1) {
        self.bytes = bytes
        self.firstLine = firstLine
        line = firstLine
    }

    /// The byte under the cursor, or 0 at the end.
    var current: UInt8 {
        index < bytes.count ? bytes[index] : 0
    }

    var isAtEnd: Bool {
        index == bytes.count
    }

    var position: JSONPosition {
        JSONPosition(line: line, column: index - columnOrigin + 1)
    }

    /// Moves over one byte that is a whole character and ends no line.
    mutating func advance() {
        index += 1
    }

    mutating func skipWhitespace() {
        while true {
            switch current {
            case .space, .tab:
                index += 1
            case .lineFeed:
                index += 1
                startLine()
            case .carriageReturn:
                index += 1
                // Of `\r\n`, the second byte ends the line.
                if current != .lineFeed {
                    startLine()
                }
            default:
                return
            }
        }
    }

    private mutating func startLine() {
        line += 1
        columnOrigin = index
    }

    /// Moves over the rest of a string up to a quote, a backslash, a control character or the end.
    mutating func skipPlainText() {
        while index < bytes.count {
            let byte = bytes[index]
            if byte == .quote || byte == .backslash || byte.isControl {
                return
            }
            if byte.isContinuation {
                columnOrigin += 1
            }
            index += 1
        }
    }

    mutating func skipDigits() {
        while current.isDigit {
            index += 1
        }
    }

    /// The text from a byte up to the cursor.
    func text(from start: Int) -> String {
        String(decoding: bytes[start..<index], as: UTF8.self)
    }

    /// Reads `true`, `false` or `null`, and gives nil without moving for any other word.
    mutating func scanLiteral() -> JSONNode.Value? {
        let end = endOfWord(at: index)
        let value: JSONNode.Value
        switch String(decoding: bytes[index..<end], as: UTF8.self) {
        case "true": value = .bool(true)
        case "false": value = .bool(false)
        case "null": value = .null
        default: return nil
        }
        index = end
        return value
    }

    /// Where the run of letters, digits and what people use to join them ends.
    func endOfWord(at start: Int) -> Int {
        var end = start
        while end < bytes.count, Self.isWordByte(bytes[end]) {
            end += 1
        }
        return end
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch Unicode.Scalar(byte) {
        case "a"..."z", "A"..."Z", "0"..."9", "_", "$", "-", "+", ".", "%": true
        default: false
        }
    }

    /// The position of a byte, for errors alone: it is found by counting.
    func position(of offset: Int) -> JSONPosition {
        let place = JSONPosition(of: offset, in: bytes)
        return JSONPosition(line: firstLine - 1 + place.line, column: place.column)
    }

    func error(at offset: Int, _ message: String, hint: String? = nil) -> JSONSyntaxError {
        JSONSyntaxError(position: position(of: offset), message: message, hint: hint)
    }
}
