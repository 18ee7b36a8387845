package import Infrastructure

/// Ends handlers that take too long, which then have failed; by the service's own clock.
///
/// A handler is ended where it waits; one that only computes goes on.
package struct EventTimeout: EventMiddleware {
    private let limit: Duration

    package init(_ limit: Duration) {
        self.limit = limit
    }

    package func handle(
        _ event: Event<Payload>,
        _ context: EventContext,
        next: EventResponder
    ) async throws -> Payload? {
        do {
            return try await context.clock.withTimeout(limit) { try await next(event, context) }
        } catch is TimedOut {
            throw EventError.timedOut(path: event.path.path.description)
        }
    }
}
