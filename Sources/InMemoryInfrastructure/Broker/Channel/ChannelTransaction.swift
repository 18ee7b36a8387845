/// What a channel in transaction mode holds back until it is committed (B8.5).
struct ChannelTransaction {
    /// What was published, with whether it is mandatory.
    var published: [(envelope: Envelope, isMandatory: Bool)] = []

    /// What was settled, in groups as the client sent them.
    var settled: [(messages: [OutstandingMessage], settlement: Settlement)] = []
}

/// What is to become of messages that were given out.
enum Settlement {
    case acknowledge, requeue, drop
}
