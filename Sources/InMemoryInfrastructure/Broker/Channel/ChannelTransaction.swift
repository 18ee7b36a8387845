import Infrastructure

/// What a channel in transaction mode holds back until it is committed (B8.5).
struct ChannelTransaction {
    /// What was published.
    var published: [PublishedMessage] = []

    /// What was settled, in groups as the client sent them.
    var settled: [(messages: [OutstandingMessage], settlement: Settlement)] = []
}

/// A message that waits for the commit of its transaction.
struct PublishedMessage {
    let envelope: Envelope

    /// Where the bindings led when it was published; whether the queues are there is asked when
    /// it is committed (`rabbit_channel`, `tx.commit`).
    let queues: [QueueName]
    let isMandatory: Bool
}

/// What is to become of messages that were given out.
enum Settlement {
    case acknowledge, requeue, drop
}
