import Infrastructure

/// Why a command was refused.
package enum CommandError: Error, Equatable, Sendable {
    case unknownDefinition(String)
    case unknownInstance(String)

    /// The instance has no such step, or never had it.
    case unknownTask(instance: String)

    /// Somebody was faster: who, and with what outcome.
    case alreadyDecided(by: String, outcome: String)

    /// The step ended without an answer: its deadline was over, or it was given up.
    case noLongerAsked(status: String)

    /// The step is under way and asks nobody.
    case notAQuestion
    case instanceOver(InstanceStatus)
    case instancePaused
    case notPaused

    /// The process cannot end with this.
    case notAnOutcome(String, known: [String])
    case notAnIncident

    /// An instance of that id is there already, of another definition.
    case idTaken(String)

    /// The store or the broker could not be reached.
    case unavailable(String)

    /// The process that worked on it is gone.
    case cancelled

    init(_ error: KeyValueStoreError) {
        self = error == .cancelled ? .cancelled : .unavailable(error.text)
    }
}
