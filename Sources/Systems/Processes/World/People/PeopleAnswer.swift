package import JSON

/// What somebody decided.
package struct PeopleAnswer: Sendable, Equatable {
    package let instance: String
    package let step: StepID
    package let outcome: String
    package let role: String
    package let author: String

    /// The same however often the answer is handed in.
    package let key: String
    package let assigning: JSONObject
}

/// Takes answers of people.
package protocol DecisionDesk: Sendable {
    /// Whether a task waits for an answer, as far as one sees.
    func isOpen(_ instance: String, _ step: StepID) -> Bool

    /// Takes an answer; false refuses it for good, and who cannot take it now throws.
    func decide(_ answer: PeopleAnswer) async throws -> Bool
}
