import Measurement

extension RunFigures.Style {
    /// A figure with its unit.
    func text(_ value: Double) -> String {
        switch self {
        case .seconds: Figure.duration(seconds: value)
        case .share: Figure.percent(value)
        case .rate: Figure.level(value) + "/s"
        case .count: Figure.level(value)
        }
    }
}
