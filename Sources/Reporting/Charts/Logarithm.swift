/// Logarithms for places on a chart, from the four basic operations alone.
package enum Logarithm {
    private static let ln2 = 0.693_147_180_559_945_3
    private static let ln10 = 2.302_585_092_994_046

    /// To the base of 10, exact to far less than a pixel; 0 for what has no logarithm.
    package static func decimal(_ value: Double) -> Double {
        guard value > 0, value.isFinite else { return 0 }
        let ratio = (value.significand - 1) / (value.significand + 1)
        let square = ratio * ratio
        var term = ratio
        var sum = 0.0
        var divisor = 1.0
        for _ in 0..<14 {
            sum += term / divisor
            term *= square
            divisor += 2
        }
        return (Double(value.exponent) * ln2 + 2 * sum) / ln10
    }

    /// 10 to a whole power.
    package static func power(_ exponent: Int) -> Double {
        var power = 1.0
        for _ in 0..<exponent.magnitude { power *= 10 }
        return exponent < 0 ? 1 / power : power
    }

    /// The greatest power of 10 that is not above `value`, as its exponent.
    package static func floor(_ value: Double) -> Int {
        var exponent = Int(decimal(value).rounded(.down))
        while power(exponent) > value { exponent -= 1 }
        while power(exponent + 1) <= value { exponent += 1 }
        return exponent
    }
}
