import Infrastructure
import SimulationKernel

/// The broker at work: state, the machine that carries out its operations, and who gets messages.
///
/// It decides nothing that the state could decide. One publish, one delivery, one settlement are
/// one operation each of the machine.
final class BrokerCore: EventHandler, @unchecked Sendable {
    let machine: Machine
    let simulation: Simulation
    /// A value, whose methods call nothing that could come back here.
    @exclusivity(unchecked) private var state = BrokerState()

    private let ledger: TaskLedger
    private let meters: any InfrastructureMeters
    // Setting up changes these, and nothing in between; checking each use would take longer.
    @exclusivity(unchecked) private var observers: [(any QueueObserver)?] = []
    @exclusivity(unchecked) private var consumers: [ConsumerClient] = []
    @exclusivity(unchecked) private var channels: [InMemoryChannel] = []
    private let dispatches = SlotTable<BrokerState.Dispatch>()

    init(_ settings: MachineSettings, number: Int32, world: SimulatedWorld) {
        machine = Machine("broker", settings, number: number, world: world)
        simulation = world.simulation
        ledger = world.ledger
        meters = world.meters
    }

    func handle(code: Int32, argument: Int) {
        switch code {
        case EventCode.messageDelivered: handOver(argument)
        case EventCode.nextBuffered: startNext(argument)
        default: settle(argument, code)
        }
    }

    func isOpen(_ channel: Int) -> Bool { unsafe state.channels[channel].isOpen }

    // MARK: Methods of a channel, after the machine has carried them out

    func openChannel(_ name: String) -> InMemoryChannel {
        let channel = unsafe InMemoryChannel(number: state.openChannel(name), core: self)
        unsafe channels.append(channel)
        return channel
    }

    func declareQueue(
        _ name: QueueName,
        _ options: QueueOptions
    ) throws(BrokerError) -> QueueStatus {
        let number = try unsafe state.declareQueue(name, options)
        if unsafe number == observers.count {
            unsafe observers.append(meters.queue(name))
            notify(number)
        }
        let queue = unsafe state.queues[number]
        return QueueStatus(messages: queue.readyCount, consumers: queue.consumers.count)
    }

    func declareExchange(_ name: ExchangeName, _ kind: ExchangeKind) throws(BrokerError) {
        try unsafe state.declareExchange(name, kind)
    }

    func bind(
        _ queue: QueueName,
        to exchange: ExchangeName,
        key: String
    ) throws(BrokerError) {
        try unsafe state.bind(queue, to: exchange, key: key)
    }

    func publish(_ envelope: Envelope, isMandatory: Bool) throws(BrokerError) -> PublishOutcome {
        if envelope.exchange.isEmpty {
            guard let queue = unsafe state.publishToQueue(envelope, at: simulation.now) else {
                return isMandatory ? .returned : .confirmed
            }
            ledger.retain(envelope.context)
            dispatch(queue)
            return .confirmed
        }
        let targets = try unsafe state.publish(envelope, at: simulation.now)
        for queue in targets {
            ledger.retain(envelope.context)
            dispatch(queue)
        }
        return targets.isEmpty && isMandatory ? .returned : .confirmed
    }

    func consume(
        _ queue: QueueName,
        on channel: Int,
        _ options: ConsumerOptions,
        by consumer: any MessageConsumer
    ) throws(BrokerError) -> ConsumerTag {
        let queue = try unsafe state.queue(queue)
        let number = unsafe state.consume(queue, on: channel, options)
        unsafe consumers.append(
            ConsumerClient(consumer: consumer, isSequential: options.isSequential)
        )
        dispatch(queue)
        return unsafe state.consumers[number].tag
    }

    func cancel(_ tag: ConsumerTag, on channel: Int) {
        for number in unsafe state.consumers.indices {
            let consumer = unsafe state.consumers[number]
            if consumer.tag == tag, consumer.channel == channel { unsafe state.cancel(number) }
        }
    }

    func get(_ queue: QueueName, on channel: Int) throws(BrokerError) -> Delivery? {
        let queue = try unsafe state.queue(queue)
        guard let (tag, message) = unsafe state.get(queue, on: channel) else { return nil }
        notify(queue)
        unsafe observers[queue]?.messageHandedOver(
            waited: simulation.now - message.readySince,
            context: message.envelope.context
        )
        return Delivery(message, tag: tag)
    }

    func close(_ channel: Int) {
        for queue in unsafe state.close(channel, at: simulation.now) { dispatch(queue) }
    }

    /// Sends a settlement on its way; the broker acts on it when its machine gets there.
    func send(
        _ settlement: BrokerState.Settlement,
        _ tag: UInt64,
        on channel: Int,
        multiple: Bool
    ) {
        let code = settlement.code + (multiple ? EventCode.multiple : 0)
        machine.request(then: self, code: code, argument: channel << 40 | Int(tag))
    }
}

extension BrokerState.Settlement {
    /// The code of the event at which the broker acts on it.
    fileprivate var code: Int32 {
        switch self {
        case .acknowledge: EventCode.messageAcknowledged
        case .requeue: EventCode.messageRequeued
        case .drop: EventCode.messageRejected
        }
    }

    fileprivate init(code: Int32) {
        switch code & ~EventCode.multiple {
        case EventCode.messageAcknowledged: self = .acknowledge
        case EventCode.messageRequeued: self = .requeue
        default: self = .drop
        }
    }
}

// MARK: - Deliveries

extension BrokerCore {
    /// Gives out what can be given out of a queue; the machine then carries each message over.
    private func dispatch(_ queue: Int) {
        let context = simulation.context
        while let dispatch = unsafe state.dispatch(queue) {
            simulation.context = dispatch.context
            machine.request(
                then: self,
                code: EventCode.messageDelivered,
                argument: dispatches.insert(dispatch)
            )
        }
        simulation.context = context
        notify(queue)
    }

    /// A message has arrived at its consumer.
    private func handOver(_ slot: Int) {
        let dispatch = dispatches[slot]
        dispatches.free(slot)
        guard let held = unsafe state.message(dispatch.tag, on: dispatch.channel) else { return }
        let context = held.message.envelope.context
        unsafe observers[held.queue]?.messageHandedOver(
            waited: simulation.now - held.message.readySince,
            context: context
        )
        let delivery = Delivery(held.message, tag: dispatch.tag)
        if unsafe consumers[dispatch.consumer].accept(delivery, context: context) {
            start(delivery, context: context, dispatch.consumer, dispatch.channel)
        }
    }

    private func start(
        _ delivery: Delivery,
        context: Int32,
        _ number: Int,
        _ channelNumber: Int
    ) {
        let client = unsafe consumers[number]
        let channel = unsafe channels[channelNumber]
        ledger.retain(context)
        simulation.start("consumer", context: context) {
            await client.consumer.handle(delivery, on: channel)
            self.finish(number, context: context)
        }
    }

    /// A consumer's handler has ended.
    private func finish(_ number: Int, context: Int32) {
        ledger.release(context)
        guard unsafe consumers[number].isSequential else { return }
        simulation.schedule(self, code: EventCode.nextBuffered, argument: number)
    }

    /// A sequential consumer is done with a message and turns to the next in its buffer.
    ///
    /// What went back to its queue when the channel closed is left out: it is somebody else's.
    private func startNext(_ number: Int) {
        let channel = unsafe state.consumers[number].channel
        while let (delivery, context) = unsafe consumers[number].next() {
            guard unsafe state.message(delivery.tag, on: channel) != nil else { continue }
            simulation.context = context
            return start(delivery, context: context, number, channel)
        }
    }

    private func settle(_ argument: Int, _ code: Int32) {
        let channel = argument >> 40
        let tag = UInt64(argument & 0xFF_FFFF_FFFF)
        guard isOpen(channel) else { return }
        let settlement = BrokerState.Settlement(code: code)
        guard code & EventCode.multiple == 0 else {
            return settleAll(upTo: tag, on: channel, settlement)
        }
        let settled = unsafe state.settle(tag, on: channel, settlement, at: simulation.now)
        guard let settled else { return close(channel) }
        if settlement != .requeue { ledger.release(settled.message.envelope.context) }
        dispatch(settled.queue)
    }

    private func settleAll(
        upTo tag: UInt64,
        on channel: Int,
        _ settlement: BrokerState.Settlement
    ) {
        let now = simulation.now
        let settled = unsafe state.settleAll(upTo: tag, on: channel, settlement, at: now)
        guard let settled else { return close(channel) }
        var queues: [Int] = []
        for outstanding in settled {
            if settlement != .requeue { ledger.release(outstanding.message.envelope.context) }
            if !queues.contains(outstanding.queue) { queues.append(outstanding.queue) }
        }
        for queue in queues { dispatch(queue) }
    }

    private func notify(_ queue: Int) {
        guard let observer = unsafe observers[queue] else { return }
        let (ready, unsettled) = unsafe state.level(of: queue)
        observer.queueChanged(ready: ready, unsettled: unsettled)
    }
}

extension Delivery {
    init(_ message: QueuedMessage, tag: UInt64) {
        self.init(
            message: message.envelope.message,
            exchange: message.envelope.exchange,
            routingKey: message.envelope.routingKey,
            tag: tag,
            isRedelivered: message.isRedelivered
        )
    }
}
