import JSON
import LoadGeneration

/// The rates of a ramp as whole numbers of arrivals in one unit of time.
enum RampRates {
    /// A number that is no rate of the ramp.
    struct Problem: Error {
        /// 0 for the start, n for the target of the n-th stage.
        let place: Int
        let flaw: Rate.Flaw
    }

    /// Brings numbers of arrivals in `timeUnit` nanoseconds to whole numbers in a common unit.
    static func whole(
        _ numbers: [JSONNumber],
        per timeUnit: Int64
    ) throws(Problem) -> (counts: [Int64], unit: Int64) {
        var decimals: [(digits: UInt64, scale: Int)] = []
        for (place, number) in numbers.enumerated() {
            guard let decimal = number.decimal, decimal.scale <= 18 else {
                let isLarge = (number.double ?? 2) > 1
                throw Problem(place: place, flaw: isLarge ? .tooHigh : .tooFine)
            }
            guard decimal.scale >= 0 else { throw Problem(place: place, flaw: .tooHigh) }
            decimals.append((decimal.digits, decimal.scale))
        }
        let finest = decimals.map(\.scale).max() ?? 0
        var unit = Int128(timeUnit) * power(finest)
        var counts: [Int128] = []
        for (place, decimal) in decimals.enumerated() {
            // Compared before it is scaled up, which could be too much for 128 bits.
            guard Int128(decimal.digits) <= Int128(timeUnit) * power(decimal.scale) else {
                throw Problem(place: place, flaw: .tooHigh)
            }
            counts.append(Int128(decimal.digits) * power(finest - decimal.scale))
        }
        var divisor = unit
        for count in counts { divisor = greatestCommonDivisor(divisor, count) }
        unit /= divisor
        guard let unit = Int64(exactly: unit) else {
            throw Problem(place: decimals.firstIndex { $0.scale == finest } ?? 0, flaw: .tooFine)
        }
        return (counts.map { Int64($0 / divisor) }, unit)
    }

    private static func power(_ exponent: Int) -> Int128 {
        (0..<exponent).reduce(1) { power, _ in power * 10 }
    }

    private static func greatestCommonDivisor(_ first: Int128, _ second: Int128) -> Int128 {
        var (larger, smaller) = (first, second)
        while smaller > 0 { (larger, smaller) = (smaller, larger % smaller) }
        return larger
    }
}
