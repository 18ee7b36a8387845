/// The characters that JSON is made of, as bytes.
extension UInt8 {
    static var tab: UInt8 { 0x09 }
    static var lineFeed: UInt8 { 0x0A }
    static var carriageReturn: UInt8 { 0x0D }
    static var space: UInt8 { 0x20 }
    static var quote: UInt8 { 0x22 }
    static var plus: UInt8 { 0x2B }
    static var comma: UInt8 { 0x2C }
    static var minus: UInt8 { 0x2D }
    static var point: UInt8 { 0x2E }
    static var zero: UInt8 { 0x30 }
    static var nine: UInt8 { 0x39 }
    static var colon: UInt8 { 0x3A }
    static var capitalE: UInt8 { 0x45 }
    static var openBracket: UInt8 { 0x5B }
    static var backslash: UInt8 { 0x5C }
    static var closeBracket: UInt8 { 0x5D }
    static var underscore: UInt8 { 0x5F }
    static var letterE: UInt8 { 0x65 }
    static var letterU: UInt8 { 0x75 }
    static var openBrace: UInt8 { 0x7B }
    static var closeBrace: UInt8 { 0x7D }

    var isDigit: Bool {
        self >= 0x30 && self <= 0x39
    }

    /// Whether this is a byte of a UTF-8 sequence other than the first.
    var isContinuation: Bool {
        self & 0xC0 == 0x80
    }

    /// Whether this is a control character, which a string must escape; the end of a text is too.
    var isControl: Bool {
        self < 0x20
    }
}
