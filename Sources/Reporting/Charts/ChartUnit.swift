import Measurement

/// What the figures of a chart are.
package enum ChartUnit: Sendable {
    /// In seconds.
    case time
    case perSecond
    case count
    /// Shares from 0 to 1.
    case ratio
    case bytes

    init(_ unit: MetricUnit) {
        self =
            switch unit {
            case .seconds: .time
            case .count: .count
            case .ratio: .ratio
            case .bytes: .bytes
            }
    }

    /// A round value at an axis; all values of an axis have the unit that suits its `top`.
    func label(_ value: Double, step: Double, top: Double) -> String {
        guard value != 0 else { return "0" }
        switch self {
        case .time:
            let units: [(Double, String)] = [(1, "s"), (1e-3, "ms"), (1e-6, "us")]
            let (size, name) = units.first { top >= $0.0 * 0.999_999 } ?? (1e-9, "ns")
            return Self.number(value / size, step: step / size) + " " + name
        case .perSecond: return Self.number(value, step: step) + "/s"
        case .count: return Self.number(value, step: step)
        case .ratio: return Self.number(value * 100, step: step * 100) + " %"
        case .bytes: return Figure.bytes(Int64(exactly: value.rounded()) ?? .max)
        }
    }

    private static func number(_ value: Double, step: Double) -> String {
        var places = 0
        var step = step
        while step < 0.999_999, places < 9 {
            step *= 10
            places += 1
        }
        return Figure.decimal(value, places: places)
    }
}
