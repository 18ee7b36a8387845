/// Where a series stops depending on how it began, by the rule MSER-5 (White 1997).
///
/// Of all ways to drop a beginning, it takes the one that leaves the mean of the rest with the
/// smallest standard error: dropping a transient pays, dropping good data does not.
package enum MSER5 {
    /// How many observations make one batch.
    package static let batchSize = 5

    package struct Truncation: Sendable, Equatable {
        /// How many observations to drop: a multiple of the size of a batch, at most one half.
        package let dropped: Int
        /// Whether the series settles in its first half; if not, it is too short to tell.
        package let isSettled: Bool
    }

    /// The observations in their order; those that fill no batch at the end are left out.
    package static func truncation(of observations: [Double]) -> Truncation {
        let batches = (0..<observations.count / batchSize).map { batch in
            let start = batch * batchSize
            return observations[start..<start + batchSize].reduce(0, +) / Double(batchSize)
        }
        // The last batches alone would always look calm, so five stay at least.
        guard batches.count > batchSize else { return Truncation(dropped: 0, isSettled: false) }
        let statistics = statistics(of: batches)
        let half = batches.count / 2
        let best = least(statistics[...(batches.count - batchSize)])
        let chosen = best <= half ? best : half
        return Truncation(dropped: chosen * batchSize, isSettled: best <= half)
    }

    /// For each number of dropped batches, the square of the rest's standard error.
    private static func statistics(of batches: [Double]) -> [Double] {
        var statistics = [Double](repeating: 0, count: batches.count)
        var mean = 0.0
        var squares = 0.0
        // Welford's recursion from the end, which loses nothing to cancellation.
        for index in batches.indices.reversed() {
            let size = Double(batches.count - index)
            let change = batches[index] - mean
            mean += change / size
            squares += change * (batches[index] - mean)
            statistics[index] = squares / (size * size)
        }
        return statistics
    }

    /// The first place of the smallest value.
    private static func least(_ values: ArraySlice<Double>) -> Int {
        var best = values.startIndex
        for index in values.indices where values[index] < values[best] { best = index }
        return best
    }
}
