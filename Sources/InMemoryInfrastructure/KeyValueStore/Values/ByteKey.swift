/// Strings as keys: by their bytes, with a hash that is the same in every run.
///
/// Swift's own equality takes two spellings of an accented letter for one, and its own hash
/// differs between processes.
enum ByteKey {
    private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15

    @inline(__always)
    static func hash(_ key: String) -> UInt32 {
        let found = unsafe key.utf8.withContiguousStorageIfAvailable { bytes in
            unsafe hash(of: UnsafeRawBufferPointer(bytes))
        }
        return found ?? slowHash(key)
    }

    @inline(__always)
    static func areEqual(_ left: String, _ right: String) -> Bool {
        let found: Bool?? = unsafe left.utf8.withContiguousStorageIfAvailable { first in
            unsafe right.utf8.withContiguousStorageIfAvailable { second in
                unsafe haveSameBytes(UnsafeRawBufferPointer(first), UnsafeRawBufferPointer(second))
            }
        }
        return (found ?? nil) ?? left.utf8.elementsEqual(right.utf8)
    }

    private static func slowHash(_ key: String) -> UInt32 {
        let bytes = Array(key.utf8)
        return unsafe bytes.withUnsafeBytes { bytes in unsafe hash(of: bytes) }
    }

    @inline(__always)
    private static func hash(of bytes: UnsafeRawBufferPointer) -> UInt32 {
        var state = UInt64(truncatingIfNeeded: bytes.count) &* factor
        var offset = 0
        let end = bytes.count
        while offset + 8 <= end {
            let word = unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            state = mix(state ^ UInt64(littleEndian: word))
            offset += 8
        }
        var rest: UInt64 = 0
        while offset < end {
            rest = rest << 8 | UInt64(unsafe bytes[offset])
            offset += 1
        }
        state = mix(state ^ rest)
        return UInt32(truncatingIfNeeded: state >> 32)
    }

    @inline(__always)
    private static func mix(_ state: UInt64) -> UInt64 {
        let product = (state ^ state >> 32) &* factor
        return product ^ product >> 29
    }

    @inline(__always)
    private static func haveSameBytes(
        _ left: UnsafeRawBufferPointer,
        _ right: UnsafeRawBufferPointer
    ) -> Bool {
        let end = left.count
        guard right.count == end else { return false }
        var offset = 0
        while offset + 8 <= end {
            let first = unsafe left.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            let second = unsafe right.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            guard first == second else { return false }
            offset += 8
        }
        while offset < end {
            guard unsafe left[offset] == right[offset] else { return false }
            offset += 1
        }
        return true
    }
}
