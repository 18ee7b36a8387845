import InMemoryInfrastructure
import Infrastructure
import JSON

/// Replays the matches of one pattern: a queue bound with it, and a message with each key.
final class TopicReplay: @unchecked Sendable {
    private let stage = ReplayStage()
    private var matches: [String] = []

    func difference(in step: TopicStep) -> Difference? {
        let broker = InMemoryBroker(.instant, number: 1, world: stage.world)
        stage.perform {
            do throws(BrokerError) {
                let channel = try await broker.openChannel("replay")
                try await channel.declareQueue("q", QueueOptions())
                try await channel.declareExchange("x", .topic)
                try await channel.bind("q", to: "x", bindingKey: step.pattern)
                let keys = step.keys
                for key in keys {
                    let message = Message(.text(key))
                    try await channel.publish(
                        message,
                        to: "x",
                        routingKey: key,
                        isMandatory: false
                    )
                    if try await channel.get("q") != nil { self.matches.append(key) }
                }
            } catch {
                self.matches = [error.text]
            }
        }
        guard matches != step.keys.filter(step.matches.contains) else { return nil }
        return Difference(
            step: 1,
            position: step.position,
            call: ["op": "queue.bind", "routing_key": .string(step.pattern)],
            aspect: "matches",
            expected: .array(step.matches.map(JSONValue.string)),
            got: .array(matches.map(JSONValue.string))
        )
    }
}
