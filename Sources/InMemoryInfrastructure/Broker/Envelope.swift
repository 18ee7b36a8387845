import Infrastructure

/// A published message with its address; the copies in several queues share it.
final class Envelope: Sendable {
    let message: Message
    let exchange: ExchangeName
    let routingKey: String

    /// Further routing keys of the message (`CC` and `BCC`, B1.14).
    let furtherKeys: [String]

    /// The context of the publisher, which travels with the message.
    let context: Int32

    /// How many queues in a row have passed it on without keeping it, or for want of room.
    let passages: Int32

    init(
        message: Message,
        exchange: ExchangeName,
        routingKey: String,
        furtherKeys: [String] = [],
        context: Int32,
        passages: Int32 = 0
    ) {
        self.message = message
        self.exchange = exchange
        self.routingKey = routingKey
        self.furtherKeys = furtherKeys
        self.context = context
        self.passages = passages
    }
}
