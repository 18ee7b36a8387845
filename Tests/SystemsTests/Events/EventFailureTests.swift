import Infrastructure
import JSON
import Systems
import Testing

/// Failures with dead letters and retries, and what a crash does.
struct EventFailureTests {
    private struct Trouble: Error {}

    private static func options(
        retries: Int? = nil,
        delay: Duration = .seconds(5),
        deadLetters: QueueName? = nil
    ) -> EventServiceOptions {
        var options = EventServiceOptions()
        options.retry = retries.map { EventRetry(attempts: $0, delay: delay) }
        options.deadLetterQueue = deadLetters
        return options
    }

    @Test func `a failed message is kept where the service has a queue for that`() {
        let box = EventsBox()
        box.run(options: Self.options(deadLetters: "dead")) { service, box in
            try service.on("a") { (_: Event<String>, _) in throw Trouble() }
        }
        box.publish(["route": "a"], correlationID: "c1")
        box.drain("dead", at: 2)
        #expect(
            box.journal() == [
                "2s dead: {\"route\":\"a\",\"x-first-death-reason\":\"rejected\"} body for c1"
            ]
        )
        #expect(box.tasks == "1 submitted, 1 accepted, 1 dead-lettered")
    }

    @Test func `an unknown route is kept, too, where it is refused`() {
        let box = EventsBox()
        var options = Self.options(deadLetters: "dead")
        options.unknownRoute = .reject
        box.run(options: options) { service, box in
            try service.on("a") { (_: Event<String>, _) in box.note("a") }
        }
        box.publish(["route": "b"])
        box.drain("dead", at: 2)
        #expect(
            box.journal() == [
                "2s dead: {\"route\":\"b\",\"x-first-death-reason\":\"rejected\"} body"
            ]
        )
        #expect(box.tasks == "")
    }

    @Test func `a message that fails comes back after the delay, with its count, so many times`() {
        let box = EventsBox()
        box.run(options: Self.options(retries: 2, deadLetters: "dead")) { service, box in
            try service.on("a") { (event: Event<String>, _) in
                box.note("attempt \(event.attempt) of \(event.body)")
                throw Trouble()
            }
        }
        box.publish(["route": "a"])
        box.drain("dead", at: 20)
        #expect(
            box.journal() == [
                "1s attempt 0 of body", "6s attempt 1 of body", "11s attempt 2 of body",
                "20s dead: {\"route\":\"a\",\"x-retry-count\":2,"
                    + "\"x-first-death-reason\":\"expired\"} body",
            ]
        )
        #expect(box.tasks == "1 submitted, 1 accepted, 1 dead-lettered")
    }

    @Test func `a message that succeeds later is completed, and no duplicate`() {
        let box = EventsBox()
        box.run(options: Self.options(retries: 3, delay: .milliseconds(1500))) { service, box in
            try service.on("a") { (event: Event<String>, _) -> String in
                guard event.attempt == 2 else { throw Trouble() }
                return "at last"
            }
        }
        box.publish(["route": "a"], correlationID: "c1")
        box.drain("results", at: 3.5)
        box.drain("results", at: 4.25)
        #expect(
            box.journal() == ["3.5s results: empty", "4.25s results: at last for c1"]
        )
        #expect(box.tasks == "1 submitted, 1 accepted, 1 completed")
    }

    @Test func `without a queue for dead letters, the last failure loses the message`() {
        let box = EventsBox()
        box.run(options: Self.options(retries: 1)) { service, _ in
            try service.on("a") { (_: Event<String>, _) in throw Trouble() }
        }
        box.publish(["route": "a"])
        _ = box.journal()
        #expect(box.tasks == "1 submitted, 1 accepted, 1 lost")
    }

    // MARK: - Crashes

    @Test func `what a crashed instance had in hand goes to another one, or to itself later`() {
        let box = EventsBox()
        for number in 0..<2 {
            box.run("hello[\(number)]") { service, box in
                try service.on("a.{n}") { (event: Event<String>, context) -> String in
                    let again = event.isRedelivered ? " again" : ""
                    box.note("hello[\(number)] begins \(event.path.n ?? "")\(again)")
                    try await context.clock.sleep(for: .seconds(10))
                    box.note("hello[\(number)] ends \(event.path.n ?? "")")
                    return event.path.n ?? ""
                }
            }
        }
        box.publish(["route": "a", "n": 1])
        box.publish(["route": "a", "n": 2])
        box.crash("hello[0]", at: 5)
        box.crash("hello[1]", at: 6)
        box.restart("hello[0]", at: 8)
        box.drain("results", at: 30)
        #expect(
            box.journal() == [
                "1s hello[0] begins 1", "1s hello[1] begins 2", "5s hello[1] begins 1 again",
                "8s hello[0] begins 1 again", "8s hello[0] begins 2 again",
                "18s hello[0] ends 1", "18s hello[0] ends 2", "30s results: 1, 2",
            ]
        )
        #expect(box.tasks == "2 submitted, 2 accepted, 2 completed, 2 duplicated")
    }

    @Test func `a crash between a result and the acknowledgement publishes it again`() {
        let box = EventsBox()
        box.run { service, box in
            try service.on("a") { (_: Event<String>, _) -> String in "result" }
            try service.on("a") { (_: Event<String>, context) in
                try await context.clock.sleep(for: .seconds(5))
            }
        }
        box.publish(["route": "a"])
        box.crash(at: 3)
        box.restart(at: 4)
        box.drain("results", at: 20)
        #expect(box.journal() == ["20s results: result, result"])
        #expect(box.tasks == "1 submitted, 1 accepted, 1 completed, 1 duplicated")
    }

    // MARK: - The life of a service

    @Test func `a graceful end finishes what is at work, and gives the rest back`() {
        let box = EventsBox()
        box.perform(at: 0) { box in
            var options = EventServiceOptions()
            options.prefetch = 3
            options.concurrency = 1
            let service = try EventService(queue: "hello", options: options, box.environment)
            try service.on("a.{n}") { (event: Event<String>, context) in
                try await context.clock.sleep(for: .seconds(10))
                box.note("done with \(event.path.n ?? "")")
            }
            try await service.start()
            try await box.environment.clock.sleep(for: .seconds(5))
            await service.stop()
            box.note("stopped")
        }
        for number in 1...4 { box.publish(["route": "a", "n": .integer(Int64(number))]) }
        box.drain("hello", at: 30)
        #expect(
            box.journal() == [
                "5s stopped", "11s done with 1",
                "30s hello: {\"route\":\"a\",\"n\":2} body, {\"route\":\"a\",\"n\":3} body, "
                    + "{\"route\":\"a\",\"n\":4} body",
            ]
        )
    }

    @Test func `a service whose queue is deleted declares it anew after a second`() {
        let box = EventsBox()
        box.run { service, box in
            try service.on("a") { (event: Event<String>, _) in box.note(event.body) }
        }
        box.perform(at: 1) { box in
            let channel = try await box.environment.broker.openChannel("test")
            try await channel.deleteQueue("hello", ifUnused: false, ifEmpty: false)
        }
        box.publish(["route": "a"], .text("too early"), at: 1.5)
        box.publish(["route": "a"], .text("in time"), at: 2)
        box.publish(["route": "a"], .text("later"), at: 3)
        let journal = box.journal()
        #expect(journal.last == "3s later")
        #expect(!journal.contains("1.5s too early"))
    }

    @Test func `a queue that is declared otherwise is tried again every second`() {
        let box = EventsBox()
        box.perform(at: 0) { box in
            let channel = try await box.environment.broker.openChannel("test")
            try await channel.declareQueue("hello", QueueOptions(isDurable: true))
            box.run { service, box in
                try service.on("a") { (event: Event<String>, _) in box.note(event.body) }
            }
            try await box.environment.clock.sleep(for: .milliseconds(2500))
            try await channel.deleteQueue("hello", ifUnused: false, ifEmpty: false)
        }
        box.publish(["route": "a"], .text("before"), at: 2.75)
        box.publish(["route": "a"], .text("after"), at: 3.25)
        #expect(box.journal() == ["3.25s after"])
    }

    @Test func `a result that the broker refuses is published again every second`() {
        let box = EventsBox()
        box.run(results: .topic("answers", key: "a.b")) { service, box in
            try service.on("a") { (_: Event<String>, _) -> String in "result" }
        }
        box.publish(["route": "a"])
        box.perform(at: 3.25) { box in
            let channel = try await box.environment.broker.openChannel("test")
            try await channel.declareExchange("answers", .topic)
            try await channel.declareQueue("all", QueueOptions())
            try await channel.bind("all", to: "answers", bindingKey: "a.#")
        }
        box.drain("all", at: 3.5)
        box.drain("all", at: 4.25)
        #expect(box.journal() == ["3.5s all: empty", "4.25s all: result"])
        #expect(box.tasks == "1 submitted, 1 accepted, 1 completed")
    }
}
