/// The first place where bytes are not UTF-8 text.
struct UTF8Fault: Error, Equatable {
    enum Reason: Equatable {
        case nulByte
        case strayContinuation
        case impossibleByte
        case cutShort
        case overlong
        case surrogate
        case beyondUnicode
    }

    let offset: Int
    let reason: Reason

    /// Finds the first fault, or nil when the bytes are UTF-8 without a NUL.
    ///
    /// NUL is legal UTF-8 but not legal JSON, and the surest sign of a file that is not text.
    static func first(in bytes: [UInt8]) -> UTF8Fault? {
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                guard byte != 0 else { return UTF8Fault(offset: index, reason: .nulByte) }
                index += 1
                continue
            }
            if let reason = fault(ofSequenceAt: index, in: bytes) {
                return UTF8Fault(offset: index, reason: reason)
            }
            index += length(ofSequenceFrom: byte)
        }
        return nil
    }

    private static func length(ofSequenceFrom lead: UInt8) -> Int {
        switch lead {
        case 0xF0...: 4
        case 0xE0...: 3
        default: 2
        }
    }

    private static func fault(ofSequenceAt index: Int, in bytes: [UInt8]) -> Reason? {
        let lead = bytes[index]
        switch lead {
        case 0x80...0xBF: return .strayContinuation
        case 0xC0, 0xC1: return .overlong
        case 0xF5...0xF7: return .beyondUnicode
        case 0xF8...0xFF: return .impossibleByte
        default: break
        }
        for position in index + 1..<index + length(ofSequenceFrom: lead) {
            guard position < bytes.count, bytes[position].isContinuation else { return .cutShort }
        }
        let second = bytes[index + 1]
        switch lead {
        case 0xE0 where second < 0xA0: return .overlong
        case 0xED where second > 0x9F: return .surrogate
        case 0xF0 where second < 0x90: return .overlong
        case 0xF4 where second > 0x8F: return .beyondUnicode
        default: return nil
        }
    }
}
