import InMemoryInfrastructure
import Infrastructure
import LoadGeneration
import SimulationKernel

/// Where a load meets the broker, on a connection of its own.
///
/// Whoever publishes or waits has a channel alone, so that an error, which closes it, is nobody
/// else's; channels that are free again are used again.
final class LoadMailbox: MessageTarget, EventHandler, @unchecked Sendable {
    private enum Code {
        static let message: Int32 = 0x310
        static let timeout: Int32 = 0x311
    }

    /// A user who waits for a message.
    private struct Ticket {
        let receiver: any MessageReceiver
        let argument: Int
        let taker: Taker
        var message: Message?
        var timeout: EventToken?
    }

    private let name: String
    private let broker: any MessageBroker
    private let ledger: TaskLedger
    private let simulation: Simulation
    private var connection: (any BrokerConnection)?
    private var freeChannels: [any BrokerChannel] = []

    /// Queues that were asked for and are not there; each further try would cost a channel.
    private var missingQueues: [QueueName] = []
    private var takerCount = 0
    private let tickets = SlotTable<Ticket>()

    init(
        _ name: String,
        broker: any MessageBroker,
        ledger: TaskLedger,
        simulation: Simulation
    ) {
        self.name = name
        self.broker = broker
        self.ledger = ledger
        self.simulation = simulation
    }

    func handle(code: Int32, argument: Int) {
        if code == Code.timeout { return expire(argument) }
        let ticket = tickets[argument]
        tickets[argument].message = nil
        tickets.free(argument)
        ticket.receiver.received(ticket.message, argument: ticket.argument)
    }

    private func channel() async throws(BrokerError) -> any BrokerChannel {
        if let channel = freeChannels.popLast() { return channel }
        if connection == nil { connection = try await broker.connect("load \(name)") }
        guard let connection else { throw .cancelled }
        return try await connection.openChannel("load \(name)")
    }
}

// MARK: - Publishing

extension LoadMailbox {
    func publish(
        _ message: Message,
        to exchange: ExchangeName,
        routingKey: String,
        origin: RequestOrigin,
        receiver: any MessageReceiver,
        argument: Int
    ) {
        let context = ledger.open(
            entity: origin.entity,
            firstDraw: origin.request &* TaskLedger.drawsOfRequest,
            intendedStart: origin.intendedStart,
            isMessage: true
        )
        simulation.spawn("publisher of a load", context: context) {
            let succeeded = await self.publish(message, to: exchange, routingKey: routingKey)
            self.ledger.release(context)
            // The run is over: a journey that went on would begin what nothing ends.
            if self.simulation.isCancelled { return }
            receiver.published(succeeded, argument: argument)
        }
    }

    private func publish(
        _ message: Message,
        to exchange: ExchangeName,
        routingKey: String
    ) async -> Bool {
        do throws(BrokerError) {
            let channel = try await channel()
            _ = try await channel.publish(
                message,
                to: exchange,
                routingKey: routingKey,
                isMandatory: false
            )
            freeChannels.append(channel)
            return true
        } catch {
            return false
        }
    }
}

// MARK: - Receiving

extension LoadMailbox {
    /// A consumer that takes one message and ends, so that nobody else goes without.
    private final class Taker: MessageConsumer, @unchecked Sendable {
        let tag: ConsumerTag
        let mailbox: LoadMailbox
        var slot = 0
        var channel: (any BrokerChannel)?
        /// It has its message, or its time is up.
        var isOver = false

        init(_ tag: ConsumerTag, mailbox: LoadMailbox) {
            self.tag = tag
            self.mailbox = mailbox
        }

        func handle(_ delivery: Delivery, on channel: any BrokerChannel) async {
            await mailbox.take(delivery, for: self, on: channel)
        }
    }

    func receive(
        from queue: QueueName,
        within time: Int64,
        receiver: any MessageReceiver,
        argument: Int
    ) {
        takerCount += 1
        let taker = Taker("load \(name), \(takerCount)", mailbox: self)
        let slot = tickets.insert(Ticket(receiver: receiver, argument: argument, taker: taker))
        taker.slot = slot
        guard !missingQueues.contains(queue) else { return finish(taker, with: nil) }
        tickets[slot].timeout = simulation.schedule(
            after: time,
            self,
            code: Code.timeout,
            argument: slot
        )
        simulation.spawn("receiver of a load", context: 0) {
            await self.consume(queue, by: taker)
        }
    }

    private func consume(_ queue: QueueName, by taker: Taker) async {
        do throws(BrokerError) {
            let channel = try await channel()
            taker.channel = channel
            let options = ConsumerOptions(prefetch: 1, tag: taker.tag)
            _ = try await channel.consume(queue, options, by: taker)
        } catch {
            if error.code == 404, !missingQueues.contains(queue) {
                missingQueues.append(queue)
            }
            taker.channel = nil
            guard !simulation.isCancelled, !taker.isOver else { return }
            finish(taker, with: nil)
        }
    }

    /// Gives a message to who waits; one that comes too late goes back to its place.
    private func take(
        _ delivery: Delivery,
        for taker: Taker,
        on channel: any BrokerChannel
    ) async {
        guard !taker.isOver else { return channel.reject(delivery, requeue: true) }
        finish(taker, with: delivery.message)
        // Before the message is settled, or the broker would send another one.
        await end(taker)
        channel.acknowledge(delivery)
    }

    private func finish(_ taker: Taker, with message: Message?) {
        let slot = taker.slot
        taker.isOver = true
        if let token = tickets[slot].timeout { simulation.cancel(token) }
        tickets[slot].message = message
        simulation.schedule(self, code: Code.message, argument: slot)
    }

    private func expire(_ slot: Int) {
        let ticket = tickets[slot]
        ticket.taker.isOver = true
        tickets.free(slot)
        simulation.spawn("receiver of a load", context: 0) {
            await self.end(ticket.taker)
        }
        ticket.receiver.received(nil, argument: ticket.argument)
    }

    private func end(_ taker: Taker) async {
        guard let channel = taker.channel else { return }
        taker.channel = nil
        do throws(BrokerError) {
            try await channel.cancel(taker.tag)
            freeChannels.append(channel)
        } catch {
            // The channel has closed, and the consumer with it.
        }
    }
}
