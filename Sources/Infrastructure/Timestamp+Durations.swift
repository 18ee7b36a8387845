extension Timestamp {
    /// The instant that much later; the end of time where there is none.
    package func adding(_ duration: Duration) -> Timestamp {
        let (sum, overflow) = nanoseconds.addingReportingOverflow(duration.nanoseconds)
        return overflow ? Timestamp(nanoseconds: .max) : Timestamp(nanoseconds: sum)
    }

    /// Whole seconds to a later instant, rounded up; 0 to an earlier one.
    package func secondsRoundedUp(to end: Timestamp) -> Int {
        let (rest, overflow) = end.nanoseconds.subtractingReportingOverflow(nanoseconds)
        if overflow { return end < self ? 0 : Int(Int64.max / 1_000_000_000) }
        return rest <= 0 ? 0 : Int((rest - 1) / 1_000_000_000 + 1)
    }

    package func duration(to end: Timestamp) -> Duration {
        .nanoseconds(end.nanoseconds) - .nanoseconds(nanoseconds)
    }
}

extension Duration {
    /// The longest that a client may have something: 100 years, far from the end of time.
    package static let longest = Duration.seconds(3_153_600_000)

    /// Whole nanoseconds; the most there are for what is longer.
    package var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        if overflow { return seconds < 0 ? .min : .max }
        let (sum, isTooLong) = whole.addingReportingOverflow(attoseconds / 1_000_000_000)
        if isTooLong { return seconds < 0 ? .min : .max }
        return sum
    }

    /// Whole seconds, rounded up.
    package var secondsRoundedUp: Int {
        Timestamp(nanoseconds: 0).secondsRoundedUp(to: Timestamp(nanoseconds: nanoseconds))
    }
}
