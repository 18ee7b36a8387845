import Infrastructure
import Testing

@testable import InMemoryInfrastructure

/// Requeue, redelivery and tags.
struct QueueStateTests {
    private var desk = BrokerDesk(queues: ["q"])
    private let channel: Int
    private let other: Int

    init() throws {
        channel = desk.state.openChannel("a")
        other = desk.state.openChannel("b")
        try desk.publish("0", "1", "2", "3", "4", key: "q")
    }

    @Test func `B7_1 tags count from one on each channel, and an empty get uses none`() throws {
        var desk = desk
        #expect(try desk.get("q", on: channel) == "1 0")
        #expect(try desk.get("q", on: other) == "1 1")
        #expect(try desk.getAll("q", on: channel) == ["2 2", "3 3", "4 4"])
        #expect(try desk.get("q", on: channel) == nil)
        try desk.publish("5", key: "q")
        #expect(try desk.get("q", on: channel) == "5 5")
    }

    @Test func `B2_7 what is given out is not ready`() throws {
        var desk = desk
        #expect(try desk.counts("q") == [5, 0, 0])
        _ = try desk.get("q", on: channel)
        #expect(try desk.counts("q") == [4, 1, 0])
        desk.settle(1, on: channel)
        #expect(try desk.counts("q") == [4, 0, 0])
        #expect(throws: BrokerError.self) { try desk.state.queue("x") }
    }

    @Test func `B7_3 a tag can be settled once, and on its channel alone`() throws {
        var desk = desk
        _ = try desk.get("q", on: channel)
        #expect(desk.settle(1, on: other) == false)
        #expect(desk.settle(0, on: channel) == false)
        #expect(desk.settle(2, on: channel) == false)
        #expect(desk.settle(1, on: channel) == true)
        #expect(desk.settle(1, on: channel) == false)
        #expect(try desk.counts("q") == [4, 0, 0])
    }

    @Test func `B7_4 messages come back to their places, whatever the order of refusals`() throws {
        var desk = desk
        for _ in 0..<4 { _ = try desk.get("q", on: channel) }
        desk.settle(3, on: channel, .requeue)
        desk.settle(1, on: channel, .requeue)
        var next: [String?] = []
        for _ in 0..<3 { next.append(try desk.get("q", on: channel)) }
        #expect(next == ["5 0 R", "6 2 R", "7 4"])
        #expect(desk.state.close(channel, at: 0) == [0])
        #expect(try desk.getAll("q", on: other) == ["1 0 R", "2 1 R", "3 2 R", "4 3 R", "5 4 R"])
    }

    @Test func `B7_4 what two channels held slots back in`() throws {
        var desk = desk
        for _ in 0..<3 { _ = try desk.get("q", on: channel) }
        for _ in 0..<2 { _ = try desk.get("q", on: other) }
        _ = desk.state.close(other, at: 0)
        _ = desk.state.close(channel, at: 0)
        let third = desk.state.openChannel("c")
        #expect(try desk.getAll("q", on: third) == ["1 0 R", "2 1 R", "3 2 R", "4 3 R", "5 4 R"])
    }

    @Test func `B7_5 only what came back is redelivered`() throws {
        var desk = desk
        _ = try desk.get("q", on: channel)
        desk.settle(1, on: channel, .requeue)
        #expect(try desk.get("q", on: channel) == "2 0 R")
        #expect(try desk.get("q", on: channel) == "3 1")
    }

    @Test func `B7_6 a channel that closes gives everything back`() throws {
        var desk = desk
        desk.declare("r")
        try desk.publish("x", key: "r")
        _ = try desk.get("r", on: channel)
        _ = try desk.get("q", on: channel)
        #expect(desk.state.close(channel, at: 0) == [0, 1])
        #expect(try desk.counts("q") == [5, 0, 0])
        #expect(try desk.counts("r") == [1, 0, 0])
        #expect(desk.state.close(channel, at: 0) == [])
    }

    @Test func `B7_9 what is dropped is gone`() throws {
        var desk = desk
        _ = try desk.get("q", on: channel)
        desk.settle(1, on: channel, .drop)
        #expect(try desk.counts("q") == [4, 0, 0])
        #expect(try desk.get("q", on: channel) == "2 1")
    }

    @Test func `time since when a message is ready begins anew when it comes back`() throws {
        var queue = QueueState(options: QueueOptions())
        let envelope = Envelope(message: Message(.empty), exchange: "", routingKey: "q", context: 0)
        queue.append(envelope, at: 5)
        let taken = queue.take()
        let first = try #require(taken)
        #expect(first.readySince == 5)
        queue.requeue(first, at: 9)
        let second = queue.take()
        #expect(second?.readySince == 9)
    }
}
