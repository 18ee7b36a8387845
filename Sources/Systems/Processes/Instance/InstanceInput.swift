package import JSON

/// What was done to an instance: its history is the list of these, and all else follows from it.
package enum InstanceInput: Sendable, Equatable {
    case started(variables: JSONObject)
    /// Readings came, which become variables; `id` tells a repetition of the event.
    case event(id: String, readings: JSONObject)
    /// The module of a step left it waiting.
    case waits(StepID, StepWait)
    /// A step is over, by its module or by somebody's answer.
    case ended(StepID, outcome: Int, assigning: JSONObject, by: Answerer?)
    /// The module could not do its work; final where further attempts would only fail, too.
    case attemptFailed(StepID, reason: String, isFinal: Bool)
    /// The pause before a further attempt, or the delay that a step is, is over.
    case woke(StepID)
    /// Nobody answered in time, so the next role is asked.
    case escalated(StepID)
    /// The deadline of a step is over.
    case deadline(StepID)
    /// Somebody had an incident tried again.
    case retried(StepID, by: String)
    case assigned(JSONObject, by: String)
    case paused(by: String)
    case resumed(by: String)
    case cancelled(by: String)
    /// The time to live is over.
    case expired
}

/// What a step waits for.
package enum StepWait: Sendable, Equatable {
    case event
    case answer
    /// Nanoseconds of the run.
    case time(until: Int64)
    case instance(String)
}

/// Who answered a question, and the key by which a repetition of the answer is known.
package struct Answerer: Sendable, Equatable {
    package let author: String
    package let key: String

    package init(author: String, key: String) {
        self.author = author
        self.key = key
    }
}

/// An input with its instant, in nanoseconds of the run.
package struct HistoryEntry: Sendable, Equatable {
    package let at: Int64
    package let input: InstanceInput

    package init(at: Int64, _ input: InstanceInput) {
        self.at = at
        self.input = input
    }
}
