import Infrastructure
import SimulationKernel

/// The broker at work: its state, and the machine that carries out its operations.
///
/// It decides nothing that the state could decide. One publish, one delivery, one settlement are
/// one operation each of the machine; what the state leaves to do is done at once.
final class BrokerCore: EventHandler, @unchecked Sendable {
    let machine: Machine
    let simulation: Simulation
    /// A value, whose methods call nothing that could come back here.
    @exclusivity(unchecked) var state = BrokerState()

    let ledger: TaskLedger
    let meters: any InfrastructureMeters
    // Setting up changes these, and nothing in between; checking each use would take longer.
    @exclusivity(unchecked) var observers: [(any QueueObserver)?] = []
    @exclusivity(unchecked) var clients: [ConsumerClient] = []
    @exclusivity(unchecked) var channels: [InMemoryChannel] = []

    /// The processes that opened the connections.
    @exclusivity(unchecked) var connectionGroups: [Int32] = []

    init(_ settings: MachineSettings, number: Int32, world: SimulatedWorld) {
        machine = Machine("broker", settings, number: number, world: world)
        simulation = world.simulation
        ledger = world.ledger
        meters = world.meters
    }

    func handle(code: Int32, argument: Int) {
        switch code {
        case EventCode.messageDelivered: handOver(argument, isAutomatic: false)
        case EventCode.messageDelivered + EventCode.automatic:
            handOver(argument, isAutomatic: true)
        case EventCode.nextBuffered: startNext(argument)
        case EventCode.messagesExpired:
            perform { state, now in state.expireMessages(of: argument, at: now) }
        case EventCode.queueExpired:
            perform { state, now in state.deleteUnused(argument, at: now) }
        default: settle(argument, code)
        }
    }

    // MARK: Connections and channels

    func openConnection() -> Int {
        unsafe connectionGroups.append(simulation.group)
        return unsafe state.openConnection()
    }

    func openChannel(
        _ name: String,
        on connection: Int
    ) throws(BrokerError) -> InMemoryChannel {
        let number = try unsafe state.openChannel(name, on: connection)
        let group = unsafe connectionGroups[connection]
        let channel = InMemoryChannel(number: number, core: self, group: group)
        unsafe channels.append(channel)
        return channel
    }

    func isOpen(_ channel: Int) -> Bool { unsafe state.channels[channel].isOpen }

    func closeReason(of channel: Int) -> BrokerError? {
        unsafe state.channels[channel].closeReason
    }

    func close(_ channel: Int) {
        perform { state, now in state.close(channel, reason: nil, at: now) }
    }

    func closeConnection(_ connection: Int) {
        perform { state, now in state.closeConnection(connection, reason: nil, at: now) }
    }

    // MARK: Methods of a channel, after the machine has carried them out

    /// Carries out a method of a channel; an error closes the channel or the connection.
    func perform<Value>(
        on channel: Int,
        _ method: (inout BrokerState, _ now: Int64) throws(BrokerError) -> Value
    ) throws(BrokerError) -> Value {
        guard isOpen(channel) else { throw .closed }
        defer { finish() }
        do { return try unsafe method(&state, simulation.now) } catch {
            fail(channel, error)
            throw error
        }
    }

    func publish(
        _ message: Message,
        to exchange: ExchangeName,
        routingKey: String,
        isMandatory: Bool,
        on channel: Int
    ) throws(BrokerError) -> PublishOutcome {
        guard isOpen(channel) else { throw .closed }
        defer { finish() }
        do {
            return try unsafe state.publish(
                message,
                to: exchange,
                routingKey: routingKey,
                isMandatory: isMandatory,
                context: simulation.context,
                on: channel,
                at: simulation.now
            )
        } catch {
            fail(channel, error)
            throw error
        }
    }

    func consume(
        _ queue: QueueName,
        on channel: Int,
        _ options: ConsumerOptions,
        by consumer: any MessageConsumer
    ) throws(BrokerError) -> ConsumerTag {
        let number = try perform(on: channel) { state, now throws(BrokerError) in
            let number = try state.consume(queue, on: channel, options, at: now)
            // Before what it gets at once is sent on its way.
            unsafe clients.append(
                ConsumerClient(consumer: consumer, concurrency: options.concurrency)
            )
            return number
        }
        return unsafe state.consumers[number].tag
    }

    func fetch(
        _ queue: QueueName,
        on channel: Int,
        _ mode: AcknowledgementMode
    ) throws(BrokerError) -> FetchedMessage? {
        let fetched = try perform(on: channel) { state, now throws(BrokerError) in
            try state.fetch(queue, on: channel, mode, at: now)
        }
        guard let (tag, message, queue) = fetched else { return nil }
        unsafe observers[queue]?.messageHandedOver(
            waited: simulation.now - message.readySince,
            context: message.envelope.context
        )
        return FetchedMessage(
            delivery: delivery(message, tag: tag, from: queue, isFetched: true),
            remaining: unsafe state.level(of: queue).ready
        )
    }

    /// Sends a settlement on its way; the broker acts on it when its machine gets there.
    func send(
        _ settlement: Settlement,
        _ tag: DeliveryTag,
        on channel: Int,
        multiple: Bool
    ) {
        // A process that has crashed says nothing any more.
        if simulation.isCancelled { return }
        // A tag beyond any that was ever given is as unknown as the greatest that fits.
        let tag = min(tag, Self.greatestTag)
        let code = settlement.code + (multiple ? EventCode.multiple : 0)
        let argument = channel << 40 | Int(tag)
        if machine.isInstant {
            settle(argument, code)
        } else {
            machine.request(then: self, code: code, argument: argument)
        }
    }

    static let greatestTag: DeliveryTag = 0xFF_FFFF_FFFF

    private func settle(_ argument: Int, _ code: Int32) {
        let channel = argument >> 40
        let tag = DeliveryTag(argument) & Self.greatestTag
        guard isOpen(channel) else { return }
        defer { finish() }
        do {
            try unsafe state.settle(
                tag,
                multiple: code & EventCode.multiple != 0,
                on: channel,
                Settlement(code: code),
                at: simulation.now
            )
        } catch {
            fail(channel, error)
        }
    }

    private func perform(_ change: (inout BrokerState, _ now: Int64) -> Void) {
        unsafe change(&state, simulation.now)
        finish()
    }

    private func fail(_ channel: Int, _ error: BrokerError) {
        let now = simulation.now
        if error.scope == .connection {
            let connection = unsafe state.channels[channel].connection
            unsafe state.closeConnection(connection, reason: error, at: now)
        } else {
            unsafe state.close(channel, reason: error, at: now)
        }
    }
}

extension Settlement {
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
