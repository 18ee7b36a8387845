/// The value of a decimal text, gathered digit by digit without rounding.
struct DecimalAccumulator {
    private var negative = false
    private var digits: UInt64 = 0

    /// Zeros after the last other digit, which count only once another digit follows.
    private var pendingZeros = 0
    private var fractionDigits = 0
    private var exponent = 0
    private var exponentIsNegative = false
    private var overflows = false

    /// Beyond it the scale could overflow with the digits of a long fraction.
    private static let greatestExponent = 1_000_000_000_000_000

    /// The exact value of a text that follows the grammar; see `JSONNumber.decimal`.
    static func decimal(of text: String) -> (negative: Bool, digits: UInt64, scale: Int)? {
        var accumulator = DecimalAccumulator()
        accumulator.gather(text)
        return accumulator.result
    }

    private enum Part {
        case integer, fraction, exponent
    }

    private mutating func gather(_ text: String) {
        var part = Part.integer
        for byte in text.utf8 {
            switch byte {
            case .zero ... .nine where part == .exponent: appendExponent(Int(byte - .zero))
            case .zero ... .nine: appendDigit(UInt64(byte - .zero), isFraction: part == .fraction)
            case .minus where part == .exponent: exponentIsNegative = true
            case .minus: negative = true
            case .point: part = .fraction
            case .letterE, .capitalE: part = .exponent
            default: break
            }
        }
    }

    private mutating func appendDigit(_ digit: UInt64, isFraction: Bool) {
        fractionDigits += isFraction ? 1 : 0
        guard digit != 0 else {
            pendingZeros += digits == 0 ? 0 : 1
            return
        }
        guard let shifted = Self.shift(digits, by: pendingZeros + 1) else {
            overflows = true
            return
        }
        let (sum, overflow) = shifted.addingReportingOverflow(digit)
        overflows = overflows || overflow
        digits = sum
        pendingZeros = 0
    }

    private mutating func appendExponent(_ digit: Int) {
        exponent = min(exponent * 10 + digit, Self.greatestExponent + 1)
    }

    private var result: (negative: Bool, digits: UInt64, scale: Int)? {
        guard !overflows else { return nil }
        guard digits != 0 else { return (false, 0, 0) }
        guard exponent <= Self.greatestExponent else { return nil }
        let scale = fractionDigits - pendingZeros - (exponentIsNegative ? -exponent : exponent)
        if scale < 0, let integer = Self.shift(digits, by: -scale) {
            return (negative, integer, 0)
        }
        return (negative, digits, scale)
    }

    /// Multiplies by a power of ten, or gives nil when the product does not fit.
    private static func shift(_ digits: UInt64, by places: Int) -> UInt64? {
        guard digits != 0 else { return 0 }
        guard places < 20 else { return nil }
        var shifted = digits
        for _ in 0..<places {
            let (product, overflow) = shifted.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            shifted = product
        }
        return shifted
    }
}
