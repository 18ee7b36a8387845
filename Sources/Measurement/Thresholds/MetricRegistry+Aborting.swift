extension MetricRegistry {
    /// Whether any threshold may end the run, so that somebody has to ask.
    package var canAbort: Bool { !abortingTrackers.isEmpty }

    /// The first threshold that ends the run because it is broken; ask after every event.
    package var brokenThreshold: Threshold? {
        for tracker in abortingTrackers where tracker.isBroken { return tracker.threshold }
        return nil
    }

    /// When the next window of a threshold that may end the run is over; `nil` for never.
    package func nextWindowEnd(after now: Int64) -> Int64? {
        var next: Int64?
        for tracker in abortingTrackers {
            guard let cut = tracker.threshold.window,
                let end = ThresholdParts(of: window, cut).nextEnd(after: now)
            else { continue }
            next = Swift.min(next ?? end, end)
        }
        return next
    }

    /// Looks at the windows that end at `now`, before anything happens there.
    package func closeWindows(at now: Int64) {
        for tracker in abortingTrackers { tracker.closeWindows(at: now) }
    }
}
