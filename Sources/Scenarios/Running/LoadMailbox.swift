import InMemoryInfrastructure
import Infrastructure
import LoadGeneration
import SimulationKernel

/// Where a load meets the broker: on a connection of its own, with a channel for what it publishes.
///
/// It subscribes to a queue when a virtual user first asks for a message of it, without limit, and
/// hands the messages to who asked first; a message is acknowledged when it is handed over.
final class LoadMailbox: MessageTarget, EventHandler, @unchecked Sendable {
    private enum Code {
        static let message: Int32 = 0x310
        static let timeout: Int32 = 0x311
    }

    /// A user who waits for a message.
    private struct Ticket {
        let receiver: any MessageReceiver
        let argument: Int
        let inbox: Int
        var message: Message?
        var timeout: EventToken?
        var isWaiting = true
    }

    private let name: String
    private let broker: any MessageBroker
    private let ledger: TaskLedger
    private let simulation: Simulation
    private var connection: (any BrokerConnection)?
    private var channel: (any BrokerChannel)?
    private var inboxes: [Inbox] = []
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
            firstDraw: origin.firstDraw,
            intendedStart: origin.intendedStart
        )
        simulation.spawn("publisher of a load", context: context) {
            let succeeded = await self.publish(message, to: exchange, routingKey: routingKey)
            self.ledger.release(context)
            receiver.published(succeeded, argument: argument)
        }
    }

    private func publish(
        _ message: Message,
        to exchange: ExchangeName,
        routingKey: String
    ) async -> Bool {
        do throws(BrokerError) {
            let channel = try await ownChannel()
            _ = try await channel.publish(
                message,
                to: exchange,
                routingKey: routingKey,
                isMandatory: false
            )
            return true
        } catch {
            // An error closes the channel; the next message gets another one.
            channel = nil
            return false
        }
    }

    private func ownChannel() async throws(BrokerError) -> any BrokerChannel {
        if let channel { return channel }
        let opened = try await openChannel("messages")
        channel = opened
        return opened
    }

    private func openChannel(_ purpose: String) async throws(BrokerError) -> any BrokerChannel {
        if connection == nil { connection = try await broker.connect("load \(name)") }
        guard let connection else { throw .cancelled }
        return try await connection.openChannel("load \(name), \(purpose)")
    }
}

// MARK: - Receiving

extension LoadMailbox {
    /// The messages of one queue, and who waits for them.
    final class Inbox: MessageConsumer, @unchecked Sendable {
        let queue: QueueName
        private unowned let mailbox: LoadMailbox
        var waiting = Deque<Int>()
        var messages = Deque<(message: Message, tag: DeliveryTag)>()
        var channel: (any BrokerChannel)?
        var isSubscribed = false

        init(_ queue: QueueName, mailbox: LoadMailbox) {
            self.queue = queue
            self.mailbox = mailbox
        }

        func handle(_ delivery: Delivery, on channel: any BrokerChannel) async {
            self.channel = channel
            messages.append((delivery.message, delivery.tag))
            mailbox.handOver(in: self)
        }

        func wasCancelled(_ consumer: ConsumerTag, on channel: any BrokerChannel) async {
            isSubscribed = false
        }
    }

    func receive(
        from queue: QueueName,
        within time: Int64,
        receiver: any MessageReceiver,
        argument: Int
    ) {
        let inbox = inbox(of: queue)
        let ticket = Ticket(receiver: receiver, argument: argument, inbox: inbox)
        let slot = tickets.insert(ticket)
        tickets[slot].timeout = simulation.schedule(
            after: time,
            self,
            code: Code.timeout,
            argument: slot
        )
        inboxes[inbox].waiting.append(slot)
        handOver(in: inboxes[inbox])
        subscribe(inboxes[inbox])
    }

    private func inbox(of queue: QueueName) -> Int {
        if let place = inboxes.firstIndex(where: { $0.queue == queue }) { return place }
        inboxes.append(Inbox(queue, mailbox: self))
        return inboxes.count - 1
    }

    /// Gives messages to those who wait, one each, in both orders.
    private func handOver(in inbox: Inbox) {
        dropExpired(of: inbox)
        while !inbox.messages.isEmpty, !inbox.waiting.isEmpty {
            let (message, tag) = inbox.messages.removeFirst()
            inbox.channel?.acknowledge(tag, multiple: false)
            finish(inbox.waiting.removeFirst(), with: message)
            dropExpired(of: inbox)
        }
    }

    private func finish(_ slot: Int, with message: Message?) {
        if let token = tickets[slot].timeout { simulation.cancel(token) }
        tickets[slot].isWaiting = false
        tickets[slot].message = message
        simulation.schedule(self, code: Code.message, argument: slot)
    }

    private func expire(_ slot: Int) {
        let ticket = tickets[slot]
        tickets[slot].isWaiting = false
        tickets[slot].timeout = nil
        dropExpired(of: inboxes[ticket.inbox])
        ticket.receiver.received(nil, argument: ticket.argument)
    }

    /// Those whose time is up keep their slot until they are first in the row.
    private func dropExpired(of inbox: Inbox) {
        while let first = inbox.waiting.first, !tickets[first].isWaiting {
            tickets.free(inbox.waiting.removeFirst())
        }
    }

    private func subscribe(_ inbox: Inbox) {
        guard !inbox.isSubscribed else { return }
        inbox.isSubscribed = true
        simulation.spawn("subscriber of a load", context: 0) {
            await self.consume(inbox)
        }
    }

    private func consume(_ inbox: Inbox) async {
        do throws(BrokerError) {
            let channel = try await openChannel(inbox.queue)
            _ = try await channel.consume(inbox.queue, ConsumerOptions(), by: inbox)
        } catch {
            // There is no such queue: who waits for its messages need not wait longer.
            inbox.isSubscribed = false
            while !inbox.waiting.isEmpty {
                let slot = inbox.waiting.removeFirst()
                if tickets[slot].isWaiting { finish(slot, with: nil) } else { tickets.free(slot) }
            }
        }
    }
}
