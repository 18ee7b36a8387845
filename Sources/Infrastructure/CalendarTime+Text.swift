extension CalendarTime {
    /// `2025-01-01`.
    package var date: String {
        unsafe String(unsafeUninitializedCapacity: 10) { buffer in
            var digits = unsafe DigitWriter(buffer)
            digits.write(date: self)
            return digits.count
        }
    }

    /// ISO 8601 in UTC, with a fraction of six digits where there is one: `2025-01-01T00:00:00Z`.
    package var text: String {
        text(fraction: nanosecond / 1000, digits: nanosecond < 1000 ? 0 : 6)
    }

    /// The same without loss: with nine digits where six do not hold the instant.
    package var exactText: String {
        nanosecond % 1000 == 0 ? text : text(fraction: nanosecond, digits: 9)
    }

    private func text(fraction: Int, digits count: Int) -> String {
        unsafe String(unsafeUninitializedCapacity: 30) { buffer in
            var digits = unsafe DigitWriter(buffer)
            digits.write(date: self)
            digits.write("T")
            digits.write(hour, 2)
            digits.write(":")
            digits.write(minute, 2)
            digits.write(":")
            digits.write(second, 2)
            if count > 0 {
                digits.write(".")
                digits.write(fraction, count)
            }
            digits.write("Z")
            return digits.count
        }
    }
}

/// Writes numbers of a fixed length, and marks between them, into the room of a text.
@safe private struct DigitWriter {
    private let buffer: UnsafeMutableBufferPointer<UInt8>
    private(set) var count = 0

    init(_ buffer: UnsafeMutableBufferPointer<UInt8>) {
        unsafe self.buffer = unsafe buffer
    }

    mutating func write(_ mark: Unicode.Scalar) {
        unsafe buffer[count] = UInt8(truncatingIfNeeded: mark.value)
        count += 1
    }

    /// The last `length` digits of a number that is not negative.
    mutating func write(_ number: Int, _ length: Int) {
        var rest = number
        for place in stride(from: count + length - 1, through: count, by: -1) {
            unsafe buffer[place] = UInt8(truncatingIfNeeded: 48 + rest % 10)
            rest /= 10
        }
        count += length
    }

    mutating func write(date: CalendarTime) {
        write(date.year, 4)
        write("-")
        write(date.month, 2)
        write("-")
        write(date.day, 2)
    }
}
