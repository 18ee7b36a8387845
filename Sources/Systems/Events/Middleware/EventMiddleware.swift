package import Infrastructure

/// Work around handlers: before, after, or instead of them.
///
/// The middleware that was used first is outermost: it sees an event first and its result last.
/// That of a group lies within that of the service. It runs for each handler of a message, before
/// the body is read.
package protocol EventMiddleware: Sendable {
    func handle(
        _ event: Event<Payload>,
        _ context: EventContext,
        next: EventResponder
    ) async throws -> Payload?

    /// The middleware for the handlers of one path, asked for once, when they are registered.
    func bound(to path: EventPath) -> any EventMiddleware
}

extension EventMiddleware {
    package func bound(to path: EventPath) -> any EventMiddleware { self }
}

/// Puts middleware around a handler.
enum EventChain {
    static func respond(
        _ handler: @escaping EventResponder,
        through middleware: [any EventMiddleware],
        of path: EventPath
    ) -> EventResponder {
        var next = handler
        for layer in middleware.reversed() { next = wrap(next, in: layer.bound(to: path)) }
        return next
    }

    private static func wrap(
        _ next: @escaping EventResponder,
        in layer: any EventMiddleware
    ) -> EventResponder {
        { event, context in try await layer.handle(event, context, next: next) }
    }
}
