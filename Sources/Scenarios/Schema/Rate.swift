package import JSON

/// How often something arrives, exactly: `numerator` times in `denominator` nanoseconds.
///
/// In lowest terms, above 0 and at most 10⁹ a virtual second.
package struct Rate: Sendable, Equatable {
    package let numerator: Int64
    package let denominator: Int64

    /// Why a number is no rate.
    package enum Flaw: Error {
        case notPositive, tooHigh, tooFine
    }

    /// The rate of `number` arrivals in `timeUnit` nanoseconds, of which there is 1 or more.
    package init(_ number: JSONNumber, per timeUnit: Int64) throws(Flaw) {
        precondition(timeUnit > 0, "a unit of time lasts a nanosecond or more")
        guard !number.text.utf8.starts(with: "-".utf8) else { throw .notPositive }
        guard let decimal = number.decimal else {
            throw (number.double ?? 2) > 1 ? .tooHigh : .tooFine
        }
        guard decimal.digits > 0 else { throw .notPositive }
        guard decimal.scale >= 0 else { throw .tooHigh }
        guard decimal.scale <= 18 else { throw .tooFine }
        var scaledUnit = Int128(timeUnit)
        for _ in 0..<decimal.scale { scaledUnit *= 10 }
        let digits = Int128(decimal.digits)
        guard digits <= scaledUnit else { throw .tooHigh }
        let divisor = Self.greatestCommonDivisor(digits, scaledUnit)
        guard let numerator = Int64(exactly: digits / divisor),
            let denominator = Int64(exactly: scaledUnit / divisor)
        else { throw .tooFine }
        self.numerator = numerator
        self.denominator = denominator
    }

    private static func greatestCommonDivisor(_ first: Int128, _ second: Int128) -> Int128 {
        var (larger, smaller) = (first, second)
        while smaller > 0 { (larger, smaller) = (smaller, larger % smaller) }
        return larger
    }
}
