import Infrastructure
import Testing

@testable import InMemoryInfrastructure

struct RoutingTests {
    private var desk = BrokerDesk(queues: ["q", "r", "s"])

    init() throws {
        for kind in ExchangeKind.allCases {
            try desk.state.declareExchange(kind.rawValue, kind)
        }
    }

    private mutating func bind(_ bindings: [(QueueName, String)], to exchange: ExchangeName) throws
    {
        for (queue, key) in bindings { try desk.state.bind(queue, to: exchange, key: key) }
    }

    @Test(arguments: [("q", ["q"]), ("r", ["r"]), ("Q", []), ("", []), ("#", [])])
    func `B1_1 the default exchange routes to the queue of that name`(
        _ key: String,
        _ queues: [QueueName]
    ) throws {
        var desk = desk
        #expect(try desk.publish("m", to: "", key: key) == queues)
    }

    @Test(arguments: [("k", ["q", "r"]), ("l", ["s"]), ("K", []), ("#", []), ("", [])])
    func `B1_8 direct: the binding key equals the routing key`(
        _ key: String,
        _ queues: [QueueName]
    ) throws {
        var suite = self
        try suite.bind([("q", "k"), ("r", "k"), ("s", "l"), ("s", "*")], to: "direct")
        #expect(try suite.desk.publish("m", to: "direct", key: key) == queues)
    }

    @Test(arguments: ["", "k", "a.b.c"])
    func `B1_8 fanout: the key does not matter`(_ key: String) throws {
        var suite = self
        try suite.bind([("r", "x"), ("q", "")], to: "fanout")
        #expect(try suite.desk.publish("m", to: "fanout", key: key) == ["r", "q"])
    }

    @Test(arguments: [("a.b", ["q", "r"]), ("a", ["r"]), ("b", []), ("", [])])
    func `B1_9 topic: words and their wildcards`(_ key: String, _ queues: [QueueName]) throws {
        var suite = self
        try suite.bind([("q", "*.b"), ("r", "a.#"), ("s", "a.*.*")], to: "topic")
        #expect(try suite.desk.publish("m", to: "topic", key: key) == queues)
    }

    @Test(arguments: ["direct", "fanout", "topic"])
    func `B1_11 a queue gets one copy however many bindings match`(_ exchange: String) throws {
        var suite = self
        let bindings = [("q", "a.b"), ("q", "a.b"), ("q", "#"), ("q", "a.*"), ("r", "a.b")]
        try suite.bind(bindings, to: exchange)
        #expect(try suite.desk.publish("m", to: exchange, key: "a.b") == ["q", "r"])
        #expect(try suite.desk.counts("q") == [1, 0, 0])
    }

    @Test func `B1_15 a message that nobody gets is dropped`() throws {
        var desk = desk
        #expect(try desk.publish("m", to: "topic", key: "a") == [])
        #expect(try desk.publish("m", to: "amq.fanout", key: "a") == [])
    }

    @Test(arguments: [("amq.direct", "k"), ("amq.fanout", "x"), ("amq.topic", "*")])
    func `the standard exchanges are there`(_ exchange: String, _ binding: String) throws {
        var suite = self
        try suite.bind([("q", binding)], to: exchange)
        #expect(try suite.desk.publish("m", to: exchange, key: "k") == ["q"])
    }

    @Test func `B1_1 the default exchange takes neither declarations nor bindings`() {
        var desk = desk
        let error = BrokerError(
            code: 403,
            text: "ACCESS_REFUSED - operation not permitted on the default exchange"
        )
        #expect(throws: error) { try desk.state.declareExchange("", .direct) }
        #expect(throws: error) { try desk.state.bind("q", to: "", key: "k") }
    }

    @Test func `B1_4 an exchange cannot be declared again as another kind`() throws {
        var desk = desk
        try desk.state.declareExchange("direct", .direct)
        let error = BrokerError(
            code: 406,
            text: "PRECONDITION_FAILED - inequivalent arg 'type' for exchange 'direct' in vhost "
                + "'/': received 'fanout' but current is 'direct'"
        )
        #expect(throws: error) { try desk.state.declareExchange("direct", .fanout) }
    }

    @Test func `B1_5 publishing to a missing exchange is an error`() {
        var desk = desk
        let error = BrokerError(code: 404, text: "NOT_FOUND - no exchange 'x' in vhost '/'")
        #expect(throws: error) { try desk.publish("m", to: "x", key: "q") }
    }

    @Test func `B1_6 binding what is missing is an error`() {
        var desk = desk
        let noQueue = BrokerError(code: 404, text: "NOT_FOUND - no queue 'x' in vhost '/'")
        #expect(throws: noQueue) { try desk.state.bind("x", to: "direct", key: "k") }
        let noExchange = BrokerError(code: 404, text: "NOT_FOUND - no exchange 'x' in vhost '/'")
        #expect(throws: noExchange) { try desk.state.bind("q", to: "x", key: "k") }
    }

    @Test func `B2_1 a queue cannot be declared again with another durability`() throws {
        var desk = desk
        let queue = try desk.state.declareQueue("d", QueueOptions(isDurable: true))
        #expect(try desk.state.declareQueue("d", QueueOptions(isDurable: true)) == queue)
        let error = BrokerError(
            code: 406,
            text: "PRECONDITION_FAILED - inequivalent arg 'durable' for queue 'd' in vhost '/': "
                + "received 'false' but current is 'true'"
        )
        #expect(throws: error) { try desk.state.declareQueue("d", QueueOptions()) }
    }
}
