import Infrastructure
import Synchronization

/// Carries out steps of campaigns, and sends the message for the step after each.
///
/// A step is acknowledged when its successor is sent, so a crash in between gives it out again; its
/// number tells then whether it is still to be done.
final class InviteWorker: MessageConsumer {
    private let environment: SystemEnvironment
    private let database: CampaignDatabase
    private let step: InviteStep
    private let gauge: any BusyGauge
    /// Campaigns that this process works on: of two equal messages, one is too many.
    private let campaigns = Mutex<Set<Int64>>([])

    init(
        environment: SystemEnvironment,
        database: CampaignDatabase,
        step: InviteStep,
        gauge: any BusyGauge
    ) {
        self.environment = environment
        self.database = database
        self.step = step
        self.gauge = gauge
    }

    func handle(_ delivery: Delivery, on channel: any BrokerChannel) async {
        guard let message = InviteStepMessage(delivery.message) else {
            return channel.reject(delivery, requeue: false)
        }
        guard campaigns.withLock({ $0.insert(message.campaign).inserted }) else {
            return channel.acknowledge(delivery)
        }
        gauge.add(1)
        do {
            let isBegin = delivery.routingKey == InviteQueues.high
            let next = try await carryOut(message, isBegin, delivery.isRedelivered)
            if let next { try await send(next, on: channel) }
            channel.acknowledge(delivery)
        } catch is CancellationError {
            // The process is gone; the broker gives the message to the next one.
        } catch {
            try? await environment.clock.sleep(for: .seconds(1))
            channel.reject(delivery, requeue: true)
        }
        gauge.add(-1)
        _ = campaigns.withLock { $0.remove(message.campaign) }
    }

    private func send(
        _ next: InviteStepMessage,
        on channel: any BrokerChannel
    ) async throws(BrokerError) {
        let isDue = next.due <= environment.clock.now
        try await channel.publish(
            next.message,
            toQueue: isDue ? InviteQueues.normal : InviteQueues.delayed
        )
    }

    /// Does what a message asks for; the message that has to follow, if any.
    private func carryOut(
        _ message: InviteStepMessage,
        _ isBegin: Bool,
        _ isRedelivered: Bool
    ) async throws(CancellationError) -> InviteStepMessage? {
        let id = message.campaign
        guard try await !isDeleted(id) else { return endDeleted() }
        switch database.admit(message, isRedelivered: isRedelivered) {
        case .due: break
        case .lostSuccessor(let successor): return successor
        case .outdated: return nil
        case .gone: return endDeleted()
        }
        guard mayGoOn(id) else { return nil }
        if isBegin {
            begin(id)
            return database.advance(id, after: .zero)
        }
        guard let pause = try await step.perform(id) else { return nil }
        return database.advance(id, after: pause)
    }

    /// Tells that the work on a campaign begins, which going on with it does not.
    private func begin(_ id: Int64) {
        let isFirst = database.update(id) { campaign in
            defer { campaign.hasBegun = true }
            return !campaign.hasBegun
        }
        if isFirst == true { environment.telemetry.taskBegan() }
    }

    private func endDeleted() -> InviteStepMessage? {
        environment.telemetry.taskFinished(.failed)
        return nil
    }

    /// True for a campaign under way; one that is paused is parked, one that was cancelled ends.
    private func mayGoOn(_ id: Int64) -> Bool {
        if database.park(id) { return false }
        switch database.read(id, { $0.status }) {
        case .inProgress: return true
        case .cancelled, nil: environment.telemetry.taskFinished(.failed)
        case .pending, .paused, .completed, .failed: break
        }
        return false
    }

    /// Whether the store remembers that a campaign was deleted, which spares the database.
    private func isDeleted(_ id: Int64) async throws(CancellationError) -> Bool {
        do throws(KeyValueStoreError) {
            let key = InviteService.keyOfDeleted(id)
            return try await environment.store.database(5).get(key) != nil
        } catch {
            if error == .cancelled { throw CancellationError() }
            return false
        }
    }
}

/// Keeps messages until they are due, and sends them on to the workers.
final class InviteDelay: MessageConsumer {
    private let environment: SystemEnvironment

    init(_ environment: SystemEnvironment) {
        self.environment = environment
    }

    func handle(_ delivery: Delivery, on channel: any BrokerChannel) async {
        guard let message = InviteStepMessage(delivery.message) else {
            return channel.reject(delivery, requeue: false)
        }
        let rest = message.due.nanoseconds - environment.clock.now.nanoseconds
        do {
            if rest > 0 { try await environment.clock.sleep(for: .nanoseconds(rest)) }
            try await channel.publish(delivery.message, toQueue: InviteQueues.normal)
            channel.acknowledge(delivery)
        } catch is CancellationError {
            // The process is gone; the broker gives the message to the next one.
        } catch {
            try? await environment.clock.sleep(for: .seconds(1))
            channel.reject(delivery, requeue: true)
        }
    }
}
