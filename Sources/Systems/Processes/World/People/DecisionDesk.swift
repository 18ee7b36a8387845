/// Takes answers of people.
package protocol DecisionDesk: Sendable {
    /// Takes an answer; false refuses it for good, and who cannot take it now throws.
    func decide(_ instance: String, _ step: StepID, _ answer: Answer) async throws -> Bool
}

extension InstanceCommands: DecisionDesk {
    package func decide(
        _ instance: String,
        _ step: StepID,
        _ answer: Answer
    ) async throws -> Bool {
        do throws(CommandError) {
            try await decide(instance: instance, step: step, answer)
            return true
        } catch {
            switch error {
            case .cancelled: throw CancellationError()
            case .unavailable, .instancePaused: throw error
            default: return false
            }
        }
    }
}
