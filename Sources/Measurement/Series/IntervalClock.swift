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

    /// Whether the open interval is the last that is kept: it takes in all that follows.
    var isLast: Bool { index + 1 >= TimeSeriesSet.mostPoints }

    mutating func next() {
        index += 1
        boundary &+= interval
    }

    /// How many intervals a run has that ends at `end`, the one that holds that instant included.
    func pointCount(at end: Int64) -> Int {
        Int(Swift.min(end / interval + 1, Int64(TimeSeriesSet.mostPoints)))
    }
}
