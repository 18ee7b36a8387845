extension String {
    /// Four texts in a row, as keys of a store are made: one allocation, and no growing.
    package init(joining first: String, _ second: String, _ third: String, _ fourth: String) {
        let count =
            first.utf8.count + second.utf8.count + third.utf8.count + fourth.utf8.count
        unsafe self.init(unsafeUninitializedCapacity: count) { buffer in
            guard var place = buffer.baseAddress else { return 0 }
            unsafe Self.copy(first, to: &place)
            unsafe Self.copy(second, to: &place)
            unsafe Self.copy(third, to: &place)
            unsafe Self.copy(fourth, to: &place)
            return count
        }
    }

    private static func copy(_ text: String, to place: inout UnsafeMutablePointer<UInt8>) {
        let count = text.utf8.count
        let copied: Void? = unsafe text.utf8.withContiguousStorageIfAvailable { bytes in
            guard let start = bytes.baseAddress else { return }
            unsafe place.update(from: start, count: count)
        }
        if copied == nil {
            for (offset, byte) in text.utf8.enumerated() { unsafe place[offset] = byte }
        }
        unsafe place += count
    }
}
