import Infrastructure
import JSON

/// Declaring, purging and deleting queues (B2).
extension BrokerState {
    mutating func declareQueue(
        _ name: QueueName,
        _ options: QueueOptions,
        on channel: Int,
        at now: Int64
    ) throws(BrokerError) -> QueueStatus {
        let asked = name.withoutLineBreaks
        if asked.hasPrefix("amq.") {
            throw .accessRefused("queue name '\(asked)' contains reserved prefix 'amq.*'")
        }
        let name = try asked.isEmpty ? generatedName(options) : asked
        let owner = options.isExclusive ? channels[channel].connection : nil
        // What goes with its connection does not outlive the server (`rabbit_channel.erl`).
        let options = options.isExclusive ? options.transient : options
        if let number = routing.queue(name) {
            let current = queues[number]
            guard current.owner == owner else { throw .locked(name) }
            try QueueArguments.checkEquivalence(
                name,
                current: current.options,
                received: options
            )
            return status(of: number, on: channel, at: now)
        }
        try QueueArguments.check(name, options)
        let number = queues.count
        queues.append(
            QueueState(
                name: name,
                options: options,
                settings: QueueSettings(options.arguments),
                owner: owner
            )
        )
        routing.addQueue(name, number: number)
        effects.noteChange(of: number)
        return status(of: number, on: channel, at: now)
    }

    private func generatedName(_ options: QueueOptions) throws(BrokerError) -> QueueName {
        guard QueueArguments.isQuorum(options.arguments) else { return "amq.gen-\(queues.count)" }
        throw .preconditionFailed(
            "Cannot declare a server-named queue for type rabbit_quorum_queue"
        )
    }

    mutating func checkQueue(
        _ name: QueueName,
        on channel: Int,
        at now: Int64
    ) throws(BrokerError) -> QueueStatus {
        let name = name.withoutLineBreaks
        // The short form of a name is no queue here (`rabbit_channel:expand_shortcuts`).
        if name.isEmpty { throw .noQueue(name) }
        return status(of: try queue(name, for: channel), on: channel, at: now)
    }

    private mutating func status(of queue: Int, on channel: Int, at now: Int64) -> QueueStatus {
        channels[channel].lastQueue = queues[queue].name
        touch(queue, at: now)
        return QueueStatus(
            name: queues[queue].name,
            messages: queues[queue].readyCount,
            consumers: consumerCount(of: queue)
        )
    }

    /// How many consumers a declaration is told of.
    ///
    /// A quorum queue counts whoever holds messages, each that was fetched for itself, but not
    /// those that wait for their turn (`rabbit_fifo:query_stat`).
    private func consumerCount(of queue: Int) -> Int {
        let settings = queues[queue].settings
        let count = queues[queue].consumers.count
        guard settings.isQuorum else { return count }
        return queues[queue].holderCount + (settings.isSingleActiveConsumer ? min(count, 1) : count)
    }

    /// Removes what is ready; nothing of it is dead-lettered (B2.6).
    mutating func purge(_ queue: Int) -> Int {
        let messages = queues[queue].takeAll()
        for message in messages {
            queues[queue].note(.dropped)
            effects.ended.append(message.envelope.context)
        }
        effects.noteChange(of: queue)
        return messages.count
    }

    /// Deletes a queue and returns how many messages were ready in it; 0 when there is none.
    mutating func deleteQueue(
        _ name: QueueName,
        on channel: Int,
        ifUnused: Bool,
        ifEmpty: Bool
    ) throws(BrokerError) -> Int {
        let name = try resolved(name, for: channel).withoutLineBreaks
        guard routing.queue(name) != nil else { return 0 }
        let queue = try queue(name, for: channel)
        if isQuorum(queue), ifUnused || ifEmpty {
            throw .notImplemented(
                "cannot delete \(Entity.queue(name)). queue.delete operations with "
                    + (ifUnused ? "if-unused" : "if-empty")
                    + " flag set are not supported by quorum queues"
            )
        }
        if ifEmpty, !queues[queue].isEmpty {
            throw .preconditionFailed("\(Entity.queue(name)) not empty")
        }
        if ifUnused, queues[queue].consumers.count > 0 {
            throw .preconditionFailed("\(Entity.queue(name)) in use")
        }
        return delete(queue)
    }

    /// Deletes a queue: its messages are gone, its consumers are told (B2.6, B2.9).
    @discardableResult
    mutating func delete(_ queue: Int) -> Int {
        guard !queues[queue].isDeleted else { return 0 }
        let count = purge(queue)
        for consumer in consumers.indices
        where consumers[consumer].queue == queue && consumers[consumer].isActive {
            end(consumer)
            effects.cancelled.append(consumer)
        }
        queues[queue].delete()
        routing.removeQueue(queues[queue].name)
        return count
    }

    /// Deletes a queue that goes with its last consumer, when that has ended (B2.4).
    mutating func deleteIfUnused(_ queue: Int, hasLostConsumer: Bool) -> Bool {
        guard hasLostConsumer, queues[queue].options.isAutoDelete,
            queues[queue].consumers.count == 0
        else { return queues[queue].isDeleted }
        delete(queue)
        return true
    }

    /// Somebody uses a queue: its life without use begins anew (B2.8).
    mutating func touch(_ queue: Int, at now: Int64) {
        guard let expires = queues[queue].settings.expires,
            queues[queue].consumers.count == 0
        else { return }
        let isScheduled = queues[queue].deletionTime != nil
        queues[queue].deletionTime = now + expires
        if !isScheduled {
            effects.timers.append(.init(queue: queue, instant: now + expires, isDeletion: true))
        }
    }

    /// The time of a queue without use may be over.
    mutating func deleteUnused(_ queue: Int, at now: Int64) {
        guard !queues[queue].isDeleted, let time = queues[queue].deletionTime else { return }
        if time > now {
            effects.timers.append(.init(queue: queue, instant: time, isDeletion: true))
        } else if queues[queue].consumers.count == 0 {
            delete(queue)
        } else {
            queues[queue].deletionTime = nil
        }
    }
}

extension QueueOptions {
    /// The same, but not durable.
    fileprivate var transient: QueueOptions {
        QueueOptions(
            isDurable: false,
            isExclusive: isExclusive,
            isAutoDelete: isAutoDelete,
            arguments: arguments
        )
    }
}
