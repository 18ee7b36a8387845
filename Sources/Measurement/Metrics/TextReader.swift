/// Reads a short text byte by byte; whatever it holds, reading on never fails.
struct TextReader {
    private let bytes: [UInt8]
    /// In UTF-8 bytes from the start.
    private(set) var offset = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    var isAtEnd: Bool { offset == bytes.count }

    /// The next byte; 0 at the end.
    var next: UInt8 { isAtEnd ? 0 : bytes[offset] }

    mutating func skipSpaces() {
        while next == UInt8(ascii: " ") || next == UInt8(ascii: "\t") { offset += 1 }
    }

    /// Takes `token` if it comes next.
    mutating func take(_ token: String) -> Bool {
        guard bytes[offset...].starts(with: token.utf8) else { return false }
        offset += token.utf8.count
        return true
    }

    /// Takes letters, digits and `_` that do not start with a digit; empty if there are none.
    mutating func takeWord() -> String {
        let start = offset
        while isLetter(next) || (isDigit(next) && offset > start) { offset += 1 }
        return text(from: start)
    }

    /// Takes what stands before one of `stops` or the end, without spaces behind it.
    mutating func takeUntil(anyOf stops: String) -> String {
        let start = offset
        while !isAtEnd, !stops.utf8.contains(next) { offset += 1 }
        var end = offset
        while end > start, bytes[end - 1] == UInt8(ascii: " ") || bytes[end - 1] == 9 { end -= 1 }
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// Takes decimal digits.
    mutating func takeDigits() -> [UInt8] {
        let start = offset
        while isDigit(next) { offset += 1 }
        return bytes[start..<offset].map { $0 - UInt8(ascii: "0") }
    }

    private func text(from start: Int) -> String {
        String(decoding: bytes[start..<offset], as: UTF8.self)
    }

    private func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_")
    }
}
