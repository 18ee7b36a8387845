import Infrastructure

/// A message that was given out and is not settled, and where it belongs.
struct OutstandingMessage {
    let tag: DeliveryTag
    var message: QueuedMessage
    let queue: Int

    /// The consumer that got it; nil for one that was fetched.
    let consumer: Int?
}
