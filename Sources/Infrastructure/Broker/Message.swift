package import JSON

/// A message as its publisher made it; the copies of it in queues and deliveries are one object.
package final class Message: Sendable {
    package let body: Payload

    /// Header fields, which headers exchanges route by and consumers read.
    package let headers: JSONObject

    /// True when the message is meant to survive a restart of the broker in a durable queue.
    package let isPersistent: Bool

    /// What few messages have; nil when this one has none of it.
    package let properties: MessageProperties?

    package init(
        _ body: Payload,
        headers: JSONObject = JSONObject(),
        isPersistent: Bool = true,
        properties: MessageProperties? = nil
    ) {
        self.body = body
        self.headers = headers
        self.isPersistent = isPersistent
        self.properties = properties
    }
}

/// A message on its way to one consumer, which settles it by its tag.
package struct Delivery: Sendable {
    package let message: Message

    /// The exchange that it was published to and the key that it was published with.
    package let exchange: ExchangeName
    package let routingKey: String

    package let tag: DeliveryTag

    /// True when the message was given out before and came back.
    package let isRedelivered: Bool

    package init(
        message: Message,
        exchange: ExchangeName,
        routingKey: String,
        tag: DeliveryTag,
        isRedelivered: Bool
    ) {
        self.message = message
        self.exchange = exchange
        self.routingKey = routingKey
        self.tag = tag
        self.isRedelivered = isRedelivered
    }
}
