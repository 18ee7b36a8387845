import Infrastructure

/// A handler with its path: `On("train_model.{model_id}") { event, context in … }`.
///
/// What a handler returns is published to the results of its service; a handler that returns
/// nothing, or nil, publishes nothing.
package struct On: Sendable {
    let path: String
    let returnsResult: Bool
    let respond: EventResponder

    package init<Body: EventBody, Result: EventResult>(
        _ path: String,
        _ handler: @escaping @Sendable (Event<Body>, EventContext) async throws -> Result
    ) {
        self.path = path
        returnsResult = true
        respond = { event, context in
            let body = try Body(eventBody: event.body)
            return try await handler(event.with(body), context).resultPayload
        }
    }

    package init<Body: EventBody>(
        _ path: String,
        _ handler: @escaping @Sendable (Event<Body>, EventContext) async throws -> Void
    ) {
        self.path = path
        returnsResult = false
        respond = { event, context in
            let body = try Body(eventBody: event.body)
            try await handler(event.with(body), context)
            return nil
        }
    }
}

/// Collects the handlers of a group.
@resultBuilder
package enum EventRouteBuilder {
    package static func buildExpression(_ route: On) -> [On] { [route] }
    package static func buildBlock(_ routes: [On]...) -> [On] { routes.flatMap { $0 } }
    package static func buildOptional(_ routes: [On]?) -> [On] { routes ?? [] }
    package static func buildEither(first routes: [On]) -> [On] { routes }
    package static func buildEither(second routes: [On]) -> [On] { routes }
    package static func buildArray(_ routes: [[On]]) -> [On] { routes.flatMap { $0 } }
}

/// A registered handler.
final class EventListener: Sendable {
    let path: EventPath
    let respond: EventResponder

    /// Its place in the order of registration, from 0.
    let number: Int

    init(path: EventPath, number: Int, respond: @escaping EventResponder) {
        self.path = path
        self.number = number
        self.respond = respond
    }
}
