import Infrastructure
import JSON
import SimulationKernel

/// Where messages go that a queue does not keep (B9).
extension BrokerState {
    /// Passes a message on to the dead-letter exchange of its queue, or drops it.
    mutating func bury(
        _ message: QueuedMessage,
        of queue: Int,
        _ reason: DeathReason,
        at now: Int64
    ) {
        effects.noteChange(of: queue)
        let settings = queues[queue].settings
        guard let exchange = settings.deadLetterExchange, routing[exchange] != nil else {
            queues[queue].note(reason == .expired ? .expired : .dropped)
            effects.ended.append(message.envelope.context)
            return
        }
        queues[queue].note(.deadLettered)
        effects.ended.append(message.envelope.context)
        let letter = letter(of: message.envelope, from: queue, to: exchange, reason, at: now)
        let isInRing = Int(letter.passages) > queues.count
        let targets = route(letter).filter {
            reason == .rejected
                || !isInRing && !DeathRecord.isCycle(letter.message.headers, to: queues[$0].name)
        }
        deadLetters.append((letter, targets))
    }

    /// A message as a queue passes it on.
    private func letter(
        of envelope: Envelope,
        from queue: Int,
        to exchange: ExchangeName,
        _ reason: DeathReason,
        at now: Int64
    ) -> Envelope {
        let settings = queues[queue].settings
        let headers = DeathRecord.headers(
            of: envelope,
            after: reason,
            in: queues[queue].name,
            at: now,
            dropsFurtherKeys: settings.deadLetterRoutingKey != nil
        )
        let isPassedOn = reason == .maxlen || (reason == .expired && settings.expiresAtOnce)
        return Envelope(
            message: envelope.message.with(
                headers: headers,
                properties: .some(envelope.message.properties?.withoutExpiration)
            ),
            exchange: exchange,
            routingKey: settings.deadLetterRoutingKey ?? envelope.routingKey,
            furtherKeys: settings.deadLetterRoutingKey == nil ? envelope.furtherKeys : [],
            context: envelope.context,
            passages: isPassedOn ? envelope.passages + 1 : 0
        )
    }

    /// A message is gone for good.
    mutating func drop(_ message: QueuedMessage, of queue: Int) {
        queues[queue].note(.dropped)
        effects.ended.append(message.envelope.context)
        effects.noteChange(of: queue)
    }

    /// Has the dead letters arrive that an operation has caused, in their order.
    ///
    /// It ends, since no message is passed on more often than there are queues. RabbitMQ 3.10 finds
    /// such a ring in the headers (B9.6), where a rejection of before can hide it, since they come
    /// in another order from the third death on; the message then goes round without end.
    mutating func finishDeadLetters(at now: Int64) {
        while !deadLetters.isEmpty {
            let (envelope, targets) = deadLetters.removeFirst()
            for queue in targets where !queues[queue].isDeleted {
                _ = enqueue(envelope, in: queue, at: now)
            }
        }
    }
}

extension MessageProperties {
    /// The same without a time to live, which counts for one queue only (B9.4).
    fileprivate var withoutExpiration: MessageProperties {
        guard expiration != nil else { return self }
        return MessageProperties(
            priority: priority,
            correlationID: correlationID,
            replyTo: replyTo,
            messageID: messageID
        )
    }
}
