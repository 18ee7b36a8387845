/// The properties of a message that most messages lack (AMQP 0-9-1, class `basic`).
///
/// An object of its own, so that a message without them is no larger for it.
package final class MessageProperties: Sendable {
    /// Its place in a queue with priorities; none counts as 0.
    package let priority: Int?

    /// Its time to live in milliseconds, as the text that a client sends; the broker checks it.
    package let expiration: String?

    /// The message that this one answers, by a name of the publisher's.
    package let correlationID: String?

    /// The queue that an answer should go to.
    package let replyTo: String?

    package let messageID: String?

    package init(
        priority: Int? = nil,
        expiration: String? = nil,
        correlationID: String? = nil,
        replyTo: String? = nil,
        messageID: String? = nil
    ) {
        self.priority = priority
        self.expiration = expiration
        self.correlationID = correlationID
        self.replyTo = replyTo
        self.messageID = messageID
    }
}
