import JSON

/// Finds where a byte of a string's value is written in the text of a file.
enum StringLocator {
    /// The position of the `offset`-th byte of the string whose opening quote is at `start`.
    ///
    /// The text must be JSON that was read; an offset beyond the string gives its closing quote.
    static func position(
        ofByte offset: Int,
        inStringAt start: JSONPosition,
        in bytes: [UInt8]
    ) -> JSONPosition {
        guard let quote = index(of: start, in: bytes) else { return start }
        var index = quote + 1
        var column = start.column + 1
        var passed = 0
        while passed < offset, index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            let (written, read, scalars) = character(at: index, in: bytes)
            index += written
            column += scalars
            passed += read
        }
        return JSONPosition(line: start.line, column: column)
    }

    /// One character: its bytes in the file, its bytes in the value, and its columns.
    private static func character(at index: Int, in bytes: [UInt8]) -> (Int, Int, Int) {
        if bytes[index] == UInt8(ascii: "\\") {
            guard index + 5 < bytes.count, bytes[index + 1] == UInt8(ascii: "u") else {
                return (2, 1, 2)
            }
            let digits = String(decoding: bytes[(index + 2)..<(index + 6)], as: UTF8.self)
            let unit = UInt32(digits, radix: 16) ?? 0
            // Each half of a surrogate pair counts two of the four bytes of its scalar.
            let isSurrogate = (0xD800...0xDFFF).contains(unit)
            return (6, unit < 0x80 ? 1 : unit < 0x800 || isSurrogate ? 2 : 3, 6)
        }
        var length = 1
        while index + length < bytes.count, bytes[index + length] & 0xC0 == 0x80 { length += 1 }
        return (length, length, 1)
    }

    /// The byte at a position, counting lines and columns as the reader does.
    private static func index(of position: JSONPosition, in bytes: [UInt8]) -> Int? {
        var index = 0
        var line = 1
        var column = 1
        while index < bytes.count {
            if line == position.line, column == position.column { return index }
            let byte = bytes[index]
            index += 1
            let isReturn = byte == 0x0D && (index == bytes.count || bytes[index] != 0x0A)
            if byte == 0x0A || isReturn {
                line += 1
                column = 1
            } else if index == bytes.count || bytes[index] & 0xC0 != 0x80 {
                column += 1
            }
        }
        return nil
    }
}
