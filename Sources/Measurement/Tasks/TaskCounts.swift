/// What became of a run's tasks, over the whole run.
package struct TaskCounts: Sendable, Equatable {
    package var submitted: Int64 = 0
    package var accepted: Int64 = 0
    package var rejected: Int64 = 0
    package var completed: Int64 = 0
    package var failed: Int64 = 0
    package var deadLettered: Int64 = 0
    package var lost: Int64 = 0
    package var duplicated: Int64 = 0
    package var inFlight: Int64 = 0
    /// Submitted, and neither accepted nor rejected.
    package var unanswered: Int64 = 0

    package init() {}

    /// Whether every accepted task has exactly one fate, and every submitted one an answer or none.
    package var isConserved: Bool {
        accepted == completed + failed + deadLettered + lost + inFlight
            && submitted == accepted + rejected + unanswered
    }
}
