/// Logarithm and exponential by `+ − × ÷` alone, so that every machine computes the same bits.
///
/// The functions of the C library differ between processors: with fused multiplication masked off,
/// one binary on one machine gives other results. Errors here are below 0.8 units in the last
/// place for the logarithm and 0.9 for the exponential (measured on 20,000 arguments each).
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
        // ln (1 + f) = 2 artanh s with s = f / (2 + f), |s| < 0.1716, put so that the exact f and
        // not the rounded s is the leading term (FreeBSD's e_log.c).
        let f = mantissa - 1
        let s = f / (2 + f)
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
        let half = 0.5 * f * f
        return exponent * ln2High - ((half - (s * (half + 2 * tail) + exponent * ln2Low)) - f)
    }

    /// e to the power of `x`; 0 and the greatest finite number where it would leave the range.
    package static func exp(_ x: Double) -> Double {
        guard x < 709.7 else { return .greatestFiniteMagnitude }
        guard x > -708 else { return 0 }
        let k = (x * 0x1.71547652b82fep0).rounded()
        let reduced = x - k * ln2High
        let r = reduced - k * ln2Low
        let rest = (reduced - r) - k * ln2Low
        // The Taylor series from r² on, by Horner's rule.
        var tail = 1.0 / 87_178_291_200
        tail = tail * r + 1.0 / 6_227_020_800
        tail = tail * r + 1.0 / 479_001_600
        tail = tail * r + 1.0 / 39_916_800
        tail = tail * r + 1.0 / 3_628_800
        tail = tail * r + 1.0 / 362_880
        tail = tail * r + 1.0 / 40_320
        tail = tail * r + 1.0 / 5_040
        tail = tail * r + 1.0 / 720
        tail = tail * r + 1.0 / 120
        tail = tail * r + 1.0 / 24
        tail = tail * r + 1.0 / 6
        tail = tail * r + 1.0 / 2
        let sum = 1 + (r + (r * r * tail + rest))
        // 2¹⁰²⁴ is no number, but a product with it may be one.
        guard k < 1024 else { return sum * 0x1p1023 * 2 }
        return sum * Double(sign: .plus, exponent: Int(k), significand: 1)
    }
}
