import Infrastructure
import JSON
import Synchronization

/// How a service comes to its messages, and leaves them.
extension EventConsumer {
    /// Declares the queues and subscribes; as long as the broker gives errors, again and again.
    func connect() async {
        while !life.withLock({ $0.isStopping }) {
            do throws(BrokerError) {
                return try await subscribe()
            } catch {
                guard (try? await environment.clock.sleep(for: options.reconnectDelay)) != nil
                else { return }
            }
        }
    }

    private func subscribe() async throws(BrokerError) {
        let connection = try await environment.broker.connect(queue)
        let channel = try await connection.openChannel(queue)
        try await declareQueues(channel)
        life.withLock { life in
            life.connection = connection
            life.channel = channel
        }
        let consumer = ConsumerOptions(
            prefetch: options.prefetch,
            concurrency: options.slots < options.prefetch ? options.slots : nil
        )
        let tag = try await channel.consume(queue, consumer, by: self)
        life.withLock { $0.tag = tag }
    }

    /// Neither durable nor automatically deleted, as the source has them.
    private func declareQueues(_ channel: any BrokerChannel) async throws(BrokerError) {
        var arguments = JSONObject()
        if let deadLetters = options.deadLetterQueue {
            try await channel.declareQueue(deadLetters, QueueOptions())
            arguments = Self.deadLettering(to: deadLetters)
        }
        try await channel.declareQueue(queue, QueueOptions(arguments: arguments))
        if case .queue(let results) = results {
            try await channel.declareQueue(results, QueueOptions())
        }
        guard let retry = options.retry else { return }
        var waiting = Self.deadLettering(to: queue)
        waiting["x-message-ttl"] = .integer(Self.milliseconds(retry.delay))
        let name = Self.retryQueue(of: queue)
        try await channel.declareQueue(name, QueueOptions(arguments: waiting))
    }

    private static func deadLettering(to queue: QueueName) -> JSONObject {
        ["x-dead-letter-exchange": "", "x-dead-letter-routing-key": .string(queue)]
    }

    /// Whole milliseconds, rounded up, as the broker takes them.
    private static func milliseconds(_ duration: Duration) -> Int64 {
        let (seconds, attoseconds) = duration.components
        return seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    }

    /// The queue is gone; the service declares it anew after a while.
    func wasCancelled(_ consumer: ConsumerTag, on channel: any BrokerChannel) async {
        guard (try? await environment.clock.sleep(for: options.reconnectDelay)) != nil else {
            return
        }
        await life.withLock { $0.connection }?.close()
        await connect()
    }

    /// Takes no further message.
    ///
    /// What is being handled is finished; what is not begun goes back with the connection, which
    /// closes after the last.
    func stop() async {
        let (channel, tag, isIdle) = life.withLock { life in
            life.isStopping = true
            return (life.channel, life.tag, life.underway == 0)
        }
        if let channel, let tag { try? await channel.cancel(tag) }
        if isIdle { await close() }
    }

    func close() async {
        await life.withLock { $0.connection.take() }?.close()
    }
}
