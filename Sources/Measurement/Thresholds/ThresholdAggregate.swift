/// The figure of a metric that a threshold looks at.
package enum ThresholdAggregate: Sendable, Equatable, CustomStringConvertible {
    case count
    /// A count per virtual second of the measured part.
    case rate
    /// The last level of a gauge.
    case value
    case avg
    case min
    case med
    case max
    case stddev
    case percentile(Percentile)

    package var description: String {
        switch self {
        case .count: "count"
        case .rate: "rate"
        case .value: "value"
        case .avg: "avg"
        case .min: "min"
        case .med: "med"
        case .max: "max"
        case .stddev: "stddev"
        case .percentile(let percentile): "p(\(percentile))"
        }
    }

    /// Whether it says how many there were, and nothing in the metric's unit.
    package var isCount: Bool { self == .count || self == .rate }

    /// The aggregates written as a plain word.
    static let named: [ThresholdAggregate] = [
        .count, .rate, .value, .avg, .min, .med, .max, .stddev,
    ]
}

extension MetricKind {
    /// What a threshold may look at, as words for a message.
    package var aggregates: [String] {
        switch self {
        case .trend: ["count", "avg", "min", "med", "max", "stddev", "p(N)"]
        case .counter: ["count", "rate"]
        case .gauge: ["value", "avg", "min", "max"]
        }
    }

    func takes(_ aggregate: ThresholdAggregate) -> Bool {
        guard case .percentile = aggregate else {
            return aggregates.contains(aggregate.description)
        }
        return self == .trend
    }
}
