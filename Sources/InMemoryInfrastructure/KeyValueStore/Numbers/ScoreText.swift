/// Scores as text: `%.17g` of C for what goes out, `strtod` for what comes in (C7.2).
enum ScoreText {
    /// A score with 17 significant digits, without zeros at the end.
    static func text(_ score: Double) -> String {
        guard score.isFinite else { return score < 0 ? "-inf" : "inf" }
        if let integer = Int64(exactly: score), integer.magnitude < 100_000_000_000_000_000 {
            return integer == 0 && score.sign == .minus ? "-0" : String(integer)
        }
        let sign = score < 0 ? "-" : ""
        let (digits, exponent) = significantDigits(score.magnitude)
        var shown = Substring(digits)
        while shown.last == "0" { shown = shown.dropLast() }
        if exponent < -4 || exponent >= 17 {
            let fraction = shown.dropFirst()
            let power = String(exponent.magnitude)
            return sign + shown.prefix(1) + (fraction.isEmpty ? "" : "." + fraction) + "e"
                + (exponent < 0 ? "-" : "+") + (power.count < 2 ? "0" : "") + power
        }
        if exponent < 0 {
            return sign + "0." + String(repeating: "0", count: -exponent - 1) + shown
        }
        let whole = digits.prefix(exponent + 1)
        let fraction = shown.dropFirst(exponent + 1)
        return sign + whole + (fraction.isEmpty ? "" : "." + fraction)
    }

    /// The 17 digits of a positive number, and the power of ten of the first.
    private static func significantDigits(_ score: Double) -> (digits: String, exponent: Int) {
        // From one power below, since rounding at the power above could hide a digit: 1e-7 is
        // 9.9999999999999995e-08.
        var exponent = decimalExponent(of: score) - 1
        while true {
            let digits = scaled(score, by: 16 - exponent).decimal
            if digits.count == 17 { return (digits, exponent) }
            exponent += digits.count > 17 ? 1 : -1
        }
    }

    private static func decimalExponent(of score: Double) -> Int {
        var exponent = 0
        var value = score
        // Steps of exact powers as far as they go; the end is put right by who asks.
        while value >= 1e16 {
            value /= 1e16
            exponent += 16
        }
        while value < 1e-16 {
            value *= 1e16
            exponent -= 16
        }
        while value >= 10 {
            value /= 10
            exponent += 1
        }
        while value < 1 {
            value *= 10
            exponent -= 1
        }
        return exponent
    }

    /// The nearest whole number to a number times a power of ten, ties to even.
    private static func scaled(_ score: Double, by power: Int) -> WideInteger {
        let isNormal = score.isNormal
        let fraction = score.significandBitPattern | (isNormal ? 1 << 52 : 0)
        let shift = Int(isNormal ? score.exponentBitPattern : 1) - 1_075
        var numerator = WideInteger(fraction)
        var divisor = WideInteger(1)
        numerator.multiply(byPowerOfTen: max(0, power))
        divisor.multiply(byPowerOfTen: max(0, -power))
        if shift > 0 { numerator = numerator << shift } else { divisor = divisor << -shift }
        let (doubled, hasRemainder) = (numerator << 1).divided(by: divisor)
        let (whole, isHalf) = doubled.shiftedRight(1)
        return isHalf && (hasRemainder || whole.bit(0)) ? whole + WideInteger(1) : whole
    }

    /// Reads a score; nil for NaN, for what is too great or too small, and for what is no number.
    static func score(_ text: String) -> Double? {
        // A zero byte would end the text for the library.
        guard !text.utf8.contains(0), let value = Double(text), !value.isNaN else { return nil }
        if value.isInfinite || value == 0 {
            // Too great or too small: the text is none of these two itself.
            let digits = text.utf8.map(\.asciiLowercased)
            let mantissa = digits.prefix { $0 != UInt8(ascii: "e") && $0 != UInt8(ascii: "p") }
            if value.isInfinite, !digits.contains(UInt8(ascii: "n")) { return nil }
            if value == 0, mantissa.contains(where: { (49...57).contains($0) }) { return nil }
        }
        return value
    }

    /// Reads the end of a range as `strtod` does: spaces may come first, and an empty text is 0.
    static func bound(_ text: Substring) -> Double? {
        if text.isEmpty { return 0 }
        let trimmed = text.drop { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r" }
        guard let value = Double(trimmed), !value.isNaN else { return nil }
        return value
    }
}
