import Infrastructure
import JSON
import SimulationKernel

/// Messages on their way to consumers, and the work on them.
extension BrokerCore {
    /// A message has arrived at its consumer.
    ///
    /// One that went back to its queue meanwhile, since the channel closed, is somebody else's.
    func handOver(_ argument: Int, isAutomatic: Bool) {
        let channel = argument >> 40
        let tag = DeliveryTag(argument) & Self.greatestTag
        let arrived = unsafe state.arrive(tag, on: channel, isAutomatic: isAutomatic)
        guard let arrived, let consumer = arrived.consumer else { return }
        let context = arrived.message.envelope.context
        unsafe observers[arrived.queue]?.messageHandedOver(
            waited: simulation.now - arrived.message.readySince,
            context: context
        )
        let delivery = delivery(arrived.message, tag: tag, from: arrived.queue)
        if unsafe clients[consumer].accept(delivery, context: context) {
            start(delivery, context: context, consumer, channel)
        }
        // The copy ends with its arrival, not before the work on it has begun.
        if isAutomatic { ledger.release(context) }
    }

    /// A message as its consumer gets it.
    ///
    /// A quorum queue says how often it came back (B9.7), 0 only to those who fetch it
    /// (`rabbit_fifo_client.erl`).
    func delivery(
        _ message: QueuedMessage,
        tag: DeliveryTag,
        from queue: Int,
        isFetched: Bool = false
    ) -> Delivery {
        var content = message.envelope.message
        if unsafe state.isQuorum(queue), isFetched || message.returnCount > 0 {
            var headers = content.headers
            headers["x-delivery-count"] = .integer(Int64(message.returnCount))
            content = content.with(headers: headers)
        }
        return Delivery(
            message: content,
            exchange: message.envelope.exchange,
            routingKey: message.envelope.routingKey,
            tag: tag,
            isRedelivered: message.isRedelivered
        )
    }

    private func start(
        _ delivery: Delivery,
        context: Int32,
        _ number: Int,
        _ channelNumber: Int
    ) {
        let client = unsafe clients[number]
        let channel = unsafe channels[channelNumber]
        ledger.retain(context)
        simulation.start("consumer", context: context, group: channel.group) {
            await client.consumer.handle(delivery, on: channel)
            self.finish(number, context: context)
        }
    }

    /// A consumer's handler has ended.
    private func finish(_ number: Int, context: Int32) {
        ledger.release(context)
        guard unsafe clients[number].isLimited else { return }
        simulation.schedule(self, code: EventCode.nextBuffered, argument: number)
    }

    /// A consumer with a limit is done with a message and turns to the next in its buffer.
    ///
    /// What went back to its queue when the channel closed is left out: it is somebody else's.
    func startNext(_ number: Int) {
        let channel = unsafe state.consumers[number].channel
        let isManual = unsafe state.consumers[number].mode == .manual
        while let (delivery, context) = unsafe clients[number].next() {
            if isManual, unsafe !state.channels[channel].holds(delivery.tag) { continue }
            simulation.context = context
            return start(delivery, context: context, number, channel)
        }
    }
}
