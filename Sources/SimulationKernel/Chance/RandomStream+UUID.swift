extension RandomStream {
    /// A random UUID in lower case, version 4 (RFC 9562, section 5.4).
    ///
    /// Six of the 128 random bits give way to version and variant.
    package func uuid(entity: UInt64, n: UInt64 = 0) -> String {
        var (high, low) = pair(entity: entity, n: n)
        high = high & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
        low = low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        return unsafe String(unsafeUninitializedCapacity: 36) { buffer in
            for place in 0..<36 {
                switch place {
                case 8, 13, 18, 23:
                    unsafe buffer[place] = UInt8(ascii: "-")
                default:
                    let digit = UInt8(truncatingIfNeeded: high >> 60)
                    unsafe buffer[place] = digit < 10 ? 48 + digit : 87 + digit
                    high = high << 4 | low >> 60
                    low <<= 4
                }
            }
            return 36
        }
    }
}
