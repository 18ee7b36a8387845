import Infrastructure

/// What one channel has been given and has not settled, by delivery tag.
struct ChannelState {
    /// A message that was given out, and where it belongs.
    struct Outstanding {
        let tag: UInt64
        let message: QueuedMessage
        let queue: Int
        /// The consumer that got it; nil for one taken by `basic.get`.
        let consumer: Int?
    }

    let name: String
    var isOpen = true
    private var outstanding = OutstandingTable()
    private var lastTag: UInt64 = 0

    init(name: String) {
        self.name = name
    }

    /// Notes a message as given out and returns its delivery tag.
    mutating func give(_ message: QueuedMessage, from queue: Int, to consumer: Int?) -> UInt64 {
        lastTag += 1
        outstanding.insert(
            Outstanding(tag: lastTag, message: message, queue: queue, consumer: consumer)
        )
        return lastTag
    }

    /// The message of a tag, while it is not settled.
    func message(_ tag: UInt64) -> Outstanding? {
        outstanding[tag]
    }

    /// Takes a message out, to settle it; nil when the tag is unknown or was settled before.
    mutating func settle(_ tag: UInt64) -> Outstanding? {
        outstanding.remove(tag)
    }

    /// Takes out every message up to a tag, in the order of the tags.
    mutating func settleAll(upTo tag: UInt64) -> [Outstanding] {
        var settled: [Outstanding] = []
        for held in outstanding.tags where held <= tag {
            if let message = outstanding.remove(held) { settled.append(message) }
        }
        return settled
    }

    /// Takes out everything, in the order of the tags.
    mutating func settleAll() -> [Outstanding] {
        let held = outstanding
        outstanding = OutstandingTable()
        return held.tags.compactMap { held[$0] }
    }
}
