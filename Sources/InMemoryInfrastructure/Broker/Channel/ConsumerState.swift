import Infrastructure

/// A consumer of a queue, as the broker sees it.
struct ConsumerState {
    let tag: ConsumerTag
    let channel: Int
    let queue: Int
    let mode: AcknowledgementMode
    let priority: Int64

    /// How many messages it may hold unsettled; nil is without limit.
    let prefetch: Int?
    var unsettled = 0

    /// False once it was cancelled, by whomever.
    var isActive = true

    /// True while it is out of the ring of its queue, since it could not take a message.
    var isBlocked = false

    var hasCapacity: Bool { prefetch.map { unsettled < $0 } ?? true }
}
