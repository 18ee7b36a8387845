import Infrastructure
import JSON
import SimulationKernel
import Testing

@testable import InMemoryInfrastructure

/// Works on each message for a while, and then settles it.
private struct Worker: MessageConsumer {
    let bench: Bench
    var name = "w"
    var time: Int64 = 0
    var settles = true

    func handle(_ delivery: Delivery, on channel: any BrokerChannel) async {
        let mark = delivery.isRedelivered ? " again" : ""
        bench.note("\(name) begins \(delivery.message.body.text)\(mark)")
        try? await bench.simulation.sleep(for: time)
        if settles { channel.acknowledge(delivery) }
    }

    func wasCancelled(_ consumer: ConsumerTag, on channel: any BrokerChannel) async {
        bench.note("\(name) is told that \(consumer) ended")
    }
}

/// The broker in virtual time.
struct InMemoryBrokerTests {
    private let bench = Bench()

    private func broker(_ settings: MachineSettings = .instant) -> InMemoryBroker {
        InMemoryBroker(settings, number: 1, world: bench.world)
    }

    private func publish(
        _ bodies: [String],
        on channel: any BrokerChannel,
        to queue: QueueName = "q"
    ) async throws {
        for body in bodies { try await channel.publish(Message(.text(body)), toQueue: queue) }
    }

    @Test(
        arguments: [
            (1, ["10 a", "20 b", "30 c"]), (2, ["10 a", "10 b", "20 c"]),
            (nil, ["10 a", "10 b", "10 c"]),
        ]
    )
    func `publishing takes the machine's time, first come, first served`(
        _ places: Int?,
        _ journal: [String]
    ) {
        let (bench, broker) = (bench, broker(.constant(10, places: places)))
        for name in ["a", "b", "c"] {
            bench.task {
                let channel = try await broker.openChannel(name)
                try await publish([name], on: channel)
                bench.note(name)
            }
        }
        #expect(bench.run() == journal)
    }

    @Test func `a publish, a delivery and a settlement are one operation each`() {
        bench.notesMeters = true
        let (bench, broker) = (bench, broker(.constant(10)))
        bench.task {
            let channel = try await broker.openChannel("a")
            try await channel.declareQueue("q", QueueOptions())
            let worker = Worker(bench: bench, time: 5)
            try await channel.consume("q", ConsumerOptions(prefetch: 1), by: worker)
            try await publish(["m"], on: channel)
            bench.note("published")
        }
        let journal = [
            "0 q: 0 + 0", "0 q: 0 + 0", "10 q: 0 + 1", "10 published", "20 q: waited 10",
            "20 w begins m", "35 q: 0 + 0",
        ]
        #expect(bench.run() == journal)
    }

    @Test func `a message waits in its queue until somebody takes it`() {
        bench.notesMeters = true
        let (bench, broker) = (bench, broker(.constant(10)))
        bench.task {
            let channel = try await broker.openChannel("a")
            try await channel.declareQueue("q", QueueOptions())
            try await publish(["m"], on: channel)
            try await bench.simulation.sleep(until: 50)
            let delivery = try await channel.get("q")
            bench.note("got \(delivery?.message.body.text ?? "nothing")")
            bench.note("got \(try await channel.get("q")?.message.body.text ?? "nothing")")
        }
        let journal = [
            "0 q: 0 + 0", "10 q: 1 + 0", "60 q: 0 + 1", "60 q: waited 50", "60 got m",
            "70 got nothing",
        ]
        #expect(bench.run() == journal)
    }

    @Test(
        arguments: [
            (true, ["0 w begins 1", "100 w begins 2", "200 w begins 3"]),
            (false, ["0 w begins 1", "0 w begins 2", "0 w begins 3"]),
        ]
    )
    func `a sequential consumer keeps what it holds in a buffer`(
        _ isSequential: Bool,
        _ journal: [String]
    ) {
        let (bench, broker) = (bench, broker())
        bench.task {
            let channel = try await broker.openChannel("a")
            try await channel.declareQueue("q", QueueOptions())
            try await publish(["1", "2", "3"], on: channel)
            let options = ConsumerOptions(prefetch: 3, isSequential: isSequential)
            try await channel.consume("q", options, by: Worker(bench: bench, time: 100))
        }
        #expect(bench.run() == journal)
    }

    @Test func `B6_2 a busy consumer leaves messages to the others`() {
        let (bench, broker) = (bench, broker())
        bench.task {
            let channel = try await broker.openChannel("a")
            try await channel.declareQueue("q", QueueOptions())
            for (name, time) in [("slow", Int64(100)), ("fast", 10)] {
                let worker = Worker(bench: bench, name: name, time: time)
                try await channel.consume("q", ConsumerOptions(prefetch: 1), by: worker)
            }
            try await publish(["1", "2", "3", "4"], on: channel)
        }
        let journal = [
            "0 slow begins 1", "0 fast begins 2", "10 fast begins 3", "20 fast begins 4",
        ]
        #expect(bench.run() == journal)
    }

    @Test func `B8_2 what cannot be routed is dropped, or returned when it is mandatory`() {
        let (bench, broker) = (bench, broker())
        bench.task {
            let channel = try await broker.openChannel("a")
            for isMandatory in [false, true] {
                let outcome = try await channel.publish(
                    Message(.empty, headers: ["a": 1, "CC": ["there"], "BCC": ["here"]]),
                    to: "amq.topic",
                    routingKey: "nowhere",
                    isMandatory: isMandatory
                )
                guard case .returned(let back) = outcome else {
                    bench.note("\(outcome)")
                    continue
                }
                let headers = back.message.headers.members.map(\.key).joined(separator: " ")
                bench.note("\(back.exchange) \(back.routingKey) \(headers)")
            }
        }
        #expect(bench.run() == ["0 sent", "0 amq.topic nowhere a CC"])
    }

    @Test func `an error closes the channel, which gives back what it held`() {
        let (bench, broker) = (bench, broker())
        bench.task {
            let channel = try await broker.openChannel("a")
            let other = try await broker.openChannel("b")
            try await channel.declareQueue("q", QueueOptions())
            try await publish(["m"], on: channel)
            _ = try await channel.get("q")
            do throws(BrokerError) {
                try await channel.declareQueue("q", QueueOptions(isDurable: true))
            } catch {
                bench.note("\(error.code)")
            }
            let status = try await other.declareQueue("q", QueueOptions())
            bench.note("\(status.messages) ready")
            bench.note("redelivered \(try await other.get("q")?.isRedelivered == true)")
            try await publish(["x"], on: channel)
        }
        #expect(bench.run() == ["0 406", "0 1 ready", "0 redelivered true", "0 504"])
    }

    @Test func `B7_3 settling a tag twice closes the channel`() {
        let (bench, broker) = (bench, broker(.constant(10)))
        bench.task {
            let channel = try await broker.openChannel("a")
            try await channel.declareQueue("q", QueueOptions())
            try await publish(["1", "2"], on: channel)
            let first = try #require(try await channel.get("q"))
            channel.acknowledge(first)
            try await publish(["3"], on: channel)
            channel.acknowledge(first)
            // Settling goes without an answer, so the error comes with what follows it.
            try await bench.simulation.sleep(for: 10)
            try await publish(["4"], on: channel)
        }
        #expect(bench.run() == ["50 504"])
    }

    @Test func `a channel that closes while it takes a message leaves the message where it is`() {
        let (bench, broker) = (bench, broker(.constant(10)))
        bench.task {
            let channel = try await broker.openChannel("a")
            try await channel.declareQueue("q", QueueOptions())
            try await publish(["m"], on: channel)
            bench.task(at: 5) { await channel.close() }
            bench.task(at: 20) {
                let other = try await broker.openChannel("b")
                let text = try await other.get("q")?.message.body.text
                bench.note("other got \(text ?? "nothing")")
            }
            _ = try await channel.get("q")
        }
        #expect(bench.run() == ["20 504", "40 other got m"])
    }

    @Test func `B7_6 what a closed channel had in its buffer goes to another, once`() {
        let (bench, broker) = (bench, broker())
        bench.task {
            let channel = try await broker.openChannel("a")
            let other = try await broker.openChannel("b")
            try await channel.declareQueue("q", QueueOptions())
            try await publish(["1", "2"], on: channel)
            let options = ConsumerOptions(prefetch: 2, isSequential: true)
            try await channel.consume("q", options, by: Worker(bench: bench, name: "a", time: 100))
            try await bench.simulation.sleep(until: 50)
            try await other.consume("q", options, by: Worker(bench: bench, name: "b", time: 100))
            await channel.close()
        }
        let journal = ["0 a begins 1", "50 b begins 1 again", "150 b begins 2 again"]
        #expect(bench.run() == journal)
    }

    @Test func `B2_9 a task that deletes a queue has all its consumers told`() {
        let (bench, broker) = (bench, broker())
        bench.task {
            let channel = try await broker.openChannel("a")
            try await channel.declareQueue("q", QueueOptions())
            for name in ["x", "y"] {
                let worker = Worker(bench: bench, name: name)
                try await channel.consume("q", ConsumerOptions(tag: name), by: worker)
            }
            try await bench.simulation.sleep(until: 20)
            let count = try await channel.deleteQueue("q", ifUnused: false, ifEmpty: false)
            bench.note("\(count) were ready")
        }
        #expect(
            bench.run() == [
                "20 0 were ready", "20 x is told that x ended", "20 y is told that y ended",
            ]
        )
    }

    @Test func `B6_12 a cancelled consumer ends what it holds`() {
        let (bench, broker) = (bench, broker())
        bench.task {
            let channel = try await broker.openChannel("a")
            try await channel.declareQueue("q", QueueOptions())
            try await publish(["1", "2", "3"], on: channel)
            let options = ConsumerOptions(prefetch: 2, isSequential: true)
            let tag = try await channel.consume("q", options, by: Worker(bench: bench, time: 100))
            try await bench.simulation.sleep(until: 50)
            try await channel.cancel(tag)
            try await bench.simulation.sleep(until: 500)
            let status = try await channel.declareQueue("q", QueueOptions())
            bench.note("\(status.messages) ready, \(status.consumers) consumers")
        }
        #expect(bench.run() == ["0 w begins 1", "100 w begins 2", "500 1 ready, 0 consumers"])
    }

    @Test func `the task of a message lives until it is settled and its handler has ended`() {
        let (bench, broker) = (bench, broker())
        bench.world.ledger.observer = bench
        let context = bench.open(entity: 1)
        bench.task(context: context) {
            let channel = try await broker.openChannel("a")
            try await channel.declareQueue("q", QueueOptions())
            bench.world.ledger.accept(context)
            try await publish(["m"], on: channel)
            bench.world.ledger.release(context)
            try await bench.simulation.sleep(until: 30)
            let delivery = try #require(try await channel.get("q"))
            try await bench.simulation.sleep(until: 40)
            channel.reject(delivery, requeue: false)
        }
        #expect(
            bench.run() == ["0 accepted, 1 in flight", "40 lost from 0 and 0, 0 in flight"]
        )
    }
}
