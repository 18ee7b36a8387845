/// Exact sums of values and of their squares, for a mean and a spread that never drift.
///
/// Squares are summed in 192 bits: any number of `Int64` values fits, and the spread of a
/// nanosecond around a minute is as exact as any other. Values are 0 or more.
package struct Moments: Sendable, Equatable {
    package private(set) var count = 0
    package var sum: Int128 { total.value }
    private var total = WideSum()
    /// The sum of squares: `low` counts ones, `high` counts 2⁶⁴s.
    private var squaresLow: UInt64 = 0
    private var squaresHigh = WideSum()

    package init() {}

    package mutating func record(_ value: Int64) {
        count &+= 1
        total.add(value)
        let square = value.multipliedFullWidth(by: value)
        let (partial, carry) = squaresLow.addingReportingOverflow(square.low)
        squaresLow = partial
        squaresHigh.add(square.high &+ (carry ? 1 : 0))
    }

    package mutating func merge(_ other: Moments) {
        count += other.count
        total.merge(other.total)
        let (partial, carry) = squaresLow.addingReportingOverflow(other.squaresLow)
        squaresLow = partial
        squaresHigh.merge(other.squaresHigh)
        if carry { squaresHigh.add(1) }
    }

    /// The mean; `nil` without values.
    package var mean: Double? {
        count > 0 ? Double(sum) / Double(count) : nil
    }

    /// The mean as the nearest integer, ties to even; `nil` without values.
    package var roundedMean: Int64? {
        guard count > 0 else { return nil }
        let (quotient, remainder) = sum.quotientAndRemainder(dividingBy: Int128(count))
        let twice = 2 * remainder
        let roundsUp = twice > Int128(count) || (twice == Int128(count) && quotient % 2 == 1)
        return Int64(roundsUp ? quotient + 1 : quotient)
    }

    /// The standard deviation of the whole population; `nil` without values.
    ///
    /// With `m` the rounded mean, `sum((x - m)²)` is computed exactly from the sums, and what `m`
    /// lacks to the true mean takes away at most half of it: nothing is lost to cancellation.
    package var standardDeviation: Double? {
        guard let middle = roundedMean else { return nil }
        let m = UInt128(UInt64(bitPattern: middle))
        // sum(x²) + n m² - 2 m sum(x), modulo 2²⁵⁶.
        let ofMiddle = (m * m).multipliedFullWidth(by: UInt128(count))
        let mixed = (2 * m).multipliedFullWidth(by: UInt128(sum))
        let squares = UInt128(truncatingIfNeeded: squaresHigh.value)
        let squaresOnes = squares << 64 | UInt128(squaresLow)
        let (added, carry) = squaresOnes.addingReportingOverflow(ofMiddle.low)
        let (low, borrow) = added.subtractingReportingOverflow(mixed.low)
        let high =
            squares >> 64 &+ ofMiddle.high &+ (carry ? 1 : 0)
            &- mixed.high &- (borrow ? 1 : 0)
        let aroundMiddle = Double(high) * 0x1p128 + Double(low)
        let offset = Double(sum - Int128(middle) * Int128(count))
        let aroundMean = aroundMiddle - offset * offset / Double(count)
        return (Swift.max(0, aroundMean) / Double(count)).squareRoot()
    }
}
