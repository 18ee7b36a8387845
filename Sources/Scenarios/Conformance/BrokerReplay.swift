import InMemoryInfrastructure
import Infrastructure
import JSON

/// Replays a case of the broker through its protocol, in virtual time.
///
/// All channels are on one connection. After a step everything happens that it causes; then a
/// pause may follow, for recordings that do not say how long their steps took.
final class BrokerReplay: @unchecked Sendable {
    private let stage = ReplayStage()
    private let broker: InMemoryBroker
    private let pause: Int64
    private var connection: (any BrokerConnection)?
    private var channels: [String: any BrokerChannel] = [:]
    private var confirming: Set<String> = []

    /// What came of the present step.
    private var outcome = StepOutcome()

    /// `pause` is in milliseconds.
    init(pause: Int64) {
        self.pause = pause
        broker = InMemoryBroker(.instant, number: 1, world: stage.world)
    }

    /// The first difference, if there is one; what follows it says nothing.
    func difference(in steps: [BrokerStep]) -> Difference? {
        for (place, step) in steps.enumerated() {
            outcome = StepOutcome()
            if step.operation == .advance {
                stage.advance(step.number("ms"))
            } else {
                stage.perform { await self.perform(step) }
                stage.perform { await self.lookAtClosing(step.channel) }
                if pause > 0 { stage.advance(pause) }
            }
            if let difference = outcome.difference(from: step, number: place + 1) {
                return difference
            }
        }
        return nil
    }

    private func perform(_ step: BrokerStep) async {
        do throws(BrokerError) {
            let channel = try await channel(step.channel)
            try await perform(step, on: channel)
        } catch {
            outcome.error = error
        }
    }

    private func channel(_ name: String) async throws(BrokerError) -> any BrokerChannel {
        if let channel = channels[name] { return channel }
        let connection: any BrokerConnection
        if let known = self.connection {
            connection = known
        } else {
            connection = try await broker.connect("replay")
            self.connection = connection
        }
        let channel = try await connection.openChannel(name)
        channels[name] = channel
        confirming.remove(name)
        return channel
    }

    /// The next step on a channel that the server has closed opens a fresh one.
    private func lookAtClosing(_ name: String) async {
        guard let channel = channels[name], let reason = await channel.closeReason else { return }
        outcome.error = reason
        channels[name] = nil
        if reason.scope == .connection {
            connection = nil
            channels = [:]
        }
    }

    /// A message has come to a consumer.
    fileprivate func note(_ delivery: Delivery, to consumer: ConsumerTag) {
        outcome.deliveries.append((consumer, delivery))
    }

    // MARK: Methods

    private func perform(
        _ step: BrokerStep,
        on channel: any BrokerChannel
    ) async throws(BrokerError) {
        switch step.operation {
        case .advance: return
        case .channelClose:
            await channel.close()
            channels[step.channel] = nil
        case .publish: try await publish(step, on: channel)
        case .get:
            let fetched = try await channel.fetch(step.text("queue"), step.mode)
            outcome.reply = .fetched(fetched)
        case .consume: try await consume(step, on: channel)
        case .cancel: try await channel.cancel(step.text("consumer_tag"))
        case .qos: try await limit(step, on: channel)
        case .ack:
            channel.acknowledge(step.tag, multiple: step.flag("multiple"))
        case .nack, .reject:
            channel.negativeAcknowledge(
                step.tag,
                multiple: step.flag("multiple"),
                requeue: step.flag("requeue", otherwise: true)
            )
        case .recover:
            try await channel.recover(requeue: step.flag("requeue", otherwise: true))
        case .confirmSelect:
            try await channel.selectConfirms()
            confirming.insert(step.channel)
        case .txSelect, .txCommit, .txRollback: try await transact(step, on: channel)
        default:
            if let counts = try await BrokerTopology.perform(step, on: channel) {
                outcome.reply = .counts(counts)
            }
        }
    }

    private func consume(
        _ step: BrokerStep,
        on channel: any BrokerChannel
    ) async throws(BrokerError) {
        let tag = step.text("consumer_tag")
        let options = ConsumerOptions(
            mode: step.mode,
            isExclusive: step.flag("exclusive"),
            tag: tag,
            arguments: step.table("arguments")
        )
        let recorder = Recorder(replay: self, tag: tag)
        try await channel.consume(step.text("queue"), options, by: recorder)
    }

    private func limit(
        _ step: BrokerStep,
        on channel: any BrokerChannel
    ) async throws(BrokerError) {
        try await channel.setPrefetch(
            Int(step.number("prefetch_count")),
            size: Int(step.number("prefetch_size")),
            for: step.flag("global") ? .channel : .consumer
        )
    }

    private func transact(
        _ step: BrokerStep,
        on channel: any BrokerChannel
    ) async throws(BrokerError) {
        switch step.operation {
        case .txSelect: try await channel.selectTransactions()
        case .txCommit: outcome.returned += try await channel.commit()
        default: try await channel.rollback()
        }
    }

    private func publish(
        _ step: BrokerStep,
        on channel: any BrokerChannel
    ) async throws(BrokerError) {
        let result = try await channel.publish(
            step.message,
            to: step.text("exchange"),
            routingKey: step.text("routing_key"),
            isMandatory: step.flag("mandatory")
        )
        if case .returned(let message) = result { outcome.returned.append(message) }
        guard confirming.contains(step.channel) else { return }
        if case .refused = result {
            outcome.reply = .confirm("nack")
        } else {
            outcome.reply = .confirm("ack")
        }
    }
}

/// Notes what a consumer gets, and leaves it unsettled.
private struct Recorder: MessageConsumer {
    let replay: BrokerReplay
    let tag: ConsumerTag

    func handle(_ delivery: Delivery, on channel: any BrokerChannel) async {
        replay.note(delivery, to: tag)
    }
}
