/// The part of a run's beginning that MSER-5 leaves out.
package struct ChosenWarmUp: Sendable, Equatable {
    package let nanoseconds: Int64
    /// Whether the durations of tasks settle in the first half of the run.
    package let isSettled: Bool

    package init(nanoseconds: Int64, isSettled: Bool) {
        self.nanoseconds = nanoseconds
        self.isSettled = isSettled
    }
}
