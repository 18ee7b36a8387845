/// A figure over independent runs: its mean, and how far the true mean may lie from that.
package struct ReplicatedFigure: Sendable, Equatable {
    /// How many runs had the figure.
    package let count: Int
    package let mean: Double
    /// Half the length of the 95 % Student-t interval around the mean; `nil` for one run.
    package let halfWidth: Double?
    /// The standard deviation of the mean; `nil` for one run.
    package let standardError: Double?
    package let min: Double
    package let max: Double

    /// `nil` without values.
    package init?(_ values: [Double]) {
        guard let first = values.first else { return nil }
        count = values.count
        // Around the first value, so that a small spread of large values is not lost.
        let size = Double(values.count)
        let offset = values.reduce(0) { $0 + ($1 - first) } / size
        let mean = first + offset
        self.mean = mean
        min = values.reduce(first, Swift.min)
        max = values.reduce(first, Swift.max)
        guard values.count > 1 else {
            halfWidth = nil
            standardError = nil
            return
        }
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let error = (squares / (size - 1) / size).squareRoot()
        standardError = error
        halfWidth = StudentT.quantile(degreesOfFreedom: values.count - 1) * error
    }

    /// Half the interval as a share of the mean; `nil` for one run or a mean of 0.
    package var relativeHalfWidth: Double? {
        guard let halfWidth, mean != 0 else { return nil }
        return halfWidth / mean.magnitude
    }
}
