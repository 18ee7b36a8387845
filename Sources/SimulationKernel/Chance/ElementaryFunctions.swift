/// Logarithm and exponential by `+ − × ÷` alone, so that every machine computes the same bits.
///
/// The functions of the C library differ between processors: with fused multiplication masked off,
/// one binary on one machine gives other results. Errors here are below 1 unit in the last place.
package enum ElementaryFunctions {
    /// ln 2 as a sum of a short and a small number, so that `k × high` is exact.
    private static let ln2High = 0x1.62e42fee00000p-1
    private static let ln2Low = 0x1.a39ef35793c76p-33

    /// The natural logarithm of a normal number above 0.
    package static func log(_ x: Double) -> Double {
        precondition(x > 0 && x.isNormal, "the logarithm needs a normal number above 0")
        var exponent = Double(x.exponent)
        var mantissa = x.significand
        if mantissa > 0x1.6a09e667f3bcdp0 {
            mantissa /= 2
            exponent += 1
        }
        // ln m = 2 artanh s with s = (m − 1) / (m + 1), |s| < 0.1716.
        let s = (mantissa - 1) / (mantissa + 1)
        let q = s * s
        var tail = 1.0 / 23 * q
        tail = (tail + 1.0 / 21) * q
        tail = (tail + 1.0 / 19) * q
        tail = (tail + 1.0 / 17) * q
        tail = (tail + 1.0 / 15) * q
        tail = (tail + 1.0 / 13) * q
        tail = (tail + 1.0 / 11) * q
        tail = (tail + 1.0 / 9) * q
        tail = (tail + 1.0 / 7) * q
        tail = (tail + 1.0 / 5) * q
        tail = (tail + 1.0 / 3) * q
        return exponent * ln2High + (2 * s + (2 * s * tail + exponent * ln2Low))
    }

    /// e to the power of `x`; 0 and the greatest finite number where it would leave the range.
    package static func exp(_ x: Double) -> Double {
        guard x < 709.7 else { return .greatestFiniteMagnitude }
        guard x > -708 else { return 0 }
        let k = (x * 0x1.71547652b82fep0).rounded()
        let r = (x - k * ln2High) - k * ln2Low
        var sum = 1 + r * (1.0 / 14)
        sum = 1 + r * (1.0 / 13) * sum
        sum = 1 + r * (1.0 / 12) * sum
        sum = 1 + r * (1.0 / 11) * sum
        sum = 1 + r * (1.0 / 10) * sum
        sum = 1 + r * (1.0 / 9) * sum
        sum = 1 + r * (1.0 / 8) * sum
        sum = 1 + r * (1.0 / 7) * sum
        sum = 1 + r * (1.0 / 6) * sum
        sum = 1 + r * (1.0 / 5) * sum
        sum = 1 + r * (1.0 / 4) * sum
        sum = 1 + r * (1.0 / 3) * sum
        sum = 1 + r * (1.0 / 2) * sum
        sum = 1 + r * sum
        // 2¹⁰²⁴ is no number, but a product with it may be one.
        guard k < 1024 else { return sum * 0x1p1023 * 2 }
        return sum * Double(sign: .plus, exponent: Int(k), significand: 1)
    }
}
