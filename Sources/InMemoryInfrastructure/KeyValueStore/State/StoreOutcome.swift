import Infrastructure

/// What became of a command.
enum StoreOutcome: Equatable {
    case reply(StoreReply)

    /// The connection waits for its reply; at the instant (ns since the start), if there is one,
    /// `StoreState.giveUpWaiting` ends the wait.
    case waiting(until: Int64?)
}

/// What a command does to other connections than its own.
enum StoreEffect: Equatable {
    /// A connection that waited gets its reply.
    case answer(StoreReply, connection: Int)

    /// A subscriber gets a message.
    case message(Payload, channel: String, pattern: String?, connection: Int)
}
