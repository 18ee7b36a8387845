/// Follows a condition on a counter in each of its windows, one after the other.
final class CounterWindows {
    private let threshold: Threshold
    private let cut: ThresholdParts
    private var closed: [WindowReading] = []
    private var open: CounterThresholdTracker
    private(set) var isBroken = false

    init(_ threshold: Threshold, _ cut: ThresholdParts) {
        self.threshold = threshold
        self.cut = cut
        open = CounterThresholdTracker(onAllOf: threshold, measured: cut[0])
    }

    func observe(_ count: Int64, at now: Int64) {
        guard let index = cut.index(of: now) else { return }
        while closed.count < index { closeNext() }
        open.observe(count, at: now)
    }

    /// Closes the windows that are over at `now`.
    func close(until now: Int64) {
        while cut.isOver(closed.count, at: now) { closeNext() }
    }

    /// What was found in each window that counts; nothing more is observed after that.
    func readings(measuredUntil end: Int64) -> [WindowReading] {
        let count = cut.count(until: end)
        while closed.count < count { closeNext(cutAt: end) }
        return Array(closed.prefix(count))
    }

    private func closeNext(cutAt end: Int64 = .max) {
        let reading = open.reading(in: cut[closed.count].cut(at: end))
        if !threshold.isMet(by: reading.reading) { isBroken = true }
        closed.append(reading)
        open = CounterThresholdTracker(onAllOf: threshold, measured: cut[closed.count])
    }
}
