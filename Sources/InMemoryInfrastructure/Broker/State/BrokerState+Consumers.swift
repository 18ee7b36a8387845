import Infrastructure
import JSON

/// Who gets which message (B6).
extension BrokerState {
    /// Limits what may be given out and not settled; 0 is without limit (B6.6).
    mutating func setPrefetch(
        _ count: Int,
        for scope: PrefetchScope,
        on channel: Int,
        at now: Int64
    ) {
        if scope == .consumer { channels[channel].prefetch = count > 0 ? count : nil }
        let held = channels[channel].outstandingCount
        // A limit for each consumer takes the place of the one that they share.
        let shared = scope == .channel ? max(0, count) : 0
        channels[channel].shared.set(shared, held: held)
        resume(channel, at: now)
        finishDeadLetters(at: now)
    }

    /// Begins a consumer and returns its number.
    mutating func consume(
        _ name: QueueName,
        on channel: Int,
        _ options: ConsumerOptions,
        at now: Int64
    ) throws(BrokerError) -> Int {
        let number = consumers.count
        let tag = options.tag.flatMap { $0.isEmpty ? nil : $0 } ?? "amq.ctag-\(number)"
        _ = try resolved(name, for: channel)
        if channels[channel].consumers.contains(where: { consumers[$0].tag == tag }) {
            throw .notAllowed("attempt to reuse consumer tag '\(tag)'")
        }
        let queue = try queue(name, for: channel)
        try checkConsumer(of: queue, on: channel, options)
        let limit = options.prefetch ?? channels[channel].prefetch
        // Those that wait for their turn in a quorum queue do so in the order in which they came.
        let settings = queues[queue].settings
        let hasPriority = !(settings.isQuorum && settings.isSingleActiveConsumer)
        let priority = options.arguments["x-priority"]?.integer ?? 0
        consumers.append(
            ConsumerState(
                tag: tag,
                channel: channel,
                queue: queue,
                mode: options.mode,
                priority: hasPriority ? priority : 0,
                prefetch: options.mode == .manual ? limit.flatMap { $0 > 0 ? $0 : nil } : nil
            )
        )
        channels[channel].consumers.append(number)
        queues[queue].consumers.add(number, priority: consumers[number].priority)
        if options.isExclusive, !isQuorum(queue) { queues[queue].exclusiveConsumer = number }
        if queues[queue].settings.isSingleActiveConsumer, queues[queue].activeConsumer == nil {
            queues[queue].activeConsumer = number
        }
        dispatch(queue, at: now)
        finishDeadLetters(at: now)
        effects.noteChange(of: queue)
        return number
    }

    private func checkConsumer(
        of queue: Int,
        on channel: Int,
        _ options: ConsumerOptions
    ) throws(BrokerError) {
        let state = queues[queue]
        let isQuorum = state.settings.isQuorum
        try ConsumerArguments.check(options.arguments, of: state.name, isQuorum: isQuorum)
        if isQuorum {
            // It takes no notice of exclusive consumers.
            guard channels[channel].shared.limit > 0 else { return }
            throw .notImplemented("\(Entity.queue(state.name)) does not support global qos")
        }
        let isAlone = state.consumers.count == 0 && !state.settings.isSingleActiveConsumer
        if state.exclusiveConsumer != nil || options.isExclusive && !isAlone {
            throw .exclusiveUse(state.name)
        }
    }

    /// Ends a consumer that its client cancels; one that is not there is no error.
    mutating func cancel(_ tag: ConsumerTag, on channel: Int, at now: Int64) {
        let own = channels[channel].consumers
        guard let consumer = own.first(where: { consumers[$0].tag == tag }) else { return }
        let queue = consumers[consumer].queue
        end(consumer)
        effects.noteChange(of: queue)
        guard !deleteIfUnused(queue, hasLostConsumer: true) else { return }
        touch(queue, at: now)
        // The next one takes over at once, also when the one before was at its limit (B6.13).
        dispatch(queue, at: now)
        finishDeadLetters(at: now)
    }

    /// Takes a consumer out of everything; what it holds stays with its channel (B6.12).
    mutating func end(_ consumer: Int) {
        let state = consumers[consumer]
        guard state.isActive else { return }
        consumers[consumer].isActive = false
        if state.unsettled > 0 { queues[state.queue].holderCount += 1 }
        channels[state.channel].consumers.removeAll { $0 == consumer }
        channels[state.channel].blocked.removeAll { $0 == consumer }
        queues[state.queue].consumers.remove(consumer, priority: state.priority)
        if queues[state.queue].exclusiveConsumer == consumer {
            queues[state.queue].exclusiveConsumer = nil
        }
        if queues[state.queue].activeConsumer == consumer {
            queues[state.queue].activeConsumer = queues[state.queue].consumers.first
        }
    }

    // MARK: Dispatch

    /// Gives out what can be given out of a queue.
    mutating func dispatch(_ queue: Int, at now: Int64) {
        while !queues[queue].isEmpty, let consumer = nextConsumer(of: queue),
            let message = queues[queue].takeFirst()
        {
            give(message, from: queue, to: consumer)
            dropExpired(of: queue, at: now)
        }
    }

    /// The consumer whose turn it is, among those that can take a message.
    ///
    /// One that cannot leaves the ring, and comes back when it can again (B6.3).
    mutating func nextConsumer(of queue: Int) -> Int? {
        if queues[queue].settings.isSingleActiveConsumer {
            guard let active = queues[queue].activeConsumer, !consumers[active].isBlocked else {
                return nil
            }
            if canTake(active) { return active }
            queues[queue].consumers.leave(active, priority: consumers[active].priority)
            block(active)
            return nil
        }
        while let consumer = queues[queue].consumers.takeFirst() {
            if canTake(consumer) {
                queues[queue].consumers.rejoin(consumer, priority: consumers[consumer].priority)
                return consumer
            }
            block(consumer)
        }
        return nil
    }

    private mutating func canTake(_ consumer: Int) -> Bool {
        guard consumers[consumer].hasCapacity else { return false }
        let channel = consumers[consumer].channel
        let queue = consumers[consumer].queue
        // Consumers of quorum queues that were there before the limit know nothing of it.
        guard channels[channel].shared.limit > 0, !isQuorum(queue) else { return true }
        // It counts only what has to be settled, and yet holds up the others when it is reached.
        return !channels[channel].shared.isSuspended(queue)
            && channels[channel].shared.admits(queue)
    }

    /// A consumer at its limit leaves the ring of a quorum queue at once (`rabbit_fifo.erl`).
    private mutating func leaveRing(_ consumer: Int, of queue: Int) {
        queues[queue].consumers.leave(consumer, priority: consumers[consumer].priority)
        block(consumer)
    }

    private mutating func block(_ consumer: Int) {
        consumers[consumer].isBlocked = true
        channels[consumers[consumer].channel].blocked.append(consumer)
    }

    /// Lets the consumers of a channel back into the ring of a queue that have capacity.
    mutating func unblock(_ queue: Int, on channel: Int) {
        guard !channels[channel].blocked.isEmpty else { return }
        var waiting: [Int] = []
        for consumer in channels[channel].blocked {
            if consumers[consumer].queue == queue, consumers[consumer].hasCapacity {
                consumers[consumer].isBlocked = false
                queues[queue].consumers.rejoin(consumer, priority: consumers[consumer].priority)
            } else {
                waiting.append(consumer)
            }
        }
        channels[channel].blocked = waiting
    }

    /// Goes on with queues that had found the shared limit of a channel reached, if it is not now.
    mutating func resume(_ channel: Int, at now: Int64) {
        for queue in channels[channel].shared.resume() where !queues[queue].isDeleted {
            unblock(queue, on: channel)
            dispatch(queue, at: now)
        }
    }

    /// Sends a message on its way to a consumer.
    mutating func give(_ message: QueuedMessage, from queue: Int, to consumer: Int) {
        let channel = consumers[consumer].channel
        let isAutomatic = consumers[consumer].mode == .automatic
        if isAutomatic {
            queues[queue].note(.acknowledged)
        } else {
            consumers[consumer].unsettled += 1
            queues[queue].noteGivenOut()
            if !isQuorum(queue) {
                channels[channel].shared.noteGivenOut()
            } else if !consumers[consumer].hasCapacity {
                leaveRing(consumer, of: queue)
            }
        }
        let context = message.envelope.context
        let tag = channels[channel].give(
            message,
            from: queue,
            to: consumer,
            isAutomatic: isAutomatic
        )
        effects.dispatches.append(
            .init(channel: channel, tag: tag, isAutomatic: isAutomatic, context: context)
        )
    }

    /// Takes the next message of a queue for whoever asks (`basic.get`).
    mutating func fetch(
        _ name: QueueName,
        on channel: Int,
        _ mode: AcknowledgementMode,
        at now: Int64
    ) throws(BrokerError) -> (tag: DeliveryTag, message: QueuedMessage, queue: Int)? {
        let queue = try queue(name, for: channel)
        let settings = queues[queue].settings
        if settings.isQuorum, settings.isSingleActiveConsumer {
            throw .resourceLocked(
                "cannot obtain access to locked \(Entity.queue(queues[queue].name)). "
                    + "basic.get operations are not supported by quorum queues with single active "
                    + "consumer"
            )
        }
        touch(queue, at: now)
        let first = queues[queue].takeFirst()
        dropExpired(of: queue, at: now)
        guard let message = first else { return nil }
        effects.noteChange(of: queue)
        let tag: DeliveryTag
        if mode == .manual {
            queues[queue].noteGivenOut()
            queues[queue].holderCount += 1
            tag = channels[channel].give(message, from: queue, to: nil, isAutomatic: false)
        } else {
            queues[queue].note(.acknowledged)
            effects.ended.append(message.envelope.context)
            tag = channels[channel].nextTag()
        }
        finishDeadLetters(at: now)
        return (tag, message, queue)
    }
}
