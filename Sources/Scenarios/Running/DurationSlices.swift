import Measurement

/// How long the tasks of each slice of a run took on average, by when they were meant to arrive.
///
/// MSER-5 asks for observations in the order of arrival, and tasks end in any order; slices of time
/// keep that order in memory that does not grow with the run. Where there are fewer tasks than
/// slices, a slice is a task.
final class DurationSlices: @unchecked Sendable {
    private static let count: Int64 = 5_000

    private let width: Int64
    /// In nanoseconds.
    private var sums: [Int128]
    private var tasks: [Int]

    /// For tasks that are meant to arrive before `end`.
    init(until end: Int64) {
        width = max(1, (end + Self.count - 1) / Self.count)
        sums = [Int128](repeating: 0, count: Int(Self.count))
        tasks = [Int](repeating: 0, count: Int(Self.count))
    }

    func record(_ duration: Int64, intendedStart: Int64) {
        let slice = Int(intendedStart / width)
        guard sums.indices.contains(slice) else { return }
        sums[slice] += Int128(duration)
        tasks[slice] += 1
    }

    /// What to leave out; slices without tasks are passed over.
    var warmUp: ChosenWarmUp {
        let slices = tasks.indices.filter { tasks[$0] > 0 }
        let means = slices.map { Double(sums[$0]) / Double(tasks[$0]) }
        let truncation = MSER5.truncation(of: means)
        let first = truncation.dropped > 0 ? slices[truncation.dropped] : 0
        return ChosenWarmUp(nanoseconds: Int64(first) * width, isSettled: truncation.isSettled)
    }
}
