package import Infrastructure
import Synchronization

/// A service of events and commands, which reads like a web framework: a queue is its scope,
/// handlers are registered for paths, and what they return is published.
///
/// ```swift
/// let service = try EventService(queue: "hello", results: .queue("results"), environment)
/// try service.on("train_model.{model_id}") { (event: Event<TrainModel>, context) in
///     let model = try event.path.require("model_id", as: Int.self)
///     return "training \(model) for \(event.body.epochs) epochs"
/// }
/// try await service.start()
/// ```
///
/// Several handlers of one route run one after another in the order of their registration. Any
/// number of instances share a queue: each is an object of its own.
package final class EventService: Sendable {
    /// What is registered, until the service starts; and what runs from then on.
    private struct State {
        var listeners: [EventListener] = []
        var middleware: [any EventMiddleware] = []
        var consumer: EventConsumer?
    }

    package let queue: QueueName
    package let results: EventDestination?
    package let options: EventServiceOptions
    private let environment: SystemEnvironment
    private let observer: any EventObserver
    private let state = Mutex(State())

    /// Takes the queue whose messages are the service's scope.
    package init(
        queue: QueueName,
        results: EventDestination? = nil,
        options: EventServiceOptions = EventServiceOptions(),
        observer: (any EventObserver)? = nil,
        _ environment: SystemEnvironment
    ) throws(EventRegistrationError) {
        guard !queue.isEmpty else { throw .emptyQueue }
        guard options.prefetch >= 1 else { throw .notPositive("prefetch") }
        guard options.concurrency ?? 1 >= 1 else { throw .notPositive("concurrency") }
        if let retry = options.retry, retry.attempts < 1 { throw .notPositive("retry.attempts") }
        if results == .queue(queue) { throw .sameQueue(queue, "the results") }
        if options.deadLetterQueue == queue { throw .sameQueue(queue, "dead letters") }
        self.queue = queue
        self.results = results
        self.options = options
        self.environment = environment
        self.observer = observer ?? NoEventObserver()
    }

    // MARK: - Registration

    /// Registers a handler whose result is published.
    package func on<Body: EventBody, Result: EventResult>(
        _ path: String,
        _ handler: @escaping @Sendable (Event<Body>, EventContext) async throws -> Result
    ) throws(EventRegistrationError) {
        try register(On(path, handler))
    }

    /// Registers a handler that publishes nothing.
    package func on<Body: EventBody>(
        _ path: String,
        _ handler: @escaping @Sendable (Event<Body>, EventContext) async throws -> Void
    ) throws(EventRegistrationError) {
        try register(On(path, handler))
    }

    /// Puts middleware around all handlers that are registered after it; the first is outermost.
    package func use(_ middleware: any EventMiddleware...) {
        state.withLock { $0.middleware += middleware }
    }

    /// Registers handlers whose paths begin alike, with middleware of their own within that of the
    /// service.
    package func group(
        _ prefix: String = "",
        use middleware: any EventMiddleware...,
        @EventRouteBuilder routes: () -> [On]
    ) throws(EventRegistrationError) {
        for route in routes() { try register(route, under: prefix, middleware) }
    }

    private func register(
        _ route: On,
        under prefix: String = "",
        _ middleware: [any EventMiddleware] = []
    ) throws(EventRegistrationError) {
        let text = prefix.isEmpty ? route.path : prefix + "." + route.path
        let path = try EventPath(text, matching: options.matching)
        guard !route.returnsResult || results != nil else { throw .noResultsDestination(text) }
        let isTooLate = state.withLock { state in
            if state.consumer != nil { return true }
            let listener = EventListener(
                path: path,
                number: state.listeners.count,
                respond: EventChain.respond(
                    route.respond,
                    through: state.middleware + middleware,
                    of: path
                )
            )
            state.listeners.append(listener)
            return false
        }
        if isTooLate { throw .alreadyStarted(text) }
    }

    // MARK: - Life

    /// Declares the queues and begins to take messages; a broker that is away is tried again.
    package func start() async throws(EventRegistrationError) {
        let listeners = state.withLock { $0.listeners }
        guard !listeners.isEmpty else { throw .noHandlers(queue) }
        let consumer = EventConsumer(
            queue: queue,
            results: results,
            options: options,
            router: EventRouter(listeners, matching: options.matching),
            observer: observer,
            environment: environment
        )
        let isTooLate = state.withLock { state in
            if state.consumer != nil { return true }
            state.consumer = consumer
            return false
        }
        guard !isTooLate else { throw .alreadyStarted(queue) }
        await consumer.connect()
    }

    /// Takes no further message; what is being handled is finished, the rest goes back.
    package func stop() async {
        await state.withLock { $0.consumer }?.stop()
    }
}
