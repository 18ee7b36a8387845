package import Infrastructure

/// Where the load publishes messages, and gets them from.
package protocol MessageTarget: AnyObject, Sendable {
    /// Publishes a message; `receiver` is told with `argument`, by an event of its own.
    func publish(
        _ message: Message,
        to exchange: ExchangeName,
        routingKey: String,
        origin: RequestOrigin,
        receiver: any MessageReceiver,
        argument: Int
    )

    /// Gets the next message of a queue for `receiver`, by an event of its own.
    ///
    /// Messages go to who asked first; within `time` nanoseconds there is one, or none.
    func receive(
        from queue: QueueName,
        within time: Int64,
        receiver: any MessageReceiver,
        argument: Int
    )
}

/// Gets what became of messages.
package protocol MessageReceiver: AnyObject, Sendable {
    /// The broker took the message, or refused to.
    func published(_ succeeded: Bool, argument: Int)

    /// A message came, or none in time.
    func received(_ message: Message?, argument: Int)
}
