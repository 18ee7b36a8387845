import Infrastructure
import JSON
import Systems
import Testing

struct EventMiddlewareTests {
    /// Notes when it is entered and left.
    private struct Noting: EventMiddleware {
        let name: String
        let box: EventsBox

        func handle(
            _ event: Event<Payload>,
            _ context: EventContext,
            next: EventResponder
        ) async throws -> Payload? {
            box.note("into \(name)")
            let answer = try await next(event, context)
            box.note("out of \(name) with \(answer?.text ?? "nothing")")
            return answer
        }
    }

    /// Answers by itself.
    private struct Refusing: EventMiddleware {
        func handle(
            _ event: Event<Payload>,
            _ context: EventContext,
            next: EventResponder
        ) async throws -> Payload? {
            .text("not for \(event.path.id ?? "")")
        }
    }

    @Test func `the first middleware is outermost, and a group's lies within the service's`() {
        let box = EventsBox()
        box.run { service, box in
            try service.on("a") { (_: Event<String>, _) in box.note("without") }
            service.use(Noting(name: "first", box: box), Noting(name: "second", box: box))
            try service.group(use: Noting(name: "group", box: box)) {
                On("a") { (_: Event<String>, _) -> String in
                    box.note("within")
                    return "answer"
                }
            }
        }
        box.publish(["route": "a"])
        #expect(
            box.journal() == [
                "1s without", "1s into first", "1s into second", "1s into group", "1s within",
                "1s out of group with answer", "1s out of second with answer",
                "1s out of first with answer",
            ]
        )
    }

    @Test func `middleware may answer in a handler's place`() {
        let box = EventsBox()
        box.run { service, box in
            service.use(Refusing())
            try service.on("a.{id}") { (_: Event<JSONValue>, _) -> String in
                box.note("never")
                return "never"
            }
        }
        box.publish(["route": "a", "id": 5], .text("no JSON"))
        box.drain("results", at: 2)
        #expect(box.journal() == ["2s results: not for 5"])
    }

    @Test(arguments: [(9, "done"), (10, "a: not done in time"), (11, "a: not done in time")])
    func `a handler has so much time, by the clock of the run`(seconds: Int, end: String) {
        let box = EventsBox()
        let log = EventLog()
        box.run { service, box in
            service.use(log, EventTimeout(.seconds(10)))
            try service.on("a") { (_: Event<String>, context) in
                try await context.clock.sleep(for: .seconds(seconds))
            }
        }
        box.publish(["route": "a"])
        _ = box.journal()
        #expect(log.entries.map { $0.error ?? "done" } == [end])
        #expect(log.entries.map(\.duration) == [.seconds(min(seconds, 10))])
        #expect(log.entries.map(\.at.nanoseconds) == [Int64(min(seconds, 10) + 1) * 1_000_000_000])
    }

    @Test func `the log remembers the last calls, the oldest first`() {
        let box = EventsBox()
        let log = EventLog(length: 3)
        box.run { service, _ in
            service.use(log)
            try service.on("a.{n}") { (event: Event<String>, _) in
                _ = try event.path.require("n", as: Int.self)
            }
        }
        for number in 1...4 {
            box.publish(["route": "a", "n": .integer(Int64(number))], at: Double(number))
        }
        box.publish(["route": "a", "n": "x"], at: 5)
        _ = box.journal()
        #expect(
            log.entries.map(\.description) == [
                "2025-01-01T00:00:03Z a.{n} done after 0.0 seconds",
                "2025-01-01T00:00:04Z a.{n} done after 0.0 seconds",
                "2025-01-01T00:00:05Z a.{n} a.{n}: n is \"x\", expected a whole number "
                    + "after 0.0 seconds",
            ]
        )
    }

    @Test func `the metrics count calls and failures by path`() {
        let box = EventsBox()
        box.run { service, box in
            service.use(EventMetrics(scope: "hello", box.environment.telemetry))
            try service.on("a.{n}") { (event: Event<String>, context) in
                try await context.clock.sleep(for: .seconds(2))
                _ = try event.path.require("n", as: Int.self)
            }
        }
        box.publish(["route": "a", "n": 1])
        box.publish(["route": "a", "n": "x"])
        _ = box.journal()
        #expect(
            box.meters.lines == [
                "events_callback_time{scope=hello,path=a.n} 2s,2s",
                "events_callbacks_failed{scope=hello,path=a.n} 1",
                "events_callbacks{scope=hello,path=a.n} 2",
            ]
        )
    }
}
