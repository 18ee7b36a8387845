import Infrastructure

/// A consumer of a queue, as the broker sees it.
struct ConsumerState {
    let tag: ConsumerTag
    let channel: Int
    let queue: Int
    let prefetch: Int?
    var unsettled = 0

    var hasCapacity: Bool { prefetch.map { unsettled < $0 } ?? true }
}

/// All that a broker knows: queues, routing, channels and consumers, as one value.
///
/// Every rule of the broker is here; the machine around it only lets time pass.
struct BrokerState {
    private(set) var queues: [QueueState] = []
    private(set) var queueNames: [QueueName] = []
    private(set) var channels: [ChannelState] = []
    private(set) var consumers: [ConsumerState] = []
    private var routing = ExchangeRouting()

    /// A message on its way to a consumer.
    struct Dispatch {
        let consumer: Int
        let channel: Int
        let tag: UInt64

        /// The context of the message.
        let context: Int32
    }

    mutating func openChannel(_ name: String) -> Int {
        channels.append(ChannelState(name: name))
        return channels.count - 1
    }

    mutating func declareQueue(
        _ name: QueueName,
        _ options: QueueOptions
    ) throws(BrokerError) -> Int {
        guard let number = routing.queue(name) else {
            queues.append(QueueState(options: options))
            queueNames.append(name)
            routing.addQueue(name, number: queues.count - 1)
            return queues.count - 1
        }
        let current = queues[number].options
        guard current == options else {
            throw .inequivalent(
                "durable",
                of: "queue '\(name)'",
                received: "\(options.isDurable)",
                current: "\(current.isDurable)"
            )
        }
        return number
    }

    mutating func declareExchange(
        _ name: ExchangeName,
        _ kind: ExchangeKind
    ) throws(BrokerError) {
        guard !name.isEmpty else {
            throw BrokerError(
                code: 403,
                text: "ACCESS_REFUSED - operation not permitted on the default exchange"
            )
        }
        guard let current = routing.exchange(name) else {
            return routing.addExchange(name, kind)
        }
        guard current == kind else {
            throw .inequivalent(
                "type",
                of: "exchange '\(name)'",
                received: kind.rawValue,
                current: current.rawValue
            )
        }
    }

    mutating func bind(
        _ queue: QueueName,
        to exchange: ExchangeName,
        key: String
    ) throws(BrokerError) {
        guard !exchange.isEmpty else {
            throw BrokerError(
                code: 403,
                text: "ACCESS_REFUSED - operation not permitted on the default exchange"
            )
        }
        let number = try self.queue(queue)
        guard routing.exchange(exchange) != nil else { throw .noExchange(exchange) }
        routing.bind(number, to: exchange, key: key)
    }

    /// The number of a queue that has to exist.
    func queue(_ name: QueueName) throws(BrokerError) -> Int {
        guard let number = routing.queue(name) else {
            throw BrokerError(code: 404, text: "NOT_FOUND - no queue '\(name)' in vhost '/'")
        }
        return number
    }

    /// How many messages of a queue are ready, and given out but not settled.
    func level(of queue: Int) -> (ready: Int, unsettled: Int) {
        (queues[queue].readyCount, queues[queue].unsettled)
    }

    /// Puts a message into the queue that the default exchange knows by its routing key.
    mutating func publishToQueue(_ envelope: Envelope, at now: Int64) -> Int? {
        guard let queue = routing.queue(envelope.routingKey) else { return nil }
        queues[queue].append(envelope, at: now)
        return queue
    }

    /// Puts a message into the queues that it is routed to; returns them.
    mutating func publish(_ envelope: Envelope, at now: Int64) throws(BrokerError) -> [Int] {
        guard routing.exchange(envelope.exchange) != nil else {
            throw .noExchange(envelope.exchange)
        }
        let targets = routing.route(envelope.exchange, envelope.routingKey)
        for queue in targets { queues[queue].append(envelope, at: now) }
        return targets
    }

    mutating func consume(
        _ queue: Int,
        on channel: Int,
        _ options: ConsumerOptions
    ) -> Int {
        let number = consumers.count
        consumers.append(
            ConsumerState(
                tag: "ctag-\(channel).\(number)",
                channel: channel,
                queue: queue,
                prefetch: options.prefetch
            )
        )
        queues[queue].consumers.add(number)
        return number
    }

    mutating func cancel(_ consumer: Int) {
        queues[consumers[consumer].queue].consumers.remove(consumer)
    }

    /// Gives the next message of a queue to the consumer whose turn it is, if there are both.
    mutating func dispatch(_ queue: Int) -> Dispatch? {
        guard queues[queue].readyCount > 0 else { return nil }
        let turn = queues[queue].consumers.next(among: consumers)
        guard let consumer = turn, let message = queues[queue].take() else { return nil }
        consumers[consumer].unsettled += 1
        let channel = consumers[consumer].channel
        let tag = channels[channel].give(message, from: queue, to: consumer)
        return Dispatch(
            consumer: consumer,
            channel: channel,
            tag: tag,
            context: message.envelope.context
        )
    }

    /// Takes the next message of a queue for whoever asked.
    mutating func get(_ queue: Int, on channel: Int) -> (tag: UInt64, message: QueuedMessage)? {
        guard let message = queues[queue].take() else { return nil }
        return (channels[channel].give(message, from: queue, to: nil), message)
    }

    /// What is to become of a message that was given out.
    enum Settlement {
        case acknowledge, requeue, drop
    }

    /// Settles a message; returns it, or nil when the tag is unknown (406, the channel closes).
    mutating func settle(
        _ tag: UInt64,
        on channel: Int,
        _ settlement: Settlement,
        at now: Int64
    ) -> ChannelState.Outstanding? {
        guard let outstanding = channels[channel].settle(tag) else { return nil }
        settle(outstanding, settlement, at: now)
        return outstanding
    }

    /// Settles every message up to a tag, in the order of the tags.
    ///
    /// Returns them, or nil when there is none (406, the channel closes).
    mutating func settleAll(
        upTo tag: UInt64,
        on channel: Int,
        _ settlement: Settlement,
        at now: Int64
    ) -> [ChannelState.Outstanding]? {
        let settled = channels[channel].settleAll(upTo: tag)
        guard !settled.isEmpty else { return nil }
        for outstanding in settled { settle(outstanding, settlement, at: now) }
        return settled
    }

    /// Closes a channel; what it held goes back.
    ///
    /// Returns the queues that got something, in the order of their numbers.
    mutating func close(_ channel: Int, at now: Int64) -> [Int] {
        channels[channel].isOpen = false
        for number in consumers.indices where consumers[number].channel == channel {
            cancel(number)
        }
        let held = channels[channel].settleAll()
        for outstanding in held { settle(outstanding, .requeue, at: now) }
        return Set(held.map(\.queue)).sorted()
    }

    func message(_ tag: UInt64, on channel: Int) -> ChannelState.Outstanding? {
        channels[channel].message(tag)
    }

    private mutating func settle(
        _ outstanding: ChannelState.Outstanding,
        _ settlement: Settlement,
        at now: Int64
    ) {
        if let consumer = outstanding.consumer {
            consumers[consumer].unsettled -= 1
            queues[outstanding.queue].consumers.unblock(consumer)
        }
        if settlement == .requeue {
            queues[outstanding.queue].requeue(outstanding.message, at: now)
        } else {
            queues[outstanding.queue].settle()
        }
    }
}

extension BrokerError {
    static func noExchange(_ name: ExchangeName) -> BrokerError {
        BrokerError(code: 404, text: "NOT_FOUND - no exchange '\(name)' in vhost '/'")
    }

    static func inequivalent(
        _ argument: String,
        of entity: String,
        received: String,
        current: String
    ) -> BrokerError {
        BrokerError(
            code: 406,
            text: "PRECONDITION_FAILED - inequivalent arg '\(argument)' for \(entity) "
                + "in vhost '/': received '\(received)' but current is '\(current)'"
        )
    }
}
