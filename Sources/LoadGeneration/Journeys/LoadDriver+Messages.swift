package import Infrastructure
import JSON
import SimulationKernel

/// The messages of a journey.
extension LoadDriver: MessageReceiver {
    func publish(_ template: MessageTemplate, _ slot: Int) {
        let (message, exchange, routingKey) = template.message(values: own(slot)) {
            generate($0, slot)
        }
        messages?.publish(
            message,
            to: exchange,
            routingKey: routingKey,
            origin: nextOrigin(slot, submitsTask: false),
            receiver: self,
            argument: slot
        )
    }

    package func published(_ succeeded: Bool, argument: Int) {
        journeys[argument].due = simulation.now
        if !succeeded { check(false) }
        advance(argument)
    }

    func receive(_ queue: TextTemplate, within time: Int64, _ slot: Int) {
        messages?.receive(
            from: queue.text(values: own(slot)) { generate($0, slot) },
            within: time,
            receiver: self,
            argument: slot
        )
    }

    /// A text that is no JSON is expected as a string.
    private static func body(of message: Message) -> Payload {
        if case .text(let text) = message.body, message.body.json == nil {
            return .json(.string(text))
        }
        return message.body
    }

    package func received(_ message: Message?, argument: Int) {
        journeys[argument].reply = message.map { HTTPResponse(0, body: Self.body(of: $0)) }
        journeys[argument].due = simulation.now
        check(message != nil)
        advance(argument)
    }
}
