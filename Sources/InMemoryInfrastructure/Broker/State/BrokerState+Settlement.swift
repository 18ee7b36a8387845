import Infrastructure

/// What becomes of messages that were given out (B6.4, B7, B8.5).
extension BrokerState {
    /// Settles a delivery, or all up to it; an unknown tag is an error (406).
    mutating func settle(
        _ tag: DeliveryTag,
        multiple: Bool,
        on channel: Int,
        _ settlement: Settlement,
        at now: Int64
    ) throws(BrokerError) {
        if !multiple, channels[channel].mode != .transaction {
            guard let message = channels[channel].settle(tag) else { throw .unknownTag(tag) }
            settleOne(message, on: channel, settlement, at: now)
            return
        }
        let settled: [OutstandingMessage]?
        if multiple {
            settled = channels[channel].settleAll(upTo: tag)
        } else {
            settled = channels[channel].settle(tag).map { [$0] }
        }
        guard let settled else { throw .unknownTag(tag) }
        if channels[channel].mode == .transaction {
            channels[channel].transaction.hold(settled, settlement)
        } else {
            settle(settled, on: channel, settlement, at: now)
        }
    }

    /// Puts all that a channel holds back (`basic.recover`, B7.7).
    mutating func recover(_ channel: Int, at now: Int64) {
        let held = channels[channel].settleAll(upTo: 0) ?? []
        settle(held, on: channel, .requeue, at: now)
    }

    /// Settles messages in groups: one for each queue and consumer, each that was fetched for
    /// itself and first, then by the consumers' tags (`rabbit_channel:foreach_per_queue`, B6.4).
    mutating func settle(
        _ messages: [OutstandingMessage],
        on channel: Int,
        _ settlement: Settlement,
        at now: Int64
    ) {
        let groups = messages.sorted { left, right in
            guard left.queue == right.queue else {
                return queues[left.queue].name.precedes(queues[right.queue].name)
            }
            guard left.consumer == right.consumer else {
                return consumerTag(left).precedes(consumerTag(right))
            }
            return left.tag < right.tag
        }
        channels[channel].shared.noteSettled(messages.count { $0.consumer != nil })
        var start = 0
        while start < groups.count {
            let (queue, consumer) = (groups[start].queue, groups[start].consumer)
            var end = start + 1
            // Each that was fetched is a group of its own.
            while consumer != nil, end < groups.count, groups[end].queue == queue,
                groups[end].consumer == consumer
            {
                end += 1
            }
            let group = Array(groups[start..<end])
            let hasUnblocked = freeCapacity(of: consumer, group.count, in: queue)
            finish(group, settlement, at: now)
            if hasUnblocked || settlement == .requeue { dispatch(queue, at: now) }
            start = end
        }
        resume(channel, at: now)
        finishDeadLetters(at: now)
    }

    private func consumerTag(_ message: OutstandingMessage) -> ConsumerTag {
        message.consumer.map { consumers[$0].tag } ?? ""
    }

    /// The way of a single message, which needs no groups.
    private mutating func settleOne(
        _ message: OutstandingMessage,
        on channel: Int,
        _ settlement: Settlement,
        at now: Int64
    ) {
        if message.consumer != nil { channels[channel].shared.noteSettled(1) }
        let hasUnblocked = freeCapacity(of: message.consumer, 1, in: message.queue)
        if settlement == .acknowledge, !queues[message.queue].isDeleted {
            queues[message.queue].noteSettled()
            queues[message.queue].note(.acknowledged)
            effects.ended.append(message.message.envelope.context)
            effects.noteChange(of: message.queue)
        } else {
            finish([message], settlement, at: now)
        }
        if hasUnblocked || settlement == .requeue { dispatch(message.queue, at: now) }
        resume(channel, at: now)
        finishDeadLetters(at: now)
    }

    /// Counts what a consumer has settled; true when it was at its limit and may go on.
    @discardableResult
    mutating func freeCapacity(of consumer: Int?, _ count: Int, in queue: Int) -> Bool {
        guard let consumer else {
            queues[queue].holderCount -= count
            return false
        }
        let wasFull = !consumers[consumer].hasCapacity
        consumers[consumer].unsettled -= count
        guard consumers[consumer].isActive else {
            if consumers[consumer].unsettled == 0 { queues[queue].holderCount -= 1 }
            return false
        }
        guard wasFull else { return false }
        unblock(queue, on: consumers[consumer].channel)
        return true
    }

    /// Does with messages of one queue what was asked for.
    private mutating func finish(
        _ messages: [OutstandingMessage],
        _ settlement: Settlement,
        at now: Int64
    ) {
        guard let queue = messages.first?.queue, !queues[queue].isDeleted else {
            for message in messages { forget(message) }
            return
        }
        switch settlement {
        case .acknowledge:
            for message in messages {
                queues[queue].noteSettled()
                queues[queue].note(.acknowledged)
                effects.ended.append(message.message.envelope.context)
            }
        case .requeue: requeue(messages, to: queue, at: now)
        case .drop:
            // Queues with priorities go through them from the highest on (B5.3).
            for message in messages.sorted(by: Self.isBuriedFirst) {
                queues[queue].noteSettled()
                bury(message.message, of: queue, .rejected, at: now)
            }
        }
        effects.noteChange(of: queue)
    }

    private static func isBuriedFirst(
        _ left: OutstandingMessage,
        _ right: OutstandingMessage
    ) -> Bool {
        (right.message.priority, left.tag) < (left.message.priority, right.tag)
    }

    /// Puts messages back to their places (B7.4), and within the limits of the queue (B4.6).
    ///
    /// A quorum queue passes on what it has delivered too often (B9.7).
    mutating func requeue(
        _ messages: [OutstandingMessage],
        to queue: Int,
        isAbandoned: Bool = false,
        at now: Int64
    ) {
        for message in messages {
            queues[queue].noteSettled()
            if let limit = queues[queue].settings.deliveryLimit,
                message.message.returnCount >= limit
            {
                bury(message.message, of: queue, .deliveryLimit, at: now)
            } else {
                queues[queue].putBack(message.message, isAbandoned: isAbandoned, at: now)
            }
        }
        // In a quorum queue consumers come before limits (`rabbit_fifo:checkout`).
        if isQuorum(queue) {
            dropExpired(of: queue, at: now)
            dispatch(queue, at: now)
        }
        dropHeads(of: queue, at: now)
        dropExpired(of: queue, at: now)
        queues[queue].evaluateLimit()
        effects.noteChange(of: queue)
    }

    /// A message whose queue is gone is gone, too.
    mutating func forget(_ message: OutstandingMessage) {
        effects.ended.append(message.message.envelope.context)
    }

    // MARK: Transactions

    mutating func selectConfirms(on channel: Int) throws(BrokerError) {
        guard channels[channel].mode != .transaction else {
            throw .preconditionFailed("cannot switch from tx to confirm mode")
        }
        channels[channel].mode = .confirm
    }

    mutating func selectTransactions(on channel: Int) throws(BrokerError) {
        guard channels[channel].mode != .confirm else {
            throw .preconditionFailed("cannot switch from confirm to tx mode")
        }
        channels[channel].mode = .transaction
    }

    /// Publishes and settles what a transaction has held back; returns the mandatory messages
    /// that came back.
    ///
    /// It is carried out as a whole also when a queue refuses a message, which closes the channel.
    mutating func commit(_ channel: Int, at now: Int64) throws(BrokerError) -> [ReturnedMessage] {
        let transaction = try takeTransaction(of: channel)
        var returned: [ReturnedMessage] = []
        var isPartial = false
        for published in transaction.published {
            let envelope = published.envelope
            let targets = published.queues.compactMap { routing.queue($0) }
            let outcome = deliver(envelope, to: targets, at: now)
            finishDeadLetters(at: now)
            if outcome == .refused { isPartial = true }
            if published.isMandatory, outcome == .unroutable {
                returned.append(ReturnedMessage(envelope))
            }
        }
        for (messages, settlement) in transaction.settled {
            settle(messages, on: channel, settlement, at: now)
        }
        if isPartial { throw .preconditionFailed("partial tx completion") }
        return returned
    }

    /// Forgets what a transaction has held back; its messages can be settled again.
    mutating func rollback(_ channel: Int) throws(BrokerError) {
        let transaction = try takeTransaction(of: channel)
        for (messages, _) in transaction.settled { channels[channel].restore(messages) }
    }

    private mutating func takeTransaction(
        of channel: Int
    ) throws(BrokerError) -> ChannelTransaction {
        guard channels[channel].mode == .transaction else {
            throw .preconditionFailed("channel is not transactional")
        }
        defer { channels[channel].transaction = ChannelTransaction() }
        return channels[channel].transaction
    }
}
