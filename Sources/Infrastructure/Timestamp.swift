/// An instant of a run: nanoseconds since its start.
package struct Timestamp: Sendable, Hashable, Comparable {
    package let nanoseconds: Int64

    package init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    /// Seconds since 1970 of the start of every run: 2025-01-01 00:00:00 UTC.
    ///
    /// A fixed date, so that what systems write down is the same in every run.
    package static let epochSecondsAtStart: Int64 = 1_735_689_600

    /// Seconds since 1970, as the services of the sources stamp their records.
    package var epochSeconds: Double {
        Double(Self.epochSecondsAtStart) + Double(nanoseconds) / 1e9
    }
}
