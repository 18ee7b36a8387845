import Infrastructure
import JSON

/// A task as Service B takes it on: timestamp, id, equipment id, parameters, as in the task text.
///
/// An object, since every handler that waits holds one: a reference each instead of four fields.
final class ProvisioningTask: Sendable {
    let id: String
    let equipmentID: String

    /// The body of the request, checked.
    let request: JSONValue

    /// Seconds since 1970 at which the task was taken on.
    let timestamp: Double

    init(id: String, equipmentID: String, request: JSONValue, timestamp: Double) {
        self.id = id
        self.equipmentID = equipmentID
        self.request = request
        self.timestamp = timestamp
    }

    /// How long the client would wait, in seconds, where the request says so.
    var timeoutInSeconds: Int64? { request["timeoutInSeconds"]?.integer }
}

/// What is known of a task.
enum TaskStatus: Sendable, Equatable {
    /// No worker has picked it up.
    case pending
    /// A worker has, and Service A works on it.
    case running
    case completed
    case failed
    /// Service A does not know the equipment; a failure with an answer of its own.
    case equipmentUnknown

    var outcome: TaskOutcome { self == .completed ? .completed : .failed }
}
