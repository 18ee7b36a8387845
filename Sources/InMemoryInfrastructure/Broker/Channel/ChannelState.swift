import Infrastructure

/// What the broker knows of one channel: its mode and limits, and what it was given.
struct ChannelState {
    /// What a channel does with what is published on it (`confirm.select`, `tx.select`).
    enum Mode {
        case plain, confirm, transaction
    }

    let name: String
    let connection: Int
    var isOpen = true

    /// Why the broker closed it; nil when the client did, or it is open.
    var closeReason: BrokerError?
    var mode = Mode.plain

    /// The queue that an empty name stands for (B2.5).
    var lastQueue: QueueName?

    /// The limit of consumers that begin from now on; nil is without limit.
    var prefetch: Int?
    var shared = SharedPrefetch()
    var transaction = ChannelTransaction()

    /// Its consumers in the order in which they began.
    var consumers: [Int] = []

    /// Those that are out of the rings of their queues, in the order in which they left.
    var blocked: [Int] = []

    private var outstanding = OutstandingTable()

    /// What nobody has to settle, until it arrives.
    private var arriving = OutstandingTable()
    private var lastTag: DeliveryTag = 0

    init(name: String, connection: Int) {
        self.name = name
        self.connection = connection
    }

    var outstandingCount: Int { outstanding.count }

    /// The next delivery tag (B7.1).
    mutating func nextTag() -> DeliveryTag {
        lastTag += 1
        return lastTag
    }

    /// Notes a message as given out under the tag that this returns.
    ///
    /// It is to be settled by that tag, unless it is settled as it is given out (`isAutomatic`).
    mutating func give(
        _ message: QueuedMessage,
        from queue: Int,
        to consumer: Int?,
        isAutomatic: Bool
    ) -> DeliveryTag {
        let tag = nextTag()
        let given = OutstandingMessage(
            tag: tag,
            message: message,
            queue: queue,
            consumer: consumer
        )
        if isAutomatic { arriving.insert(given) } else { outstanding.insert(given) }
        return tag
    }

    /// What is not settled, in no order that means anything.
    var held: [OutstandingMessage] { outstanding.all }

    /// The message of a tag, while it is not settled.
    func message(_ tag: DeliveryTag) -> OutstandingMessage? {
        outstanding[tag]
    }

    /// A message that nobody has to settle has arrived; nil when the channel closed meanwhile.
    mutating func takeArriving(_ tag: DeliveryTag) -> OutstandingMessage? {
        arriving.remove(tag)
    }

    /// Takes what was on its way to consumers and is lost with the channel.
    mutating func takeArriving() -> [OutstandingMessage] {
        arriving.removeAll(upTo: lastTag)
    }

    func holds(_ tag: DeliveryTag) -> Bool {
        outstanding[tag] != nil
    }

    /// Takes a message out, to settle it; nil when the tag is unknown or was settled before.
    mutating func settle(_ tag: DeliveryTag) -> OutstandingMessage? {
        outstanding.remove(tag)
    }

    /// Takes out every message up to a tag, in the order of the tags; 0 stands for all.
    ///
    /// Nil when the tag itself is unknown or was settled before (B7.3).
    mutating func settleAll(upTo tag: DeliveryTag) -> [OutstandingMessage]? {
        guard tag == 0 || holds(tag) else { return nil }
        return outstanding.removeAll(upTo: tag == 0 ? lastTag : tag)
    }

    /// Puts messages back as they were before they were settled.
    mutating func restore(_ messages: [OutstandingMessage]) {
        for message in messages { outstanding.insert(message) }
    }
}
