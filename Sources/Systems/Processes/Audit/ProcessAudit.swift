import Infrastructure
import Synchronization

/// Watches what the engine writes, with a book of its own.
package final class ProcessAudit: Sendable {
    package init() {}

    func committed(
        _ id: String,
        _ record: InstanceRecord,
        _ input: InstanceInput,
        _ consequences: [Consequence],
        _ graph: ProcessGraph
    ) {}
}
