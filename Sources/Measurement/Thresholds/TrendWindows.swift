/// Follows a condition on a trend in each of its windows.
///
/// A window has the samples of what was meant to arrive in it. Those may end much later, so every
/// window that has any keeps its distribution until the end of the run.
final class TrendWindows {
    /// The samples of one window, and the condition on them.
    private final class Part {
        let tracker: TrendThresholdTracker
        var trend = Trend()

        init(_ tracker: TrendThresholdTracker) {
            self.tracker = tracker
        }
    }

    private let threshold: Threshold
    private let cut: ThresholdParts
    /// As far as there are samples; `nil` for a window without any.
    private var parts: [Part?] = []
    /// The windows that are over as far as arrivals go and fail on the samples so far.
    private var broken: [Int] = []

    init(_ threshold: Threshold, _ cut: ThresholdParts) {
        self.threshold = threshold
        self.cut = cut
    }

    var isBroken: Bool { !broken.isEmpty }

    func observe(_ value: Int64, intendedStart: Int64, at now: Int64) {
        guard let index = cut.index(of: intendedStart) else { return }
        let part = part(index)
        part.trend.record(value)
        part.tracker.observe(value, at: now)
        if threshold.abortsOnFail, cut.isOver(index, at: now) { note(index) }
    }

    /// Looks at the window that ends at `now`.
    func close(at now: Int64) {
        guard let index = cut.index(of: now - 1), cut.isOver(index, at: now) else { return }
        note(index)
    }

    /// What was found in each window that counts.
    func readings(isKnown: Bool, measuredUntil end: Int64) -> [WindowReading] {
        (0..<cut.count(until: end)).map { index in
            let part = parts.indices.contains(index) ? parts[index] : nil
            let expression = threshold.expression
            let reading = expression.reading(of: part?.trend ?? Trend(), isKnown: isKnown)
            let windowEnd = cut[index].cut(at: end).end
            let breach = part?.tracker.breach(reading, end: windowEnd)
            return WindowReading(reading: reading, breach: breach ?? windowEnd)
        }
    }

    private func note(_ index: Int) {
        broken.removeAll { $0 == index }
        guard parts.indices.contains(index), let part = parts[index] else { return }
        if part.tracker.isFailing { broken.append(index) }
    }

    private func part(_ index: Int) -> Part {
        while parts.count <= index { parts.append(nil) }
        if let part = parts[index] { return part }
        let part = Part(TrendThresholdTracker(onAllOf: threshold))
        parts[index] = part
        return part
    }
}
