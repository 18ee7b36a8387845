import InMemoryInfrastructure
import Infrastructure
import SimulationKernel

/// How many messages a second go through the broker's protocol: published, delivered, and
/// acknowledged by a consumer.
enum BrokerBenchmark {
    static let all = [
        messages("broker.messages"),
        messages("broker.queues", queueCount: 1_000),
        messages("broker.backlog", backlog: 1_000_000),
        requeues,
    ]

    private static let body = Payload.text("0123456789abcdef")

    /// Small messages that are ready in a queue, without their bodies.
    static let memory = Benchmark(
        "broker.memory",
        "bytes/ready message",
        measuresMemory: true
    ) { measure in
        let count = 1_000_000
        let (simulation, broker) = make()
        simulation.spawn("benchmark") { try? await fill(broker, count) }
        measure { _ = simulation.run() }
        return Double(count)
    }

    /// Messages to queues in turn, each with one consumer.
    private static func messages(
        _ name: String,
        queueCount: Int = 1,
        backlog: Int = 0
    ) -> Benchmark {
        Benchmark(name, "messages/s") { measure in
            let count = 1_000_000
            let (simulation, broker) = make()
            let queues = (0..<queueCount).map { "queue-\($0)" }
            let counter = Acknowledger()
            simulation.spawn("preparation") {
                try? await fill(broker, backlog, queue: queues[0])
            }
            _ = simulation.run()
            simulation.spawn("benchmark") {
                try? await consume(queues, of: broker, by: counter)
                try? await publish(count, to: queues, of: broker) {
                    try? await simulation.sleep(for: 1)
                }
            }
            measure { _ = simulation.run() }
            return Double(counter.count)
        }
    }

    /// Messages that go back to their places in a queue of a million, in another order.
    private static let requeues = Benchmark("broker.requeue", "requeues/s") { measure in
        let (simulation, broker) = make()
        let count = 200_000
        simulation.spawn("benchmark") { try? await fill(broker, 1_000_000) }
        _ = simulation.run()
        let holder = Holder()
        simulation.spawn("preparation") {
            holder.channel = try? await broker.openChannel("benchmark")
            for _ in 0..<count { _ = try? await holder.channel?.get("queue") }
        }
        _ = simulation.run()
        measure {
            simulation.spawn("benchmark") {
                for number in 0..<count {
                    let tag = DeliveryTag((number &* 7_919) % count + 1)
                    holder.channel?.negativeAcknowledge(tag, multiple: false, requeue: true)
                }
            }
            _ = simulation.run()
        }
        return Double(count)
    }

    private static func make() -> (Simulation, any MessageBroker) {
        let simulation = Simulation(seed: 1)
        let world = SimulatedWorld(simulation: simulation)
        return (simulation, InMemoryBroker(.instant, number: 1, world: world))
    }

    private static func fill(
        _ broker: any MessageBroker,
        _ count: Int,
        queue: QueueName = "queue"
    ) async throws(BrokerError) {
        let channel = try await broker.openChannel("benchmark")
        try await channel.declareQueue(queue, QueueOptions())
        for _ in 0..<count { try await channel.publish(Message(body), toQueue: queue) }
    }

    private static func consume(
        _ queues: [QueueName],
        of broker: any MessageBroker,
        by consumer: Acknowledger
    ) async throws(BrokerError) {
        for queue in queues {
            let channel = try await broker.openChannel("consumer")
            try await channel.declareQueue(queue, QueueOptions())
            try await channel.consume(queue, ConsumerOptions(prefetch: 100), by: consumer)
        }
    }

    /// Publishes messages; after every few, `rest` lets the consumers work.
    private static func publish(
        _ count: Int,
        to queues: [QueueName],
        of broker: any MessageBroker,
        rest: () async -> Void
    ) async throws(BrokerError) {
        let channel = try await broker.openChannel("publisher")
        for number in 0..<count {
            try await channel.publish(Message(body), toQueue: queues[number % queues.count])
            if number % 64 == 0 { await rest() }
        }
    }
}

private final class Acknowledger: MessageConsumer, @unchecked Sendable {
    private(set) var count = 0

    func handle(_ delivery: Delivery, on channel: any BrokerChannel) async {
        count += 1
        channel.acknowledge(delivery)
    }
}

/// Holds on to a channel between the parts of a benchmark.
private final class Holder: @unchecked Sendable {
    var channel: (any BrokerChannel)?
}
