/// Cuts the time of a run into intervals and says which one is open.
struct IntervalClock {
    let interval: Int64
    /// How many intervals are over.
    private(set) var index = 0
    /// Where the open interval ends.
    private(set) var boundary: Int64

    init(interval: Int64) {
        self.interval = interval
        boundary = interval
    }

    /// Whether all intervals that are kept are over.
    var isOver: Bool { index >= TimeSeriesSet.mostPoints }

    mutating func next() {
        index += 1
        boundary &+= interval
    }

    /// How many intervals a run has that ends at `end`.
    func pointCount(at end: Int64) -> Int {
        let count = end / interval + (end % interval > 0 ? 1 : 0)
        return Int(Swift.min(count, Int64(TimeSeriesSet.mostPoints)))
    }
}
