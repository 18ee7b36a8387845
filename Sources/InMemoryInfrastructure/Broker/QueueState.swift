import Infrastructure
import SimulationKernel

/// The messages of one queue that are ready, and who takes them.
///
/// A value without clock or concurrency: the present instant comes in as an argument, what is to be
/// delivered goes out as a value.
struct QueueState {
    let options: QueueOptions

    /// Messages that are given out and not settled.
    private(set) var unsettled = 0

    /// Who takes messages.
    var consumers = ConsumerRing()

    private var ready = Deque<QueuedMessage>()
    private var nextSequence: UInt64 = 0

    init(options: QueueOptions) {
        self.options = options
    }

    var readyCount: Int { ready.count }

    /// Appends a published message.
    mutating func append(_ envelope: Envelope, at now: Int64) {
        ready.append(
            QueuedMessage(
                envelope: envelope,
                sequence: nextSequence,
                readySince: now,
                isRedelivered: false
            )
        )
        nextSequence += 1
    }

    /// Takes the message that is next, to be given out.
    mutating func take() -> QueuedMessage? {
        guard !ready.isEmpty else { return nil }
        unsettled += 1
        return ready.removeFirst()
    }

    /// A message that was given out has been settled for good.
    mutating func settle() {
        unsettled -= 1
    }

    /// Puts a message that was given out back to its original place (RabbitMQ, "Consumer
    /// Acknowledgements": "requeued … to its original position in its queue, if possible").
    mutating func requeue(_ message: QueuedMessage, at now: Int64) {
        unsettled -= 1
        var returned = message
        returned.isRedelivered = true
        returned.readySince = now
        var place = 0
        while place < ready.count, ready[place].sequence < message.sequence { place += 1 }
        ready.insert(returned, at: place)
    }
}

/// A message in a queue, or given out from it.
struct QueuedMessage {
    let envelope: Envelope

    /// The message's place in the order of the queue; it keeps it when it comes back.
    let sequence: UInt64

    /// Since when it could be given out.
    var readySince: Int64
    var isRedelivered: Bool
}
