import Infrastructure
import JSON
import Synchronization

/// A running service: takes messages from the queue and leads each through its handlers.
final class EventConsumer: MessageConsumer {
    /// The connection, and what a graceful end waits for.
    struct Life {
        var connection: (any BrokerConnection)?
        var channel: (any BrokerChannel)?
        var tag: ConsumerTag?
        var isStopping = false
        var underway = 0
    }

    let queue: QueueName
    let results: EventDestination?
    let options: EventServiceOptions
    let life = Mutex(Life())
    let environment: SystemEnvironment
    private let router: EventRouter
    private let context: EventContext
    private let observer: any EventObserver
    private let answers: EventPublisher?
    private let retries: EventPublisher?

    init(
        queue: QueueName,
        results: EventDestination?,
        options: EventServiceOptions,
        router: EventRouter,
        observer: any EventObserver,
        environment: SystemEnvironment
    ) {
        self.queue = queue
        self.options = options
        self.router = router
        self.observer = observer
        self.environment = environment
        context = EventContext(queue: queue, environment: environment)
        let delay = options.reconnectDelay
        self.results = results
        answers = results.map { EventPublisher($0, delay: delay, environment) }
        retries = options.retry.map { _ in
            EventPublisher(.queue(Self.retryQueue(of: queue)), delay: delay, environment)
        }
    }

    /// Where messages wait that are tried again.
    static func retryQueue(of queue: QueueName) -> QueueName { queue + ".retry" }

    // MARK: - Messages

    func handle(_ delivery: Delivery, on channel: any BrokerChannel) async {
        observer.delivered(delivery)
        observer.working(1)
        defer { observer.working(-1) }
        var message = EventMessage(delivery)
        let listeners = router.listeners(for: &message)
        guard !listeners.isEmpty else { return settleUnknown(delivery, on: channel) }
        begin(message)
        do {
            for listener in listeners { try await call(listener, message, delivery.tag) }
            settle(delivery, as: .handled, on: channel)
        } catch {
            await settleFailed(delivery, message, on: channel)
        }
        if finishOne() { await close() }
    }

    @inline(__always)
    private func call(
        _ listener: EventListener,
        _ message: EventMessage,
        _ tag: DeliveryTag
    ) async throws {
        if let name = listener.path.missingParameter(in: message) {
            throw EventError.missingArgument(path: listener.path.description, name: name)
        }
        observer.called(listener.number, with: tag)
        let event = Event(
            path: PathParameters(path: listener.path, message: message),
            body: message.message.body
        )
        guard let answer = try await listener.respond(event, context), let answers else { return }
        if Task.isCancelled { return }
        observer.answered(tag)
        try await answers.publish(answer, for: message.message)
        if !Task.isCancelled { observer.published(tag) }
    }

    private func begin(_ message: EventMessage) {
        life.withLock { $0.underway += 1 }
        environment.telemetry.taskAccepted(message.route)
        if message.attempt == 0 || message.isRedelivered { environment.telemetry.taskBegan() }
    }

    private func settleUnknown(_ delivery: Delivery, on channel: any BrokerChannel) {
        switch options.unknownRoute {
        case .acknowledge: settle(delivery, as: .ignored, on: channel)
        case .reject: settle(delivery, as: refusal, on: channel)
        }
    }

    private var refusal: EventOutcome {
        options.deadLetterQueue == nil ? .rejected : .deadLettered
    }

    /// Puts the message off, or refuses it when it has been put off often enough.
    private func settleFailed(
        _ delivery: Delivery,
        _ message: EventMessage,
        on channel: any BrokerChannel
    ) async {
        guard let retry = options.retry, message.attempt < retry.attempts, let retries,
            !Task.isCancelled
        else { return settle(delivery, as: refusal, on: channel) }
        do throws(BrokerError) {
            try await retries.publish(message.again)
            settle(delivery, as: .retried, on: channel)
        } catch {
            // Only the end of the process ends the attempts to put it off.
        }
    }

    /// What a crashed process says of a message is not heard: the message is somebody else's.
    private func settle(
        _ delivery: Delivery,
        as outcome: EventOutcome,
        on channel: any BrokerChannel
    ) {
        if Task.isCancelled { return }
        observer.settled(delivery.tag, as: outcome)
        switch outcome {
        case .handled:
            environment.telemetry.taskFinished(.completed)
            channel.acknowledge(delivery)
        case .ignored, .retried:
            channel.acknowledge(delivery)
        case .deadLettered:
            environment.telemetry.taskFinished(.deadLettered)
            channel.reject(delivery, requeue: false)
        case .rejected:
            environment.telemetry.taskLost()
            channel.reject(delivery, requeue: false)
        }
    }

    /// Counts a message that is through; true when a graceful end waited for it.
    private func finishOne() -> Bool {
        life.withLock { life in
            life.underway -= 1
            return life.isStopping && life.underway == 0
        }
    }
}

extension EventMessage {
    /// The message as it comes back, with the number of attempts before.
    var again: Message {
        var headers = message.headers
        headers[EventHeaders.retries] = .integer(Int64(attempt + 1))
        return Message(
            message.body,
            headers: headers,
            isPersistent: message.isPersistent,
            properties: message.properties
        )
    }
}
