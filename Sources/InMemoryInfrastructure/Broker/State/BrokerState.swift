import Infrastructure
import JSON
import SimulationKernel

/// All that a broker knows: queues, routing, channels and consumers, as one value.
///
/// Every rule of the broker is here; the machine around it only lets time pass. The present instant
/// comes in with every operation, and what is to be done goes out as `effects`, which whoever
/// called takes.
struct BrokerState {
    var queues: [QueueState] = []
    var channels: [ChannelState] = []
    var consumers: [ConsumerState] = []
    var routing = ExchangeRouting()
    var effects = BrokerEffects()

    /// Messages between their death in one queue and their arrival in others.
    var deadLetters = Deque<(envelope: Envelope, queues: [Int])>()

    private var isConnectionOpen: [Bool] = []

    // MARK: Connections and channels

    mutating func openConnection() -> Int {
        isConnectionOpen.append(true)
        return isConnectionOpen.count - 1
    }

    mutating func openChannel(_ name: String, on connection: Int) throws(BrokerError) -> Int {
        guard isConnectionOpen[connection] else { throw .closed }
        channels.append(ChannelState(name: name, connection: connection))
        return channels.count - 1
    }

    /// Closes a connection with its channels and what is exclusive to it.
    mutating func closeConnection(_ connection: Int, reason: BrokerError?, at now: Int64) {
        isConnectionOpen[connection] = false
        for channel in channels.indices where channels[channel].connection == connection {
            close(channel, reason: reason, at: now)
        }
        for queue in queues.indices where queues[queue].owner == connection {
            delete(queue)
        }
    }

    /// Closes a channel: its consumers end, and what it held goes back to the queues (B7.6).
    mutating func close(_ channel: Int, reason: BrokerError?, at now: Int64) {
        guard channels[channel].isOpen else { return }
        channels[channel].isOpen = false
        channels[channel].closeReason = reason
        for (messages, _) in channels[channel].transaction.settled {
            channels[channel].restore(messages)
        }
        channels[channel].transaction = ChannelTransaction()
        for message in channels[channel].takeArriving() { forget(message) }
        let held = channels[channel].settleAll(upTo: 0) ?? []
        let consumers = channels[channel].consumers
        let ended = Set(consumers.map { self.consumers[$0].queue })
        for consumer in consumers { end(consumer) }
        for message in held { freeCapacity(of: message.consumer, 1, in: message.queue) }
        let messages = Dictionary(grouping: held, by: \.queue)
        // Queues with consumers hear of it first, the newest first; then those fetched from
        // (`rabbit_channel:notify_queues`, `rabbit_amqqueue_process`, `DOWN`).
        var others: Set<Int> = []
        let fetched = held.map(\.queue).filter { !ended.contains($0) && others.insert($0).inserted }
        for queue in ended.sorted(by: >) + fetched {
            putBack(messages[queue] ?? [], to: queue, hasLostConsumer: ended.contains(queue), now)
        }
        finishDeadLetters(at: now)
    }

    /// A queue gets back what a closed channel held of it.
    private mutating func putBack(
        _ messages: [OutstandingMessage],
        to queue: Int,
        hasLostConsumer: Bool,
        _ now: Int64
    ) {
        guard !deleteIfUnused(queue, hasLostConsumer: hasLostConsumer) else {
            for message in messages { forget(message) }
            return
        }
        touch(queue, at: now)
        requeue(messages, to: queue, isAbandoned: true, at: now)
        dispatch(queue, at: now)
    }

    // MARK: Names

    /// The number of a queue that has to exist and be open to a channel's connection.
    func queue(_ name: QueueName, for channel: Int) throws(BrokerError) -> Int {
        let name = try resolved(name, for: channel)
        guard let number = routing.queue(name) else { throw .noQueue(name) }
        if let owner = queues[number].owner, owner != channels[channel].connection {
            throw .locked(name)
        }
        return number
    }

    /// The name of a queue; the empty one stands for the queue that the channel declared last.
    func resolved(_ name: QueueName, for channel: Int) throws(BrokerError) -> QueueName {
        guard name.isEmpty else { return name }
        guard let last = channels[channel].lastQueue else {
            throw .notFound("no previously declared queue")
        }
        return last
    }

    func isQuorum(_ queue: Int) -> Bool { queues[queue].settings.isQuorum }

    /// A message has come to its consumer; nil when the channel closed meanwhile.
    mutating func arrive(
        _ tag: DeliveryTag,
        on channel: Int,
        isAutomatic: Bool
    ) -> OutstandingMessage? {
        guard isAutomatic else { return channels[channel].message(tag) }
        return channels[channel].takeArriving(tag)
    }

    /// How many messages of a queue are ready, and given out but not settled.
    func level(of queue: Int) -> (ready: Int, unsettled: Int) {
        (queues[queue].readyCount, queues[queue].unsettled)
    }
}
