/// Refuses bytes that are not UTF-8 text, before anything looks for JSON in them.
enum EncodingCheck {
    /// Passes only UTF-8 without NUL bytes and byte order marks.
    static func check(_ bytes: [UInt8]) throws(JSONSyntaxError) {
        try checkByteOrderMark(bytes)
        guard let fault = UTF8Fault.first(in: bytes) else { return }
        throw JSONSyntaxError(
            position: JSONPosition(of: fault.offset, in: bytes),
            message: message(for: fault, in: bytes),
            hint: "JSON is text in UTF-8: save it as such, or check that this is the right file"
        )
    }

    private static func checkByteOrderMark(_ bytes: [UInt8]) throws(JSONSyntaxError) {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            throw JSONSyntaxError(
                position: .start,
                message: "the file begins with a byte order mark",
                hint: "save it as UTF-8 without one"
            )
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw JSONSyntaxError(
                position: .start,
                message: "the file is UTF-16",
                hint: "save it as UTF-8 without a byte order mark"
            )
        }
    }

    private static func message(for fault: UTF8Fault, in bytes: [UInt8]) -> String {
        let byte = String(bytes[fault.offset], radix: 16, uppercase: true)
        let place = "0x\(byte) at byte offset \(fault.offset)"
        return switch fault.reason {
        case .nulByte: "the file is not text: there is a NUL at byte offset \(fault.offset)"
        case .strayContinuation: "invalid UTF-8: \(place) continues no character"
        case .impossibleByte: "invalid UTF-8: \(place) never occurs"
        case .cutShort: "invalid UTF-8: the character of \(place) is cut short"
        case .overlong: "invalid UTF-8: \(place) begins an overlong form"
        case .surrogate: "invalid UTF-8: \(place) begins a surrogate, which is no character"
        case .beyondUnicode: "invalid UTF-8: \(place) begins a character beyond U+10FFFF"
        }
    }
}
