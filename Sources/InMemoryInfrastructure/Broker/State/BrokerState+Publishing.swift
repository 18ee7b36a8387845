import Infrastructure
import JSON

/// From the publisher into the queues (B1, B3, B4, B8).
extension BrokerState {
    /// Publishes a message, or holds it back for the transaction of its channel.
    mutating func publish(
        _ message: Message,
        to exchange: ExchangeName,
        routingKey: String,
        isMandatory: Bool,
        context: Int32,
        on channel: Int,
        at now: Int64
    ) throws(BrokerError) -> PublishOutcome {
        let envelope = try envelope(
            message,
            to: exchange,
            routingKey: routingKey,
            context: context
        )
        let mode = channels[channel].mode
        if mode == .transaction {
            channels[channel].transaction.published.append(
                PublishedMessage(
                    envelope: envelope,
                    queues: queueNames(for: envelope),
                    isMandatory: isMandatory
                )
            )
            return .sent
        }
        let outcome = deliver(envelope, at: now)
        finishDeadLetters(at: now)
        if outcome == .unroutable, isMandatory { return .returned(ReturnedMessage(envelope)) }
        guard mode == .confirm else { return .sent }
        return outcome == .refused ? .refused : .confirmed
    }

    /// Checks a message as it is published, and addresses it.
    private func envelope(
        _ message: Message,
        to exchange: ExchangeName,
        routingKey: String,
        context: Int32
    ) throws(BrokerError) -> Envelope {
        if !exchange.isEmpty {
            guard let target = routing[exchange] else { throw .noExchange(exchange) }
            if target.options.isInternal {
                throw .accessRefused(
                    "cannot publish to internal \(Entity.exchange(exchange))"
                )
            }
        }
        if let expiration = message.properties?.expiration { try Self.checkExpiration(expiration) }
        guard !message.headers.isEmpty else {
            return Envelope(
                message: message,
                exchange: exchange,
                routingKey: routingKey,
                context: context
            )
        }
        let keys = try MessageKeys.all(of: message)
        var headers = message.headers
        headers["BCC"] = nil
        return Envelope(
            message: headers.count == message.headers.count
                ? message : message.with(headers: headers),
            exchange: exchange,
            routingKey: routingKey,
            furtherKeys: keys,
            context: context
        )
    }

    /// Throws what is wrong with the time to live of a message, as Erlang reads it (B3.5).
    private static func checkExpiration(_ text: String) throws(BrokerError) {
        var rest = text.utf8[...]
        if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") {
            rest = rest.dropFirst()
        }
        let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        let problem: String?
        if digits.isEmpty {
            problem = "no_integer"
        } else if digits.count < rest.count {
            problem = "{leftover_string,\"\(Substring(rest.dropFirst(digits.count)))\"}"
        } else if let value = Int64(text) {
            problem = QueueArguments.expiryProblem(.integer(value), isZeroAllowed: true)
        } else {
            let isNegative = text.utf8.first == UInt8(ascii: "-")
            let number = text.drop { "+-".contains($0) }.drop { $0 == "0" }
            problem = isNegative ? "{value_negative,-\(number)}" : "{value_too_large,\(number)}"
        }
        if let problem { throw .preconditionFailed("invalid expiration '\(text)': \(problem)") }
    }

    /// What became of a message on its way to the queues.
    enum RoutingOutcome {
        case taken
        /// One of the queues had no room (B8.3).
        case refused
        case unroutable
    }

    /// Puts a message into the queues that it is routed to.
    private mutating func deliver(_ envelope: Envelope, at now: Int64) -> RoutingOutcome {
        if envelope.exchange.isEmpty, envelope.furtherKeys.isEmpty {
            guard let queue = routing.queue(envelope.routingKey) else { return .unroutable }
            return enqueue(envelope, in: queue, at: now) ? .taken : .refused
        }
        return deliver(envelope, to: route(envelope).reversed(), at: now)
    }

    /// Puts a message into `targets`, as above.
    mutating func deliver(
        _ envelope: Envelope,
        to targets: [Int],
        at now: Int64
    ) -> RoutingOutcome {
        var isRefused = false
        for queue in targets where !enqueue(envelope, in: queue, at: now) { isRefused = true }
        if targets.isEmpty { return .unroutable }
        return isRefused ? .refused : .taken
    }

    /// The queues that a message goes to, each once, by their names.
    ///
    /// Dead letters come to them in this order, what a client publishes in the other
    /// (`rabbit_exchange:route`, `rabbit_queue_type:deliver0`, `delegate:invoke_no_result`).
    func route(_ envelope: Envelope) -> [Int] {
        let found = routing.route(
            envelope.exchange,
            keys: [envelope.routingKey] + envelope.furtherKeys,
            envelope.message
        )
        guard found.count > 1 else { return found }
        return found.sorted { queues[$0].name.precedes(queues[$1].name) }
    }

    /// The names of the queues that a message goes to; the default exchange names them unseen.
    private func queueNames(for envelope: Envelope) -> [QueueName] {
        if !envelope.exchange.isEmpty { return route(envelope).reversed().map { queues[$0].name } }
        var seen: Set<QueueName> = []
        let names = [envelope.routingKey] + envelope.furtherKeys
        return names.filter { seen.insert($0).inserted }.sorted { $1.precedes($0) }
    }

    /// Gives a message to a consumer that waits for it, or puts it into the queue; false when the
    /// queue has no room for it (`rabbit_amqqueue_process:maybe_deliver_or_enqueue`).
    mutating func enqueue(_ envelope: Envelope, in queue: Int, at now: Int64) -> Bool {
        effects.begun.append(envelope.context)
        effects.noteChange(of: queue)
        let message = queues[queue].admit(envelope, at: now)
        if queues[queue].settings.hasLengthLimit, queues[queue].refuses(envelope) {
            if queues[queue].settings.overflow == .rejectPublishDeadLetter {
                bury(message, of: queue, .maxlen, at: now)
            } else {
                drop(message, of: queue)
            }
            return false
        }
        if queues[queue].isEmpty, let consumer = nextConsumer(of: queue) {
            give(message, from: queue, to: consumer)
            return true
        }
        if queues[queue].keepsNothing {
            bury(message, of: queue, .expired, at: now)
            return true
        }
        queues[queue].append(message)
        let hasDropped = dropHeads(of: queue, at: now)
        if hasDropped || queues[queue].readyCount == 1 { dropExpired(of: queue, at: now) }
        dispatch(queue, at: now)
        queues[queue].evaluateLimit()
        return true
    }

    /// Drops messages from the head until the queue is within its limits (B4.2).
    ///
    /// A quorum queue passes on the last of them first (`rabbit_fifo:drop_head`).
    @discardableResult
    mutating func dropHeads(of queue: Int, at now: Int64) -> Bool {
        guard queues[queue].isOverLimit else { return false }
        var dropped: [QueuedMessage] = []
        while queues[queue].isOverLimit, let message = queues[queue].takeFirst() {
            dropped.append(message)
        }
        if isQuorum(queue) { dropped.reverse() }
        for message in dropped { bury(message, of: queue, .maxlen, at: now) }
        return true
    }

    /// Drops messages from the head as long as they have expired (B3.2), and sets the timer.
    ///
    /// The timer is not set anew when another message comes to the head of a queue with
    /// priorities; that one may outlive its time until something happens (B3.6).
    mutating func dropExpired(of queue: Int, at now: Int64) {
        while let message = queues[queue].takeExpired(at: now) {
            bury(message, of: queue, .expired, at: now)
        }
        guard let expiry = queues[queue].firstExpiry, expiry < .max else { return }
        let millisecond: Int64 = 1_000_000
        if let timer = queues[queue].timer, expiry >= timer - millisecond { return }
        queues[queue].timer = expiry
        effects.timers.append(.init(queue: queue, instant: expiry, isDeletion: false))
    }

    /// The timer of a queue's first message has fired.
    mutating func expireMessages(of queue: Int, at now: Int64) {
        guard queues[queue].timer == now else { return }
        queues[queue].timer = nil
        dropExpired(of: queue, at: now)
        effects.noteChange(of: queue)
        finishDeadLetters(at: now)
    }
}

extension ReturnedMessage {
    convenience init(_ envelope: Envelope) {
        self.init(
            envelope.message,
            exchange: envelope.exchange,
            routingKey: envelope.routingKey
        )
    }
}

extension Message {
    /// The same message with other headers.
    func with(headers: JSONObject, properties: MessageProperties?? = nil) -> Message {
        Message(
            body,
            headers: headers,
            isPersistent: isPersistent,
            properties: properties ?? self.properties
        )
    }
}
