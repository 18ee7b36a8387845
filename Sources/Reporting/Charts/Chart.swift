/// What a chart shows, without a word on how.
///
/// Values to the right are in the units of `horizontal`, values upwards in those of `unit`.
struct Chart {
    typealias Point = (x: Double, y: Double)

    /// A curve, in parts where there are gaps.
    struct Line {
        /// What it is called at its right end; nil for what needs no name.
        let name: String?
        let style: Style
        var parts: [[Point]]
    }

    /// How a line looks; its raw value is the class of its elements.
    enum Style: String {
        case first = "a"
        case second = "b"
        case third = "c"
        case bad = "d"
        /// Percentiles get darker the higher they are.
        case low = "l1"
        case middle = "l2"
        case high = "l3"
        case extreme = "l4"
        /// The highest within each interval, behind a line of means.
        case peak = "k"
        case baseline = "o"
    }

    /// A value that must not be crossed.
    struct Limit {
        let label: String
        let value: Double
        /// Where along the chart it holds; nil for everywhere.
        var at: Double?
        let isBroken: Bool
    }

    /// A stretch of the horizontal axis.
    struct Band {
        enum Kind: String {
            /// Not measured.
            case outside = "off"
            case fault = "fault"
        }

        let kind: Kind
        let label: String
        let from: Double
        let until: Double
    }

    /// An instant.
    struct Mark {
        let label: String
        let at: Double
    }

    let title: String
    let note: String
    let unit: ChartUnit
    let horizontal: ChartAxis
    var lines: [Line]
    var limits: [Limit] = []
    var bands: [Band] = []
    var marks: [Mark] = []
    /// In pixels; the width is that of the page.
    var height = 190
    /// The least that the vertical axis covers; 1 for shares, which are read against the whole.
    var leastTop = 0.0
    var allowsLogarithm = false

    /// The greatest value of any line.
    var peak: Double {
        var peak = 0.0
        for line in lines {
            for part in line.parts {
                for point in part where point.y > peak { peak = point.y }
            }
        }
        return peak
    }

    /// Covers the lines, and the limits unless they would press the lines flat.
    var vertical: ChartAxis {
        let peak = max(self.peak, leastTop)
        let near = limits.map(\.value).filter { $0 <= peak * 2.5 }
        let top = near.reduce(peak, max)
        if allowsLogarithm, let low = lowest, top > low * 60 {
            return .logarithmic(from: low, to: top, unit)
        }
        return .linear(to: top, unit, count: height < 150 ? 2 : 4)
    }

    /// The least value above 0 of any line.
    private var lowest: Double? {
        var lowest = Double.infinity
        for line in lines {
            for part in line.parts {
                for point in part where point.y > 0 && point.y < lowest { lowest = point.y }
            }
        }
        return lowest.isFinite ? lowest : nil
    }
}
