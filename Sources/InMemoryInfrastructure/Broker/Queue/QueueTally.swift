/// What became of the messages that ever came to a queue.
///
/// At any instant, `published` is the sum of all others, of what is ready, and of what is given out
/// and not settled.
struct QueueTally: Equatable {
    /// Messages that were routed to the queue, whether or not it took them.
    var published = 0
    /// Settled for good, by a consumer or as they were given out.
    var acknowledged = 0
    /// Expired, without a place to go.
    var expired = 0
    /// Passed on to the dead-letter exchange, for whatever reason.
    var deadLettered = 0
    /// Gone for another reason: refused, rejected, no room, purged, deleted with the queue.
    var dropped = 0

    /// Those that are no longer in the queue.
    var ended: Int { acknowledged + expired + deadLettered + dropped }

    enum Fate {
        case acknowledged, expired, deadLettered, dropped
    }

    mutating func add(_ count: Int, to fate: Fate) {
        switch fate {
        case .acknowledged: acknowledged += count
        case .expired: expired += count
        case .deadLettered: deadLettered += count
        case .dropped: dropped += count
        }
    }
}
