import Infrastructure
import JSON
import Systems
import Testing

struct EventRegistrationTests {
    private static func message(
        results: EventDestination? = nil,
        queue: QueueName = "hello",
        _ configure: (inout EventServiceOptions) -> Void = { _ in },
        registering register: (EventService) async throws -> Void = { _ in }
    ) async -> String {
        var options = EventServiceOptions()
        configure(&options)
        do {
            let service = try EventService(
                queue: queue,
                results: results,
                options: options,
                EventsBox().environment
            )
            try await register(service)
            return "all is well"
        } catch {
            return "\(error)"
        }
    }

    @Test func `a service without handlers does not start`() async {
        #expect(
            await Self.message(registering: { try await $0.start() })
                == "Has no listeners: nothing is registered for \"hello\"; register a handler with "
                + "on(_:_:) before start()"
        )
    }

    @Test func `a handler that returns something needs a place for it`() async {
        #expect(
            await Self.message(registering: { service in
                try service.on("a.{b}") { (event: Event<String>, _) in event.body }
            })
                == "\"a.{b}\" returns a result, and the service has nowhere to send it; give the "
                + "service its results, or return nothing"
        )
        #expect(
            await Self.message(registering: { service in
                try service.on("a.{b}") { (_: Event<String>, _) in }
            }) == "all is well"
        )
    }

    @Test func `what is registered after the start is refused`() {
        let box = EventsBox()
        box.perform(at: 0) { box in
            let service = try EventService(queue: "hello", box.environment)
            try service.on("a") { (_: Event<String>, _) in }
            try await service.start()
            try service.on("b") { (_: Event<String>, _) in }
        }
        #expect(
            box.journal() == [
                "0s \"b\" comes too late: the service has started; register all handlers before "
                    + "start()"
            ]
        )
    }

    @Test func `a service needs a queue of its own, and numbers above zero`() async {
        #expect(await Self.message(queue: "").hasPrefix("a service needs the name of a queue"))
        #expect(
            await Self.message(results: .queue("hello"))
                == "hello is also the queue of the results; give each its own queue"
        )
        #expect(
            await Self.message({ $0.deadLetterQueue = "hello" })
                == "hello is also the queue of dead letters; give each its own queue"
        )
        #expect(await Self.message({ $0.prefetch = 0 }).hasPrefix("prefetch has to be 1 or more"))
        #expect(await Self.message({ $0.concurrency = 0 }).hasPrefix("concurrency has to be"))
        #expect(
            await Self.message({ $0.retry = EventRetry(attempts: 0, delay: .seconds(1)) })
                .hasPrefix("retry.attempts has to be")
        )
    }

    @Test func `a group registers its paths under a prefix, in order`() {
        let box = EventsBox()
        box.run(results: nil) { service, box in
            try service.group("equipment") {
                On("{id}.activate") { (event: Event<String>, _) in
                    box.note("\(event.path.path) \(event.path.id ?? "none")")
                }
                On("{id}") { (event: Event<String>, _) in box.note("\(event.path.path)") }
            }
        }
        box.publish(["route": "equipment", "id": 5, "activate": "now"])
        #expect(box.journal() == ["1s equipment.{id}.activate 5", "1s equipment.{id}"])
    }
}
