/// A distribution as a curve: the value below which all but a share of the samples lie.
///
/// The shares are 1, 0.9, 0.8 … 0.2, then a tenth of each and so on, as far as the samples reach;
/// the last point is the maximum, which only one sample's share lies at.
package struct PercentileSpectrum: Sendable, Equatable {
    package struct Point: Sendable, Equatable {
        /// The share of samples above the value: 1 minus the percentile.
        package let tail: Double
        /// In the metric's unit.
        package let value: Double

        package init(tail: Double, value: Double) {
            self.tail = tail
            self.value = value
        }
    }

    /// From the whole distribution to its last sample; empty without samples.
    package let points: [Point]

    package init(points: [Point]) {
        self.points = points
    }

    package init(_ histogram: Histogram, unit: MetricUnit) {
        guard let max = histogram.max else {
            points = []
            return
        }
        let count = Double(histogram.count)
        var points: [Point] = []
        for (tail, percentile) in PercentileSpectrum.grid where tail * count > 1 {
            guard let value = histogram.percentile(percentile) else { continue }
            points.append(Point(tail: tail, value: unit.shown(value)))
        }
        points.append(Point(tail: 1 / count, value: unit.shown(max)))
        self.points = points
    }

    /// Ten decades: more samples than a run can have.
    private static let grid: [(tail: Double, percentile: Percentile)] = (0..<10).flatMap {
        decade -> [(tail: Double, percentile: Percentile)] in
        var scale = 1.0
        for _ in 0..<decade { scale *= 10 }
        return (0..<9).compactMap { step in
            let nines = String(repeating: "9", count: decade) + "\(step)0"
            let whole = nines.prefix(2)
            let fraction = nines.dropFirst(2)
            let text = whole + (fraction.isEmpty ? "" : "." + fraction)
            return Percentile(text).map { (Double(10 - step) / (10 * scale), $0) }
        }
    }
}
