/// The way of one task through the system: where it was when, from its arrival to its end.
package struct TaskTimeline: Sendable, Equatable {
    /// A stretch of time that a task spent at one place.
    ///
    /// Steps may lie within each other: a service that handles a request waits for the store.
    package struct Step: Sendable, Equatable {
        /// What kind of place it is.
        package enum Kind: String, Sendable {
            /// Ready in a queue, until handed to a consumer.
            case queue
            /// Worked on by a service.
            case service
            /// Waiting for one of the machines of the infrastructure and served by it.
            case machine
        }

        package let kind: Kind
        /// The name of the queue, the service or the machine.
        package let name: String
        /// Nanoseconds since the start of the run.
        package let start: Int64
        /// After `start`: what takes no time is no step.
        package let end: Int64

        package init(kind: Kind, name: String, start: Int64, end: Int64) {
            self.kind = kind
            self.name = name
            self.start = start
            self.end = end
        }
    }

    /// What became of a task.
    package enum Outcome: String, Sendable, CaseIterable {
        case completed, failed, deadLettered, lost, inFlight
    }

    /// The load, the number of the iteration in it, and behind a dot that of its request unless it
    /// is the first: `activations/17`, `orders/3.2`.
    package let task: String
    package let outcome: Outcome
    /// When the task was meant to arrive, in nanoseconds since the start of the run.
    package let intendedStart: Int64
    package let acceptedAt: Int64
    /// When its final state could be read, or nothing carried it any more, or the run ended.
    package let endedAt: Int64
    /// In the order of their starts, of two with one start the longer first.
    package let steps: [Step]

    package init(
        task: String,
        outcome: Outcome,
        intendedStart: Int64,
        acceptedAt: Int64,
        endedAt: Int64,
        steps: [Step]
    ) {
        self.task = task
        self.outcome = outcome
        self.intendedStart = intendedStart
        self.acceptedAt = acceptedAt
        self.endedAt = endedAt
        self.steps = steps
    }

    /// From the intended arrival to the end, in nanoseconds.
    package var duration: Int64 { endedAt - intendedStart }
}
