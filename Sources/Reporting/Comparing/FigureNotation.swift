import Measurement

/// How a figure of a metric is written: in the metric's unit, or as a count or a rate.
enum FigureNotation {
    case time
    case percent
    case rate
    case plain

    /// `name` is that of the figure in results, such as `p99` or `count`.
    init(_ name: String, unit: MetricUnit) {
        switch (name, unit) {
        case ("count", _), ("censored", _), (_, .count), (_, .bytes):
            self = name == "rate" ? .rate : .plain
        case (_, .seconds): self = .time
        case (_, .ratio): self = .percent
        }
    }

    func text(_ value: Double) -> String {
        switch self {
        case .time: Figure.duration(seconds: value)
        case .percent: Figure.decimal(value * 100, places: 3) + " %"
        case .rate: Figure.level(value) + "/s"
        case .plain: Figure.level(value)
        }
    }

    /// A change as a share, with its sign unless it is too small to show.
    static func share(_ share: Double) -> String {
        let sign = share > 0 ? "+" : share < 0 ? "-" : ""
        let magnitude = share.magnitude
        if magnitude > 0, magnitude < 0.0001 { return "<0.01 %" }
        return sign + Figure.decimal(magnitude * 100, places: 2) + " %"
    }
}
