package import Infrastructure

/// Counts handlers' calls and measures how long they take, by scope and path.
package struct EventMetrics: EventMiddleware {
    private let telemetry: any Telemetry
    private let scope: String

    package init(scope: String, _ telemetry: any Telemetry) {
        self.scope = scope
        self.telemetry = telemetry
    }

    package func bound(to path: EventPath) -> any EventMiddleware {
        BoundEventMetrics(scope: scope, path: path.label, telemetry)
    }

    package func handle(
        _ event: Event<Payload>,
        _ context: EventContext,
        next: EventResponder
    ) async throws -> Payload? {
        try await bound(to: event.path.path).handle(event, context, next: next)
    }
}

/// The instruments of one path.
private struct BoundEventMetrics: EventMiddleware {
    private let calls: any EventCounter
    private let failures: any EventCounter
    private let times: any DurationTrend

    init(scope: String, path: String, _ telemetry: any Telemetry) {
        let tags = [(name: "scope", value: scope), (name: "path", value: path)]
        calls = telemetry.counter("events_callbacks", tags: tags)
        failures = telemetry.counter("events_callbacks_failed", tags: tags)
        times = telemetry.trend("events_callback_time", tags: tags)
    }

    func handle(
        _ event: Event<Payload>,
        _ context: EventContext,
        next: EventResponder
    ) async throws -> Payload? {
        let start = context.clock.now
        calls.add()
        do {
            let answer = try await next(event, context)
            times.record(start.duration(to: context.clock.now))
            return answer
        } catch {
            failures.add()
            times.record(start.duration(to: context.clock.now))
            throw error
        }
    }
}
