/// A number as it was written, checked against the grammar, which converts exactly.
///
/// Equality is that of the text: `1.0` and `1` differ, though they convert to the same integer.
package struct JSONNumber: Sendable, Equatable {
    package let text: String

    /// Takes a text that is a JSON number and nothing else, and gives nil for any other.
    package init?(_ text: String) {
        var scanner = JSONScanner(Array(text.utf8))
        guard let number = try? scanner.scanNumber(), scanner.isAtEnd else { return nil }
        self = number
    }

    package init(_ integer: Int64) {
        text = "\(integer)"
    }

    /// Takes the shortest text that reads back as the same number.
    ///
    /// Integral numbers below 10^15 have no fraction, and -0 is 0. The number must be finite.
    package init(_ double: Double) {
        precondition(double.isFinite, "JSON has no way to write infinity or NaN.")
        if double.magnitude < 1e15, let integer = Int64(exactly: double) {
            text = "\(integer)"
        } else {
            text = "\(double)"
        }
    }

    /// Trusts the scanner to have checked the text.
    init(scanned text: String) {
        self.text = text
    }

    /// The value, or nil when it is no integer in range; `1e3`, `1.0` and `-0` are integers.
    package var int64: Int64? {
        guard let decimal, decimal.scale == 0 else { return nil }
        guard decimal.negative else { return Int64(exactly: decimal.digits) }
        // The magnitude of the least integer is one more than that of the greatest.
        let isLeast = decimal.digits == Int64.min.magnitude
        return isLeast ? Int64.min : Int64(exactly: decimal.digits).map { -$0 }
    }

    /// The value, or nil when it is negative, no integer or beyond 64 bits.
    package var uint64: UInt64? {
        guard let decimal, decimal.scale == 0, !decimal.negative else { return nil }
        return decimal.digits
    }

    /// The nearest double, or nil when that is infinity; what is too small for one is 0.
    package var double: Double? {
        guard let double = Double(text), double.isFinite else { return nil }
        return double
    }

    /// The exact value as digits / 10^scale, or nil when the digits do not fit in 64 bits.
    ///
    /// The same value has the same parts however it was written. The scale is 0 for integers
    /// that fit, otherwise without trailing zeros: positive for fractions and negative for
    /// integers beyond 64 bits, such as `1e30`. Zero is not negative. Also nil when the exponent
    /// is beyond 10^15.
    package var decimal: (negative: Bool, digits: UInt64, scale: Int)? {
        DecimalAccumulator.decimal(of: text)
    }

    /// An integer where the number is one, else the nearest finite double.
    var jsonValue: JSONValue {
        if let integer = int64 {
            return .integer(integer)
        }
        let greatest = Double.greatestFiniteMagnitude
        return .number(double ?? (text.utf8.first == UInt8.minus ? -greatest : greatest))
    }
}
