/// How a metric's samples are summarised.
package enum MetricKind: String, Sendable {
    /// A distribution of values.
    case trend
    /// Something that happens, counted.
    case counter
    /// A level over time.
    case gauge
}
