import Infrastructure

/// What a channel in transaction mode holds back until it is committed (B8.5).
struct ChannelTransaction {
    /// What was published.
    var published: [PublishedMessage] = []

    /// What was settled, in the order in which the client did.
    private(set) var settled: [(messages: [OutstandingMessage], settlement: Settlement)] = []

    /// Holds back what is settled; settlements of one kind in a row are one
    /// (`rabbit_channel:ack_cons`).
    mutating func hold(_ messages: [OutstandingMessage], _ settlement: Settlement) {
        if let last = settled.indices.last, settled[last].settlement == settlement {
            settled[last].messages += messages
        } else {
            settled.append((messages, settlement))
        }
    }
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
