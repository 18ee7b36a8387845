import Infrastructure
import JSON
import Systems
import Testing

/// The rules of the source, one by one.
struct EventServiceTests {
    /// The example of the source.
    private static func example() -> EventsBox {
        let box = EventsBox()
        box.run { service, box in
            try service.on("train_model.{model_id}") { (event: Event<String>, _) -> String in
                box.note("first \(event.path.model_id ?? "none"): \(event.body)")
                return "Yep! =)"
            }
            try service.on("train_model.{model_id}") { (event: Event<String>, _) in
                box.note("second \(event.path.model_id ?? "none")")
            }
            try service.on("another_method.{one}.{more}") { (event: Event<String>, _) in
                box.note("\(event.path.one ?? "") and \(event.path.more ?? ""): \(event.body)")
            }
        }
        return box
    }

    @Test func `send.py with an argument: two callbacks in their order, and one result`() {
        let box = Self.example()
        box.publish(["route": "train_model", "model_id": 17], .text("text"))
        box.drain("results", at: 2)
        #expect(
            box.journal() == ["1s first 17: text", "1s second 17", "2s results: Yep! =)"]
        )
        #expect(box.tasks == "1 submitted, 1 accepted, 1 completed")
    }

    @Test func `send.py without an argument: one callback, and no result`() {
        let box = Self.example()
        box.publish(
            ["route": "another_method", "one": "any string", "more": "another string"],
            .text("Without content")
        )
        box.drain("results", at: 2)
        #expect(
            box.journal() == [
                "1s any string and another string: Without content", "2s results: empty",
            ]
        )
    }

    @Test func `an unknown route and a message without one are acknowledged and ignored`() {
        let box = Self.example()
        box.publish(["route": "train"])
        box.publish(["route": 17])
        box.publish(["model_id": 17])
        box.publish([:])
        box.drain("hello", at: 2)
        #expect(box.journal() == ["2s hello: empty"])
        #expect(box.tasks == "")
    }

    @Test func `a message that lacks a parameter is refused, and lost`() {
        let box = Self.example()
        box.publish(["route": "another_method", "one": "only"])
        box.drain("hello", at: 2)
        #expect(box.journal() == ["2s hello: empty"])
        #expect(box.tasks == "1 submitted, 1 accepted, 1 lost")
    }

    @Test func `headers that no parameter names are dropped`() {
        let box = EventsBox()
        box.run { service, box in
            try service.on("a.{b}") { (event: Event<String>, _) in
                box.note("\(event.path["b"] ?? "nil") \(event.path["c"] ?? "nil")")
            }
        }
        box.publish(["route": "a", "b": 1, "c": 2])
        #expect(box.journal() == ["1s 1 nil"])
    }

    @Test func `the first words of later parameters are no literals`() {
        let box = EventsBox()
        box.run { service, box in
            try service.on("one.more.{method}") { (event: Event<String>, _) in
                box.note("\(event.path.more ?? "") \(event.path.method ?? "")")
            }
        }
        box.publish(["route": "one", "more": "x", "method": "y"])
        box.publish(["route": "one.more.y"])
        #expect(box.journal() == ["1s x y"])
    }

    @Test func `the body is an argument, too`() {
        let box = EventsBox()
        box.run { service, box in
            try service.on("a.{body}") { (event: Event<String>, _) in
                box.note(event.path.body ?? "none")
            }
        }
        box.publish(["route": "a"], .text("text"))
        #expect(box.journal() == ["1s text"])
    }

    @Test func `a failure skips the handlers that follow, and loses the message`() {
        let box = EventsBox()
        box.run { service, box in
            try service.on("a") { (_: Event<String>, _) -> String in "before" }
            try service.on("a") { (_: Event<String>, _) in
                box.note("fails")
                throw EventError.timedOut(path: "a")
            }
            try service.on("a") { (_: Event<String>, _) in box.note("never") }
        }
        box.publish(["route": "a"])
        box.drain("hello", at: 2)
        box.drain("results", at: 3)
        #expect(box.journal() == ["1s fails", "2s hello: empty", "3s results: before"])
        #expect(box.tasks == "1 submitted, 1 accepted, 1 lost")
    }

    @Test func `with two handlers that answer, each answer is published`() {
        let box = EventsBox()
        box.run { service, box in
            try service.on("a") { (_: Event<String>, _) -> String in "one" }
            try service.on("a") { (_: Event<String>, _) -> JSONValue in ["n": 2] }
            try service.on("a") { (_: Event<String>, _) -> String? in nil }
        }
        box.publish(["route": "a"], correlationID: "c1")
        box.drain("results", at: 2)
        #expect(box.journal() == ["2s results: one for c1, {\"n\":2} for c1"])
    }

    @Test func `a result is published before the message is acknowledged`() {
        let box = EventsBox()
        box.run { service, box in
            try service.on("a") { (_: Event<String>, _) -> String in "first" }
            try service.on("a") { (_: Event<String>, context) in
                try await context.clock.sleep(for: .seconds(5))
            }
        }
        box.publish(["route": "a"])
        box.drain("results", at: 2)
        box.crash(at: 3)
        box.drain("hello", at: 4)
        #expect(
            box.journal() == [
                "2s results: first", "4s hello: {\"route\":\"a\"} body",
            ]
        )
    }

    @Test func `an instance holds a hundred messages and works on all of them`() {
        let box = EventsBox()
        box.run { service, box in
            try service.on("a.{n}") { (event: Event<String>, context) in
                try await context.clock.sleep(for: .seconds(10))
                box.note("")
            }
        }
        for number in 0..<101 { box.publish(["route": "a", "n": .integer(Int64(number))]) }
        box.perform(at: 2) { box in
            let channel = try await box.environment.broker.openChannel("test")
            let status = try await channel.checkQueue("hello")
            box.note("\(status.messages) ready")
        }
        let journal = box.journal()
        #expect(journal.first == "2s 1 ready")
        #expect(journal.count { $0 == "11s " } == 100)
        #expect(journal.last == "21s ")
    }

    @Test func `an instance with fewer slots keeps the rest in its hand`() {
        let box = EventsBox()
        var options = EventServiceOptions()
        options.prefetch = 4
        options.concurrency = 2
        box.run(options: options) { service, box in
            try service.on("a.{n}") { (event: Event<String>, context) in
                try await context.clock.sleep(for: .seconds(10))
                box.note(event.path.n ?? "")
            }
        }
        for number in 0..<5 { box.publish(["route": "a", "n": .integer(Int64(number))]) }
        box.perform(at: 2) { box in
            let channel = try await box.environment.broker.openChannel("test")
            box.note("\(try await channel.checkQueue("hello").messages) ready")
        }
        #expect(
            box.journal() == ["2s 1 ready", "11s 0", "11s 1", "21s 2", "21s 3", "31s 4"]
        )
    }

    @Test func `the queues are neither durable nor automatically deleted`() {
        let box = Self.example()
        box.perform(at: 1) { box in
            for queue in ["hello", "results"] {
                let channel = try await box.environment.broker.openChannel("test")
                try await channel.declareQueue(queue, QueueOptions())
                box.note("\(queue) agrees")
            }
        }
        #expect(box.journal() == ["1s hello agrees", "1s results agrees"])
    }

    @Test func `instances of a scope compete, and scopes do not`() {
        let box = EventsBox()
        for number in 0..<2 {
            box.run("hello[\(number)]") { service, box in
                try service.on("a.{n}") { (event: Event<String>, _) in
                    box.note("hello[\(number)] \(event.path.n ?? "")")
                }
            }
        }
        box.run("other", queue: "other") { service, box in
            try service.on("a.{n}") { (event: Event<String>, _) in box.note("other") }
        }
        for number in 0..<4 { box.publish(["route": "a", "n": .integer(Int64(number))]) }
        #expect(
            box.journal() == [
                "1s hello[0] 0", "1s hello[1] 1", "1s hello[0] 2", "1s hello[1] 3",
            ]
        )
    }
}
