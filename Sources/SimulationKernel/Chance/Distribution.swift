/// How long something takes: a law of durations in nanoseconds.
///
/// Every sample is a function of (stream, entity, n); it is rounded once, to whole nanoseconds, and
/// lies from 0 to `longest`. Parameters that make no law (a negative mean, a `max` below `min`, no
/// values) give the nearest duration that makes sense, never a trap.
package enum Distribution: Sendable, Equatable {
    /// Always the same.
    case constant(Int64)
    /// Every duration from `min` to `max` equally likely.
    case uniform(min: Int64, max: Int64)
    /// Memoryless, as the gaps between independent arrivals.
    case exponential(mean: Double)
    /// The bell curve, with what would lie below zero at zero.
    case normal(mean: Double, deviation: Double)
    /// The exponential of a normal variable, by its median and the logarithm's deviation.
    case lognormal(median: Double, sigma: Double)
    /// A heavy tail above `min`; the mean is infinite for `alpha` up to 1.
    case pareto(min: Double, alpha: Double)
    /// One of the values, with the weights as running sums that end at 1.
    case empirical(values: [Int64], cumulative: [Double])
    /// A mixture of exponentials, with the weights as running sums that end at 1.
    case hyperexponential(means: [Double], cumulative: [Double])

    /// A lognormal law by what people know of it: half lie below `median`, 99 % below `p99`.
    package static func lognormal(median: Int64, p99: Int64) -> Distribution {
        guard median > 0, p99 > median else { return .constant(max(0, median)) }
        // 2.326… is the 99th percentile of the standard normal law.
        let sigma =
            ElementaryFunctions.log(Double(p99) / Double(median)) / 2.326_347_874_040_841
        return .lognormal(median: Double(median), sigma: sigma)
    }

    /// The greatest duration there is: 100 years.
    package static let longest: Int64 = 3_155_760_000_000_000_000

    /// The duration of the `n`-th sample of an entity.
    ///
    /// Samples use the numbers from `n × 2¹⁶` on, of which rejection may take several.
    package func sample(_ stream: RandomStream, entity: UInt64, n: UInt64 = 0) -> Int64 {
        switch self {
        case .constant(let duration):
            return Self.bounded(duration)
        case .uniform(let min, let max):
            let (low, high) = (Self.bounded(min), Self.bounded(max))
            guard low < high else { return low }
            return low + Int64(stream.below(UInt64(high - low) + 1, entity: entity, n: n << 16))
        case .exponential(let mean):
            let unit = stream.unit(entity: entity, n: n << 16)
            return Self.rounded(-mean * ElementaryFunctions.log(unit))
        case .normal(let mean, let deviation):
            let z = Self.standardNormal(stream, entity: entity, n: n << 16)
            return Self.rounded(mean + deviation * z)
        case .lognormal(let median, let sigma):
            let z = Self.standardNormal(stream, entity: entity, n: n << 16)
            return Self.rounded(median * ElementaryFunctions.exp(sigma * z))
        case .pareto(let min, let alpha):
            let unit = stream.unit(entity: entity, n: n << 16)
            let logarithm = -ElementaryFunctions.log(unit) / alpha
            return Self.rounded(min * ElementaryFunctions.exp(logarithm))
        case .empirical(let values, let cumulative):
            let place = Self.pick(cumulative, stream.unit(entity: entity, n: n << 16))
            return place < values.count ? Self.bounded(values[place]) : 0
        case .hyperexponential(let means, let cumulative):
            let (choice, value) = stream.pair(entity: entity, n: n << 16)
            let place = Self.pick(cumulative, RandomStream.unit(choice))
            guard place < means.count else { return 0 }
            return Self.rounded(-means[place] * ElementaryFunctions.log(RandomStream.unit(value)))
        }
    }

    /// Marsaglia's polar method ("A Convenient Method for Generating Normal Variables", 1964).
    private static func standardNormal(
        _ stream: RandomStream,
        entity: UInt64,
        n: UInt64
    ) -> Double {
        var attempt = n
        while true {
            let (first, second) = stream.pair(entity: entity, n: attempt)
            let x = 2 * RandomStream.unit(first) - 1
            let y = 2 * RandomStream.unit(second) - 1
            let square = x * x + y * y
            if square > 0 && square < 1 {
                let factor = -2 * ElementaryFunctions.log(square) / square
                return x * factor.squareRoot()
            }
            attempt &+= 1
        }
    }

    /// The first place whose running sum reaches `unit`, else the last; 0 when there is none.
    private static func pick(_ cumulative: [Double], _ unit: Double) -> Int {
        var place = 0
        while place < cumulative.count - 1 && unit > cumulative[place] { place += 1 }
        return place
    }

    private static func bounded(_ nanoseconds: Int64) -> Int64 {
        max(0, min(nanoseconds, longest))
    }

    private static func rounded(_ nanoseconds: Double) -> Int64 {
        guard nanoseconds > 0 else { return 0 }
        guard nanoseconds < Double(longest) else { return longest }
        return Int64(nanoseconds.rounded(.toNearestOrEven))
    }
}
