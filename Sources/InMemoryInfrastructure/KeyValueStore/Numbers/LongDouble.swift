/// A number as Redis computes `INCRBYFLOAT`: the extended precision of x86 (64 bits), the same on
/// every machine.
///
/// All rounding is to the nearest, ties to even, from exact whole numbers (C1.6).
struct LongDouble {
    private enum Magnitude {
        case zero
        /// `mantissa · 2^exponent`; the highest bit of the mantissa is set.
        case finite(mantissa: UInt64, exponent: Int)
        case infinite
    }

    private let isNegative: Bool
    private let magnitude: Magnitude

    /// The exponents of the lowest bit between the greatest number and the least normal one.
    private static let exponents = -16_445...16_320

    /// The longest text that Redis looks at.
    private static let longestText = 5 * 1024

    private init(isNegative: Bool, _ magnitude: Magnitude) {
        self.isNegative = isNegative
        self.magnitude = magnitude
    }

    /// The nearest number to `value · 2^exponent`; `isInexact` says that `value` was cut below.
    private init(
        isNegative: Bool,
        _ value: WideInteger,
        exponent: Int,
        isInexact: Bool = false
    ) {
        self.isNegative = isNegative
        guard !value.isZero else {
            magnitude = .zero
            return
        }
        let excess = value.bitWidth - 64
        guard excess > 0 else {
            magnitude = .finite(mantissa: value.low << UInt64(-excess), exponent: exponent + excess)
            return
        }
        let (cut, _) = value.shiftedRight(excess)
        let (_, isBelow) = value.shiftedRight(excess - 1)
        var mantissa = cut.low
        var shift = exponent + excess
        let isHalf = value.bit(excess - 1)
        if isHalf, isBelow || isInexact || mantissa & 1 == 1 {
            mantissa &+= 1
            if mantissa == 0 {
                mantissa = 1 << 63
                shift += 1
            }
        }
        magnitude =
            shift > Self.exponents.upperBound
            ? .infinite : .finite(mantissa: mantissa, exponent: shift)
    }

    /// Reads a number as `strtold` does, without spaces around it; nil for anything else, for NaN,
    /// and for what is too great or too small.
    init?(_ text: String) {
        guard text.utf8.count < Self.longestText else { return nil }
        var bytes = text.utf8[...]
        var isNegative = false
        if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            isNegative = sign == UInt8(ascii: "-")
            bytes = bytes.dropFirst()
        }
        let word = String(decoding: bytes.map(\.asciiLowercased), as: UTF8.self)
        if word == "inf" || word == "infinity" {
            self.init(isNegative: isNegative, .infinite)
            return
        }
        guard let number = NumberText(word) else { return nil }
        self.init(isNegative: isNegative, number)
        switch magnitude {
        case .infinite: return nil
        case .zero: guard number.digits.isZero else { return nil }
        case .finite(_, let exponent):
            guard exponent >= Self.exponents.lowerBound - 63 else { return nil }
        }
    }

    private init(isNegative: Bool, _ number: NumberText) {
        guard !number.digits.isZero, number.base == 10, number.exponent < 0 else {
            var digits = number.digits
            var shift = number.exponent
            if number.base == 10 {
                // Beyond this all numbers are infinite, or there are none at all.
                digits.multiply(byPowerOfTen: digits.isZero ? 0 : min(number.exponent, 5_000))
                shift = 0
            }
            self.init(isNegative: isNegative, digits, exponent: shift)
            return
        }
        guard number.exponent > -20_000 else {
            self.init(isNegative: isNegative, .zero)
            return
        }
        var divisor = WideInteger(1)
        divisor.multiply(byPowerOfTen: -number.exponent)
        // As many bits as make the quotient longer than a mantissa.
        let shift = max(0, divisor.bitWidth - number.digits.bitWidth + 66)
        let (quotient, isInexact) = (number.digits << shift).divided(by: divisor)
        self.init(isNegative: isNegative, quotient, exponent: -shift, isInexact: isInexact)
    }

    var isFinite: Bool {
        if case .infinite = magnitude { false } else { true }
    }

    static func + (left: LongDouble, right: LongDouble) -> LongDouble {
        switch (left.magnitude, right.magnitude) {
        case (.infinite, _): return left
        case (_, .infinite): return right
        case (.zero, _): return right
        case (_, .zero): return left
        case (.finite(let first, let firstShift), .finite(let second, let secondShift)):
            let shift = min(firstShift, secondShift)
            let one = WideInteger(first) << (firstShift - shift)
            let other = WideInteger(second) << (secondShift - shift)
            if left.isNegative == right.isNegative {
                return LongDouble(isNegative: left.isNegative, one + other, exponent: shift)
            }
            if one < other {
                return LongDouble(isNegative: right.isNegative, other - one, exponent: shift)
            }
            let difference = one - other
            let isNegative = left.isNegative && !difference.isZero
            return LongDouble(isNegative: isNegative, difference, exponent: shift)
        }
    }
}

extension LongDouble: CustomStringConvertible {
    /// The number with at most 17 digits behind the point, and without zeros at its end.
    var description: String {
        let sign = isNegative ? "-" : ""
        switch magnitude {
        case .zero: return "0"
        case .infinite: return sign + "inf"
        case .finite(let mantissa, let exponent):
            var scaled = WideInteger(mantissa)
            scaled.multiply(byPowerOfTen: 17)
            let rounded = exponent < 0 ? Self.rounded(scaled, -exponent) : scaled << exponent
            let text = Self.withPoint(rounded.decimal)
            return text == "0" ? "0" : sign + text
        }
    }

    private static func rounded(_ value: WideInteger, _ bits: Int) -> WideInteger {
        let (cut, _) = value.shiftedRight(bits)
        let (_, isBelow) = value.shiftedRight(bits - 1)
        let isUp = value.bit(bits - 1) && (isBelow || cut.bit(0))
        return isUp ? cut + WideInteger(1) : cut
    }

    private static func withPoint(_ digits: String) -> String {
        let padded = String(repeating: "0", count: max(0, 18 - digits.count)) + digits
        var fraction = Substring(padded.suffix(17))
        while fraction.last == "0" { fraction = fraction.dropLast() }
        return padded.dropLast(17) + (fraction.isEmpty ? "" : "." + fraction)
    }
}

extension WideInteger {
    /// The quotient, and whether something is left over.
    ///
    /// Bit by bit, which is right for quotients of few bits.
    func divided(by divisor: WideInteger) -> (quotient: WideInteger, hasRemainder: Bool) {
        guard !(self < divisor) else { return (WideInteger(0), !isZero) }
        var quotient = WideInteger(0)
        var rest = self
        for shift in (0...(bitWidth - divisor.bitWidth)).reversed() {
            quotient = quotient << 1
            let part = divisor << shift
            if !(rest < part) {
                rest = rest - part
                quotient = quotient + WideInteger(1)
            }
        }
        return (quotient, !rest.isZero)
    }
}
