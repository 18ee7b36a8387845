package import Infrastructure
import JSON

/// The queues of the engine.
package enum EngineQueues {
    /// Events from outside, which begin instances or go to those that wait.
    package static let events: QueueName = "processes.events"

    /// Answers of people, and ends of sub-processes.
    package static let commands: QueueName = "processes.commands"

    /// What is to be done later.
    package static let timers: QueueName = "processes.timers"

    /// Events that nobody can read.
    package static let rejected: QueueName = "processes.rejected"

    /// The queue of a module.
    package static func module(_ name: String) -> QueueName { "processes.\(name)" }

    /// Declares all of them; durable, since what they hold must not be lost.
    static func declare(
        on channel: any BrokerChannel,
        modules: [String]
    ) async throws(BrokerError) {
        let durable = QueueOptions(isDurable: true)
        try await channel.declareQueue(rejected, durable)
        try await channel.declareQueue(
            events,
            QueueOptions(
                isDurable: true,
                arguments: [
                    "x-dead-letter-exchange": "",
                    "x-dead-letter-routing-key": .string(rejected),
                ]
            )
        )
        for queue in [commands, timers] + modules.map(module) {
            try await channel.declareQueue(queue, durable)
        }
    }
}
