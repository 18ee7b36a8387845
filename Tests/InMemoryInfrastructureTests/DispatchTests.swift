import Infrastructure
import Testing

@testable import InMemoryInfrastructure

/// Who gets which message.
struct DispatchTests {
    private var desk = BrokerDesk(queues: ["q"])
    private let a: Int
    private let b: Int

    init() throws {
        a = desk.state.openChannel("a")
        b = desk.state.openChannel("b")
    }

    @Test func `B6_2 consumers take turns`() throws {
        var desk = desk
        for channel in [a, b, a] { _ = try desk.consume("q", on: channel) }
        try desk.publish("1", "2", "3", "4", "5", "6", "7", "8", "9", key: "q")
        let consumers = try desk.deliver("q").map { $0.prefix(1) }
        #expect(consumers == ["0", "1", "2", "0", "1", "2", "0", "1", "2"])
    }

    @Test func `B6_2 who was served goes to the tail, also between messages`() throws {
        var desk = desk
        _ = try desk.consume("q", on: a)
        _ = try desk.consume("q", on: b)
        for (body, expected) in [("1", "0: 1 1"), ("2", "1: 1 2"), ("3", "0: 2 3")] {
            try desk.publish(body, key: "q")
            #expect(try desk.deliver("q") == [expected])
        }
    }

    @Test func `B6_3 a consumer leaves the ring only when its turn comes`() throws {
        var desk = desk
        _ = try desk.consume("q", on: a, prefetch: 1)
        _ = try desk.consume("q", on: b, prefetch: 1)
        try desk.publish("1", key: "q")
        #expect(try desk.deliver("q") == ["0: 1 1"])
        // The first is full, but stays in the ring: it has capacity again before its turn.
        desk.settle(1, on: a)
        try desk.publish("2", "3", key: "q")
        #expect(try desk.deliver("q") == ["1: 1 2", "0: 2 3"])
    }

    @Test func `B6_3 a consumer that was left out comes back at the tail`() throws {
        var desk = desk
        _ = try desk.consume("q", on: a, prefetch: 1)
        _ = try desk.consume("q", on: b, prefetch: 3)
        try desk.publish("1", "2", "3", "4", key: "q")
        #expect(try desk.deliver("q") == ["0: 1 1", "1: 1 2", "1: 2 3", "1: 3 4"])
        try desk.publish("5", key: "q")
        #expect(try desk.deliver("q") == [])
        // Both have left the ring; they come back in the order in which they settle.
        desk.settle(1, on: b)
        desk.settle(1, on: a)
        #expect(try desk.deliver("q") == ["1: 4 5"])
    }

    @Test(arguments: [(1, 1), (3, 3), (nil, 5)])
    func `B6_6 prefetch is a limit of each consumer`(_ prefetch: Int?, _ count: Int) throws {
        var desk = desk
        _ = try desk.consume("q", on: a, prefetch: prefetch)
        try desk.publish("1", "2", "3", "4", "5", key: "q")
        #expect(try desk.deliver("q").count == count)
    }

    @Test func `B6_6 two consumers of a channel have a limit each`() throws {
        var desk = desk
        _ = try desk.consume("q", on: a, prefetch: 2)
        _ = try desk.consume("q", on: a, prefetch: 2)
        try desk.publish("1", "2", "3", "4", "5", key: "q")
        #expect(try desk.deliver("q") == ["0: 1 1", "1: 2 2", "0: 3 3", "1: 4 4"])
    }

    @Test func `B6_7 a get does not count for prefetch`() throws {
        var desk = desk
        _ = try desk.consume("q", on: a, prefetch: 1)
        try desk.publish("1", "2", key: "q")
        #expect(try desk.get("q", on: a) == "1 1")
        #expect(try desk.deliver("q") == ["0: 2 2"])
    }

    @Test(arguments: [BrokerState.Settlement.acknowledge, .drop])
    func `settling makes room`(_ settlement: BrokerState.Settlement) throws {
        var desk = desk
        _ = try desk.consume("q", on: a, prefetch: 1)
        try desk.publish("1", "2", key: "q")
        #expect(try desk.deliver("q") == ["0: 1 1"])
        desk.settle(1, on: a, settlement)
        #expect(try desk.deliver("q") == ["0: 2 2"])
    }

    @Test func `B7_8 what a lone consumer refuses comes back to it with a new tag`() throws {
        var desk = desk
        _ = try desk.consume("q", on: a, prefetch: 1)
        try desk.publish("1", "2", key: "q")
        _ = try desk.deliver("q")
        for tag in UInt64(1)...3 {
            desk.settle(tag, on: a, .requeue)
            #expect(try desk.deliver("q") == ["0: \(tag + 1) 1 R"])
        }
    }

    @Test func `B6_12 what a cancelled consumer holds stays with its channel`() throws {
        var desk = desk
        let first = try desk.consume("q", on: a)
        try desk.publish("1", "2", key: "q")
        _ = try desk.deliver("q")
        desk.state.cancel(first)
        #expect(try desk.counts("q") == [0, 2, 0])
        #expect(desk.settle(1, on: a) == true)
        _ = try desk.consume("q", on: b)
        desk.settle(2, on: a, .requeue)
        #expect(try desk.deliver("q") == ["1: 1 2 R"])
    }

    @Test func `a cancelled consumer that was full does not come back`() throws {
        var desk = desk
        let first = try desk.consume("q", on: a, prefetch: 1)
        try desk.publish("1", "2", key: "q")
        _ = try desk.deliver("q")
        _ = try desk.deliver("q")
        desk.state.cancel(first)
        desk.settle(1, on: a)
        #expect(try desk.deliver("q") == [])
        #expect(try desk.counts("q") == [1, 0, 0])
    }

    @Test func `B6_10 messages of a closed channel go to the others, in order`() throws {
        var desk = desk
        _ = try desk.consume("q", on: a)
        try desk.publish("1", "2", "3", key: "q")
        _ = try desk.deliver("q")
        _ = try desk.consume("q", on: b)
        #expect(try desk.deliver("q") == [])
        _ = desk.state.close(a, at: 0)
        #expect(try desk.deliver("q") == ["1: 1 1 R", "1: 2 2 R", "1: 3 3 R"])
        #expect(try desk.counts("q") == [0, 3, 1])
    }
}
