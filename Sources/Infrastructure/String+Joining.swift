extension String {
    /// Four texts in a row, as keys of a store are made: one allocation, and no growing.
    package init(joining first: String, _ second: String, _ third: String, _ fourth: String) {
        let count =
            first.utf8.count + second.utf8.count + third.utf8.count + fourth.utf8.count
        unsafe self.init(unsafeUninitializedCapacity: count) { buffer in
            var place = 0
            unsafe Self.copy(first, to: buffer, &place)
            unsafe Self.copy(second, to: buffer, &place)
            unsafe Self.copy(third, to: buffer, &place)
            unsafe Self.copy(fourth, to: buffer, &place)
            return place
        }
    }

    private static func copy(
        _ text: String,
        to buffer: UnsafeMutableBufferPointer<UInt8>,
        _ place: inout Int
    ) {
        var text = text
        text.withUTF8 { bytes in
            place = unsafe buffer[place...].update(fromContentsOf: bytes)
        }
    }
}
