/// Follows a condition on a counter from event to event.
final class CounterThresholdTracker {
    let threshold: Threshold
    private let expression: ThresholdExpression
    private let measuredNanoseconds: Int64
    private var clock = BreachClock()
    private var total: Int64 = 0
    /// Set where the condition is one on windows, each of which has a tracker of its own.
    private let windows: CounterWindows?

    /// Follows the condition in the windows that it has in the `measured` part.
    init(_ threshold: Threshold, measured: MeasurementWindow) {
        self.threshold = threshold
        measuredNanoseconds = measured.nanoseconds
        expression = threshold.expression
        windows = threshold.window.map {
            CounterWindows(threshold, ThresholdParts(of: measured, $0))
        }
    }

    /// Follows the condition on all events that it is given, which come in the `measured` part.
    ///
    /// A `rate` so far is taken over the whole planned part: what breaks it cannot be undone.
    init(onAllOf threshold: Threshold, measured: MeasurementWindow) {
        self.threshold = threshold
        measuredNanoseconds = measured.nanoseconds
        expression = threshold.expression
        windows = nil
    }

    func observe(_ count: Int64, at now: Int64) {
        if let windows { return windows.observe(count, at: now) }
        total &+= count
        let reading = expression.reading(ofCount: total, over: measuredNanoseconds)
        clock.note(expression.isUnbroken(by: reading), at: now)
    }

    /// Judges the final `count`; `isKnown` says that the counter exists even if it never moved.
    func verdict(
        onCount count: Int64,
        isKnown: Bool,
        measured: MeasurementWindow
    ) -> ThresholdVerdict {
        if let windows {
            let readings = windows.readings(measuredUntil: measured.end)
            let nothing = readings.map { WindowReading(reading: nil, breach: $0.breach) }
            return ThresholdVerdict(
                threshold,
                windows: isKnown || count > 0 ? readings : nothing
            )
        }
        let final = expression.reading(ofCount: count, over: measured.nanoseconds)
        let reading = isKnown || count > 0 ? final : nil
        return ThresholdVerdict(threshold, reading: reading, breach: breach(reading, in: measured))
    }

    /// What was found on the events so far, in a part that is over.
    func reading(in part: MeasurementWindow) -> WindowReading {
        let reading = expression.reading(ofCount: total, over: part.nanoseconds)
        return WindowReading(reading: reading, breach: breach(reading, in: part))
    }

    /// Whether it fails for good; of windows, in one that is over.
    var isBroken: Bool { windows?.isBroken ?? clock.isFailing }

    /// Looks at the windows that end at `now`.
    func closeWindows(at now: Int64) {
        windows?.close(until: now)
    }

    private func breach(_ reading: ThresholdReading?, in part: MeasurementWindow) -> Int64 {
        expression.isShortOfCount(reading) ? part.end : clock.failingSince ?? part.end
    }
}
