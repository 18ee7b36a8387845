import Infrastructure
import SimulationKernel

/// The messages of one queue, and who takes them.
///
/// A value without clock or concurrency: the present instant comes in as an argument, what leaves
/// the queue goes out as a value.
struct QueueState {
    let name: QueueName
    let options: QueueOptions
    let settings: QueueSettings

    /// The connection that the queue is exclusive to.
    let owner: Int?

    /// Messages that are given out and not settled.
    private(set) var unsettled = 0

    /// Who holds messages without being a consumer: fetched messages, each for itself, and
    /// consumers that were cancelled.
    var holderCount = 0

    private(set) var readyCount = 0
    private(set) var tally = QueueTally()

    /// Who takes messages.
    var consumers = ConsumerRing()

    /// The one consumer that takes messages, where only one does (B6.11).
    var activeConsumer: Int?

    /// The consumer that nobody else may consume beside.
    var exclusiveConsumer: Int?

    /// When the timer of the first message's expiry fires; nil when none is set.
    var timer: Int64?

    /// When the queue deletes itself, unless somebody uses it.
    var deletionTime: Int64?

    private(set) var isDeleted = false

    /// True while a quorum queue has told its publishers that there is no room.
    private var isFull = false

    /// One line for each priority.
    private var levels: [ReadyMessages]

    /// The bytes of the ready bodies; kept only when there is a limit on them.
    private var readyBytes = 0
    private var nextSequence: UInt64 = 0
    private var nextReturn: UInt64 = 0

    init(name: QueueName, options: QueueOptions, settings: QueueSettings, owner: Int?) {
        self.name = name
        self.options = options
        self.settings = settings
        self.owner = owner
        levels = [ReadyMessages](repeating: ReadyMessages(), count: settings.maximumPriority + 1)
    }

    var isEmpty: Bool { readyCount == 0 }

    // MARK: Arriving

    /// Makes a message of what was published; a limit of its life is counted from now (B3.1).
    mutating func admit(_ envelope: Envelope, at now: Int64) -> QueuedMessage {
        tally.published += 1
        let sequence = nextSequence
        nextSequence += 1
        var expiresAt = Int64.max
        if let timeToLive = settings.timeToLive(of: envelope.message) {
            expiresAt = now.addingSaturating(timeToLive)
        }
        return QueuedMessage(
            envelope: envelope,
            sequence: sequence,
            readySince: now,
            expiresAt: expiresAt,
            priority: settings.priority(of: envelope.message)
        )
    }

    /// True when the queue refuses what is published, since one more would be too many (B4.3).
    ///
    /// A quorum queue refuses only when it is over its limit already, and from then on until it is
    /// down to four fifths of it (`rabbit_fifo:evaluate_limit`).
    func refuses(_ envelope: Envelope) -> Bool {
        guard settings.overflow != .dropHead else { return false }
        if settings.isQuorum { return isFull }
        if let limit = settings.maximumLength, readyCount + 1 > limit { return true }
        guard let limit = settings.maximumBytes else { return false }
        return readyBytes + envelope.message.body.byteCount > limit
    }

    /// True when a message that no consumer takes at once is gone (B3.4).
    var keepsNothing: Bool {
        settings.expiresAtOnce && settings.deadLetterExchange == nil
    }

    /// True when there is more than the limits allow, and the queue drops from its head (B4.2).
    var isOverLimit: Bool {
        settings.hasLengthLimit && settings.overflow == .dropHead && readyCount > 0 && isBeyondLimit
    }

    private var isBeyondLimit: Bool {
        if let limit = settings.maximumLength, readyCount > limit { return true }
        return settings.maximumBytes.map { readyBytes > $0 } ?? false
    }

    mutating func append(_ message: QueuedMessage) {
        levels[Int(message.priority)].append(message)
        countIn(message)
    }

    /// Looks whether a quorum queue has to tell its publishers to stop, or that they may go on.
    mutating func evaluateLimit() {
        guard settings.isQuorum, settings.hasLengthLimit else { return }
        if isBeyondLimit {
            isFull = true
        } else if isFull {
            func isBelow(_ limit: Int?, _ count: Int) -> Bool {
                limit.map { count <= Int(Double($0) * 0.8) } ?? true
            }
            isFull =
                !isBelow(settings.maximumLength, readyCount)
                || !isBelow(settings.maximumBytes, readyBytes)
        }
    }

    // MARK: Leaving

    /// Takes the message that is next.
    mutating func takeFirst() -> QueuedMessage? {
        guard readyCount > 0 else { return nil }
        var level = levels.count - 1
        while level >= 0 {
            if let message = levels[level].removeFirst() {
                readyCount -= 1
                if settings.maximumBytes != nil {
                    readyBytes -= message.envelope.message.body.byteCount
                }
                if isFull { evaluateLimit() }
                return message
            }
            level -= 1
        }
        return nil
    }

    /// When the message that is next expires; nil when there is none, `Int64.max` for never.
    var firstExpiry: Int64? {
        guard readyCount > 0 else { return nil }
        return levels.last { !$0.isEmpty }?.firstExpiry
    }

    /// Takes the message that is next if it has expired (B3.2).
    mutating func takeExpired(at now: Int64) -> QueuedMessage? {
        guard let expiry = firstExpiry, expiry <= now else { return nil }
        return takeFirst()
    }

    /// Takes all that is ready out of a queue that is purged.
    mutating func takeAll() -> [QueuedMessage] {
        var all: [QueuedMessage] = []
        all.reserveCapacity(readyCount)
        while let message = takeFirst() { all.append(message) }
        return all
    }

    // MARK: Given out

    /// A message that left was given out, to be settled.
    mutating func noteGivenOut() {
        unsettled += 1
    }

    /// A message that was given out has been settled for good, or is on its way elsewhere.
    mutating func noteSettled() {
        unsettled -= 1
    }

    /// Puts a message that was given out back to its place (B7.4; RabbitMQ, "Consumer
    /// Acknowledgements": "requeued … to its original position in its queue, if possible").
    ///
    /// A quorum queue puts it before all that was never given out when it counts deliveries, and
    /// at the end when it does not (B7.10), unless the channel closed (`isAbandoned`).
    mutating func putBack(_ message: QueuedMessage, isAbandoned: Bool = false, at now: Int64) {
        var returned = message
        returned.isRedelivered = true
        returned.readySince = now
        guard settings.isQuorum else {
            levels[Int(message.priority)].putBack(returned)
            return countIn(returned)
        }
        returned.returnCount += 1
        if settings.deliveryLimit == nil, !isAbandoned {
            returned.sequence = nextSequence
            nextSequence += 1
            levels[0].append(returned)
        } else {
            returned.sequence = nextReturn
            nextReturn += 1
            levels[0].putBack(returned)
        }
        countIn(returned)
    }

    /// Notes what became of a message that left for good.
    mutating func note(_ fate: QueueTally.Fate) {
        tally.add(1, to: fate)
    }

    /// Forgets everything: the queue is gone, and its number stands for nothing.
    mutating func delete() {
        isDeleted = true
        levels = []
        tally.add(readyCount + unsettled, to: .dropped)
        (readyCount, readyBytes, unsettled) = (0, 0, 0)
        timer = nil
        deletionTime = nil
    }

    private mutating func countIn(_ message: QueuedMessage) {
        readyCount += 1
        if settings.maximumBytes != nil { readyBytes += message.envelope.message.body.byteCount }
    }
}
