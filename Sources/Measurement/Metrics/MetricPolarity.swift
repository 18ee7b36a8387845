/// What it means for a system that a figure grows.
package enum MetricPolarity: String, Sendable {
    case lowerIsBetter
    case higherIsBetter
    /// Neither: a load that was offered, a share that is busy.
    case neutral

    /// Whether a figure that was `old` and is `new` became worse; `nil` if that is not said.
    package func isWorse(_ old: Double, _ new: Double) -> Bool? {
        switch self {
        case .lowerIsBetter: new == old ? nil : new > old
        case .higherIsBetter: new == old ? nil : new < old
        case .neutral: nil
        }
    }
}
