/// What a metric's figures are in when they are shown.
package enum MetricUnit: String, Sendable {
    /// Measured in nanoseconds, shown in seconds.
    case seconds
    case count
    /// A share from 0 to 1.
    case ratio
    case bytes

    /// A figure in whole units as it is shown.
    package func shown(_ value: Double) -> Double {
        self == .seconds ? value / 1e9 : value
    }

    package func shown(_ value: Int64) -> Double {
        shown(Double(value))
    }
}
