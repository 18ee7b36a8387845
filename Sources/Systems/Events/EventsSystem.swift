package import Infrastructure
import JSON

/// Services of events and commands, each scope with its own instances.
package final class EventsSystem: Sendable {
    private let settings: EventsSettings
    private let environment: SystemEnvironment
    private let audits: [EventsAudit]

    package init(settings: EventsSettings, environment: SystemEnvironment) {
        self.settings = settings
        self.environment = environment
        audits = settings.scopes.map { EventsAudit($0, environment.telemetry) }
    }

    /// Starts the instances of all scopes, each as a process of its own.
    package func start() async {
        for (scope, audit) in zip(settings.scopes, audits) {
            for number in 0..<scope.instances {
                await environment.supervisor.run("\(scope.process)[\(number)]") {
                    let observer = audit.observeInstance()
                    // The reader has refused what could not be registered.
                    try? await self.service(scope, observer).start()
                }
            }
        }
    }

    /// What the system promises of every run, and whether this one has kept it.
    package var invariants: [SystemInvariant] { EventsAudit.invariants(of: audits) }

    /// Registers the handlers of a scope, as everybody does who writes a service.
    private func service(
        _ scope: EventScopeSettings,
        _ observer: any EventObserver
    ) throws(EventRegistrationError) -> EventService {
        let service = try EventService(
            queue: scope.queue,
            results: scope.results.map { .queue($0) },
            options: scope.options,
            observer: observer,
            environment
        )
        service.use(EventMetrics(scope: scope.name, environment.telemetry))
        if let timeout = scope.timeout { service.use(EventTimeout(timeout)) }
        for (number, handler) in scope.handlers.enumerated() {
            try Self.register(handler, EventLuck(scope: scope.name, handler: number), in: service)
        }
        return service
    }

    /// What registration would say of a scope; nil when all is well.
    package static func problem(
        of handler: EventHandlerSettings,
        in scope: EventScopeSettings
    ) -> EventRegistrationError? {
        do throws(EventRegistrationError) {
            _ = try EventPath(handler.path, matching: scope.options.matching)
            return handler.result != nil && scope.results == nil
                ? .noResultsDestination(handler.path) : nil
        } catch {
            return error
        }
    }

    private static func register(
        _ handler: EventHandlerSettings,
        _ luck: EventLuck,
        in service: EventService
    ) throws(EventRegistrationError) {
        switch (handler.body, handler.result) {
        case (.text, nil):
            try service.on(handler.path) { (event: Event<Payload>, context) in
                try await luck.work(on: event, context)
            }
        case (.text, let result?):
            try service.on(handler.path) { (event: Event<Payload>, context) -> String in
                try await luck.work(on: event, context)
                return result
            }
        case (.json, nil):
            try service.on(handler.path) { (event: Event<JSONValue>, context) in
                try await luck.work(on: event, context)
            }
        case (.json, let result?):
            try service.on(handler.path) { (event: Event<JSONValue>, context) -> String in
                try await luck.work(on: event, context)
                return result
            }
        }
    }
}

/// The names under which a run has the luck of a handler: how long it works, whether it fails.
package struct EventLuck: Sendable {
    package let work: String
    package let failure: String

    package init(scope: String, handler: Int) {
        work = "\(scope).\(handler).work"
        failure = "\(scope).\(handler).failure"
    }

    /// Works as long as the run says, and fails where it says so.
    func work<Body>(on event: Event<Body>, _ context: EventContext) async throws {
        let time = context.chance.duration(work, attempt: event.attempt)
        if time > .zero { try await context.clock.sleep(for: time) }
        if context.chance.happens(failure, attempt: event.attempt) { throw EventFailure() }
    }
}

/// A handler of a scenario fails by chance.
struct EventFailure: Error {}
