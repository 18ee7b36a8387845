/// How often something arrives in the course of time: linear from one target to the next.
///
/// Rates are whole numbers of arrivals in one `unit` of nanoseconds, so that nothing is rounded.
package struct RateRamp: Sendable, Equatable {
    /// A part of the ramp, which ends at its target.
    package struct Stage: Sendable, Equatable {
        /// In nanoseconds; 0 is a jump.
        package let duration: Int64
        package let target: Int64

        package init(duration: Int64, target: Int64) {
            self.duration = duration
            self.target = target
        }
    }

    package let unit: Int64
    package let start: Int64
    package let stages: [Stage]

    /// How long the stages last together, at most 100 years.
    package var duration: Int64 { stages.reduce(0) { $0 + $1.duration } }

    /// Rates are not negative and at most one arrival a nanosecond.
    package init(start: Int64, stages: [Stage], per unit: Int64) {
        precondition(unit > 0 && start >= 0, "a rate is a count in some time")
        self.unit = unit
        self.start = start
        self.stages = stages
    }
}
