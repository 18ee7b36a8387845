/// A rolling digest over (time, code, argument) of every event that ran, in order.
///
/// Two runs with equal fingerprints did the same things in the same order, up to a collision of
/// 64 bits. The rounds are those of MurmurHash3's 64-bit finaliser, on integers alone.
package struct Fingerprint: Sendable, Equatable {
    /// The digest so far.
    package private(set) var value: UInt64 = 0x243F_6A88_85A3_08D3

    package init() {}

    @inline(__always)
    mutating func combine(time: Int64, code: Int32, argument: Int) {
        var word = value ^ UInt64(bitPattern: time)
        word = (word ^ (word >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        word ^= UInt64(UInt32(bitPattern: code)) &* 0x9E37_79B9_7F4A_7C15
        word ^= UInt64(bitPattern: Int64(argument))
        word = (word ^ (word >> 33)) &* 0xC4CE_B9FE_1A85_EC53
        value = word ^ (word >> 29)
    }

    /// The digest of bytes, for names and texts.
    package static func digest(of text: String) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        }
        return hash
    }

    /// A digest as people read it: 16 hexadecimal digits.
    package static func text(_ digest: UInt64) -> String {
        let digits = String(digest, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
