package import JSON

/// Something that breaks in a run, as data.
package struct Fault: Sendable {
    /// When a fault strikes.
    package enum Moment: Sendable, Equatable {
        /// Nanoseconds of virtual time from the start of the run.
        case instant(Int64)
        /// Directly after an event has happened for the n-th time, counted from 1.
        case event(FaultEvent, nth: Int64)
    }

    /// What it does.
    package enum Kind: String, Sendable, CaseIterable {
        /// A process ends where it is; what it had not settled goes back to the queues.
        case crash
    }

    package let at: Moment
    package let kind: Kind
    /// A process of a system, such as `workers[3]`.
    package let target: String
    /// Nanoseconds until it is healed; nil leaves that to the end of load.
    package let duration: Int64?
    /// The first character of the fault.
    package let position: JSONPosition
}

/// An event that faults can wait for.
package enum FaultEvent: String, Sendable, CaseIterable {
    case taskAccepted = "task.accepted"
    case taskRejected = "task.rejected"
    case taskBegan = "task.began"
    case taskFinished = "task.finished"
    case taskLost = "task.lost"
    case messageDelivered = "message.delivered"

    /// What has happened then, for the manual.
    package var summary: String {
        switch self {
        case .taskAccepted: "a service has promised to carry out a task"
        case .taskRejected: "a service has refused a task"
        case .taskBegan: "the actual work on a task has begun"
        case .taskFinished: "a task has reached a final state"
        case .taskLost: "a task has been lost"
        case .messageDelivered: "a message has been handed to a consumer"
        }
    }
}
