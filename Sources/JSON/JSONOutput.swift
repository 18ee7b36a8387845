/// A JSON text in the making.
struct JSONOutput {
    private(set) var text = ""
    private let sortsKeys: Bool
    private let isIndented: Bool
    private var depth = 0

    init(sortsKeys: Bool, isIndented: Bool) {
        self.sortsKeys = sortsKeys
        self.isIndented = isIndented
    }

    mutating func write(_ value: JSONValue) {
        switch value {
        case .null: text += "null"
        case .bool(let bool): text += bool ? "true" : "false"
        case .integer(let integer): text += "\(integer)"
        case .number(let number): text += JSONNumber(number).text
        case .string(let string): write(string)
        case .array(let elements): write(elements)
        case .object(let object): write(sortsKeys ? sorted(object.members) : object.members)
        }
    }

    private mutating func write(_ elements: [JSONValue]) {
        guard !elements.isEmpty else {
            text += "[]"
            return
        }
        text += "["
        depth += 1
        for (index, element) in elements.enumerated() {
            startItem(isFirst: index == 0)
            write(element)
        }
        depth -= 1
        startLine()
        text += "]"
    }

    private mutating func write(_ members: [JSONObject.Member]) {
        guard !members.isEmpty else {
            text += "{}"
            return
        }
        text += "{"
        depth += 1
        for (index, member) in members.enumerated() {
            startItem(isFirst: index == 0)
            write(member.key)
            text += isIndented ? ": " : ":"
            write(member.value)
        }
        depth -= 1
        startLine()
        text += "}"
    }

    private mutating func startItem(isFirst: Bool) {
        text += isFirst ? "" : ","
        startLine()
    }

    private mutating func startLine() {
        guard isIndented else { return }
        text += "\n"
        for _ in 0..<depth {
            text += "  "
        }
    }

    /// Sorts by bytes, since the order of Swift strings follows the version of Unicode.
    private func sorted(_ members: [JSONObject.Member]) -> [JSONObject.Member] {
        members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    }

    private mutating func write(_ string: String) {
        text += "\""
        if Self.needsEscapes(string) {
            writeEscaped(string)
        } else {
            text += string
        }
        text += "\""
    }

    private static func needsEscapes(_ string: String) -> Bool {
        for byte in string.utf8 where byte.isControl || byte == .quote || byte == .backslash {
            return true
        }
        return false
    }

    private mutating func writeEscaped(_ string: String) {
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\u{8}": text += "\\b"
            case "\u{C}": text += "\\f"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\0"..<"\u{20}": text += "\\u00" + hexadecimal(UInt8(scalar.value))
            default: text.unicodeScalars.append(scalar)
            }
        }
    }

    private func hexadecimal(_ byte: UInt8) -> String {
        (byte < 0x10 ? "0" : "") + String(byte, radix: 16)
    }
}
