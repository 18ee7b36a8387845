extension RandomStream {
    /// A random UUID in lower case, version 4 (RFC 9562, section 5.4).
    ///
    /// Six of the 128 random bits give way to version and variant.
    package func uuid(entity: UInt64, n: UInt64 = 0) -> String {
        var (high, low) = pair(entity: entity, n: n)
        high = high & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
        low = low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        let digits = (
            Self.digits(high >> 32), Self.digits(high), Self.digits(low >> 32), Self.digits(low)
        )
        return unsafe String(unsafeUninitializedCapacity: 36) { buffer in
            let bytes = UnsafeMutableRawBufferPointer(buffer)
            unsafe bytes.storeBytes(of: digits.0, toByteOffset: 0, as: UInt64.self)
            unsafe Self.store(digits.1, at: 9, in: bytes)
            unsafe Self.store(digits.2, at: 19, in: bytes)
            unsafe bytes.storeBytes(of: digits.3, toByteOffset: 28, as: UInt64.self)
            for place in [8, 13, 18, 23] { unsafe bytes[place] = UInt8(ascii: "-") }
            return 36
        }
    }

    /// Two groups of four digits, with room for a hyphen between them.
    private static func store(
        _ digits: UInt64,
        at offset: Int,
        in bytes: UnsafeMutableRawBufferPointer
    ) {
        let halves = digits.littleEndian
        let first = UInt32(truncatingIfNeeded: halves).littleEndian
        let second = UInt32(truncatingIfNeeded: halves >> 32).littleEndian
        unsafe bytes.storeBytes(of: first, toByteOffset: offset, as: UInt32.self)
        unsafe bytes.storeBytes(of: second, toByteOffset: offset + 5, as: UInt32.self)
    }

    /// The lower half of a number as eight hexadecimal digits, in the order of memory.
    ///
    /// All at once, in the bytes of a word: digit by digit it took a third of a store's command.
    private static func digits(_ number: UInt64) -> UInt64 {
        var word = number & 0xFFFF_FFFF
        word = (word | word << 16) & 0x0000_FFFF_0000_FFFF
        word = (word | word << 8) & 0x00FF_00FF_00FF_00FF
        word = (word | word << 4) & 0x0F0F_0F0F_0F0F_0F0F
        let letters = (word &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
        // "a" lies 39 behind the character that would follow "9".
        return (word &+ 0x3030_3030_3030_3030 &+ letters &* 39).bigEndian
    }
}
