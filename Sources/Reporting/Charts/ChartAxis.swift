import Measurement

/// One direction of a chart: what values it covers and which of them are named.
package struct ChartAxis {
    /// A named value.
    package struct Tick: Equatable {
        package let value: Double
        package let label: String
    }

    private let low: Double
    private let high: Double
    private let isLogarithmic: Bool
    package let ticks: [Tick]

    /// Where a value lies, from 0 to 1; what lies outside is moved to the edge.
    package func place(_ value: Double) -> Double {
        let place: Double
        if isLogarithmic {
            let start = Logarithm.decimal(low)
            let length = Logarithm.decimal(high) - start
            place = value > 0 ? (Logarithm.decimal(value) - start) / length : 0
        } else {
            place = (value - low) / (high - low)
        }
        return min(1, max(0, place))
    }

    func covers(_ value: Double) -> Bool { value >= low && value <= high }

    /// From 0 to a little more than `top`, with about `count` round steps.
    package static func linear(to top: Double, _ unit: ChartUnit, count: Int) -> ChartAxis {
        let top = top > 0 && top.isFinite ? top : 1
        var step = roundStep(atLeast: top / Double(count))
        if unit == .count { step = max(1, step) }
        let steps = Int((top / step).rounded(.up))
        let end = max(top * 1.02, Double(steps - 1) * step)
        // The highest line may be left out: the data then ends a little above the last but one.
        let high = Double(steps) * step > top * 1.25 ? end : Double(steps) * step
        let ticks = (0...steps).map { Double($0) * step }.filter { $0 <= high * 1.000_001 }
        return ChartAxis(
            low: 0,
            high: high,
            isLogarithmic: false,
            ticks: ticks.map { Tick(value: $0, label: unit.label($0, step: step, top: top)) }
        )
    }

    /// Whole decades around `low` and `high`, both above 0.
    package static func logarithmic(from low: Double, to high: Double, _ unit: ChartUnit)
        -> ChartAxis
    {
        let first = Logarithm.floor(low)
        let last = max(first + 1, Logarithm.floor(high * 0.999_999) + 1)
        let stride = (last - first + 4) / 5
        let exponents = Swift.stride(from: first, through: last, by: stride)
        return ChartAxis(
            low: Logarithm.power(first),
            high: Logarithm.power(last),
            isLogarithmic: true,
            ticks: exponents.map { exponent in
                let value = Logarithm.power(exponent)
                return Tick(value: value, label: unit.label(value, step: value, top: value))
            }
        )
    }

    /// Virtual time in seconds, with at most `count` steps of a length that clocks have.
    package static func time(to end: Double, count: Int) -> ChartAxis {
        let end = end > 0 ? end : 1
        let step = timeStep(atLeast: end / Double(count))
        let ticks = (0...Int((end / step).rounded(.down))).map { Double($0) * step }
        return ChartAxis(
            low: 0,
            high: end,
            isLogarithmic: false,
            ticks: ticks.map { Tick(value: $0, label: timeLabel($0, step: step, end: end)) }
        )
    }

    /// Percentiles by how few samples lie above: each decade is as wide as the one before.
    static func percentiles(decades: Double) -> ChartAxis {
        let end = max(0.3, decades)
        let ticks = (0...Int(end + 0.01)).map { decade in
            Tick(value: Double(decade), label: percentileLabel(decade))
        }
        return ChartAxis(low: 0, high: end, isLogarithmic: false, ticks: ticks)
    }

    private static func percentileLabel(_ decade: Int) -> String {
        switch decade {
        case 0: "0 %"
        case 1: "90 %"
        case 2: "99 %"
        default: "99." + String(repeating: "9", count: decade - 2) + " %"
        }
    }

    /// The next of 1, 2, 5, 10, 20, 50, … times a power of 10.
    private static func roundStep(atLeast step: Double) -> Double {
        let scale = Logarithm.power(Logarithm.floor(step))
        for factor in [1.0, 2, 5] where factor * scale >= step * 0.999_999 {
            return factor * scale
        }
        return 10 * scale
    }

    private static func timeStep(atLeast step: Double) -> Double {
        guard step > 30 else {
            let round = roundStep(atLeast: step)
            return round > 20 ? 30 : round
        }
        let steps: [Double] = [
            60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200,
        ]
        if let round = steps.first(where: { $0 >= step }) { return round }
        return 86_400 * roundStep(atLeast: max(1, step / 86_400))
    }

    private static func timeLabel(_ value: Double, step: Double, end: Double) -> String {
        if value == 0 { return "0" }
        if step < 60 { return ChartUnit.time.label(value, step: step, top: end) }
        let (length, name) =
            step < 3_600 ? (60.0, "min") : step < 86_400 ? (3_600, "h") : (86_400, "d")
        return Figure.level((value / length).rounded()) + " " + name
    }
}
