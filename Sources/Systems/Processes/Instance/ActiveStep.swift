/// A step that has begun and is not over.
package struct ActiveStep: Sendable, Equatable {
    package enum Phase: Sendable, Equatable {
        /// A message asks the module to carry it out.
        case ready
        case waiting(StepWait)
        /// The module failed and is tried again at that instant, in nanoseconds of the run.
        case retrying(at: Int64)
        case incident(Incident)
    }

    package let id: StepID

    /// When it began, in nanoseconds of the run.
    package let since: Int64

    /// How often the module was asked before: what tells a late message from a due one.
    package var turn = 0

    /// Failed attempts since it began, or since somebody had it tried again.
    package var failures = 0

    /// How many roles it has escalated to.
    package var escalations = 0

    package var phase = Phase.ready
}

/// Why a step goes on only when somebody mends it.
package enum Incident: Sendable, Equatable {
    /// The module failed as often as it may; the reason of the last time.
    case attemptsUsedUp(String)
    /// No link leaves with the outcome that it ended with.
    case noWay(outcome: Int)
    /// It has begun as often as it may.
    case tooManyVisits
    /// The join before it waits for tokens that can no more come.
    case deadJoin
}

/// What follows from an input.
package enum Consequence: Sendable, Equatable {
    /// A step has begun, or is to be tried again: its module has to be asked.
    case ready(StepID, turn: Int)
    /// A token went over a link, from a step that had begun at an instant.
    case traversed(link: Int, since: Int64)
    /// A step is over.
    case ended(StepID, outcome: Int, since: Int64)
    /// A step was given up, since the instance is over.
    case withdrawn(StepID)
    case incident(StepID, Incident)
    case over(InstanceStatus)
}
