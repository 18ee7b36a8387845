/// A percentage of ranked samples, held as an exact decimal.
///
/// The rank of `p` among `n` samples is the nearest rank, `ceil(p / 100 × n)` and at least 1, in
/// integers: `p(99.9)` of 1,000 samples is the 999th, whatever a `Double` would make of it.
package struct Percentile: Sendable, Hashable, CustomStringConvertible {
    /// The share of samples, `numerator / denominator`, from 0 to 1.
    package var numerator: Int64 { digits }
    package let denominator: Int64

    private let digits: Int64
    private let decimals: Int

    package static let p50 = Percentile(digits: 50, decimals: 0)
    package static let p90 = Percentile(digits: 90, decimals: 0)
    package static let p95 = Percentile(digits: 95, decimals: 0)
    package static let p99 = Percentile(digits: 99, decimals: 0)
    package static let p999 = Percentile(digits: 999, decimals: 1)

    /// How many decimal places a percentile may have.
    package static let mostDecimals = 12

    /// Reads `0` to `100` with at most 12 decimals; `nil` for anything else.
    package init?(_ text: some StringProtocol) {
        var digits: Int64 = 0
        var decimals = 0
        var isFraction = false
        var previousIsDigit = false
        for byte in text.utf8 {
            if byte == UInt8(ascii: "."), !isFraction, previousIsDigit {
                isFraction = true
                previousIsDigit = false
                continue
            }
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            previousIsDigit = true
            if isFraction { decimals += 1 }
            guard digits < 1_000_000_000_000_000, decimals <= Percentile.mostDecimals else {
                return nil
            }
            digits = digits * 10 + Int64(byte - UInt8(ascii: "0"))
        }
        guard previousIsDigit else { return nil }
        while decimals > 0, digits % 10 == 0 {
            digits /= 10
            decimals -= 1
        }
        self.init(digits: digits, decimals: decimals)
        guard digits <= denominator else { return nil }
    }

    private init(digits: Int64, decimals: Int) {
        self.digits = digits
        self.decimals = decimals
        var denominator: Int64 = 100
        for _ in 0..<decimals { denominator *= 10 }
        self.denominator = denominator
    }

    /// The nearest rank among `count` samples, from 1; `count` is 1 or more.
    package func rank(of count: Int) -> Int {
        let scaled = Int128(numerator) * Int128(count) + Int128(denominator) - 1
        return Swift.max(1, Int(scaled / Int128(denominator)))
    }

    /// The percentage without trailing zeros, such as `99.9`.
    package var description: String {
        var text = String(digits)
        guard decimals > 0 else { return text }
        while text.utf8.count <= decimals { text = "0" + text }
        let point = text.index(text.endIndex, offsetBy: -decimals)
        return text[..<point] + "." + text[point...]
    }
}
