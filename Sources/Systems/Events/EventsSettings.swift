/// What a scenario says of the event services.
package struct EventsSettings: Sendable {
    package var scopes: [EventScopeSettings]

    package init(scopes: [EventScopeSettings]) {
        self.scopes = scopes
    }

    /// The source's example: two handlers of one route, of which one answers, and one of another.
    package static let example = EventsSettings(scopes: [
        EventScopeSettings(
            name: "hello",
            results: "results",
            handlers: [
                EventHandlerSettings(path: "train_model.{model_id}", result: "Yep! =)"),
                EventHandlerSettings(path: "train_model.{model_id}"),
                EventHandlerSettings(path: "another_method.{one}.{more}"),
            ]
        )
    ])
}

/// A scope: a queue, and the instances of a service that take its messages.
package struct EventScopeSettings: Sendable {
    package var name: String
    package var queue: String
    package var results: String?
    package var instances: Int
    package var options: EventServiceOptions
    /// How long a handler may take; nil is without limit.
    package var timeout: Duration?
    package var handlers: [EventHandlerSettings]

    package init(
        name: String,
        queue: String? = nil,
        results: String? = nil,
        instances: Int = 1,
        options: EventServiceOptions = EventServiceOptions(),
        timeout: Duration? = nil,
        handlers: [EventHandlerSettings]
    ) {
        self.name = name
        self.queue = queue ?? name
        self.results = results
        self.instances = instances
        self.options = options
        self.timeout = timeout
        self.handlers = handlers
    }

    /// The processes of its instances: `events.hello[0]`.
    package var process: String { "events.\(name)" }

    /// The resource that its slots are measured as.
    package var resource: String { "events-\(name)" }

    /// All queues that it declares.
    package var queues: [String] {
        [queue, results, options.deadLetterQueue].compactMap(\.self)
            + (options.retry == nil ? [] : [EventConsumer.retryQueue(of: queue)])
    }
}

/// A handler as data: how long it works, how often it fails, what it returns.
package struct EventHandlerSettings: Sendable {
    /// What a handler reads the body as.
    package enum Body: String, Sendable, CaseIterable {
        case text, json
    }

    package var path: String
    package var body: Body
    /// The text that it returns; nil returns nothing.
    package var result: String?

    package init(path: String, body: Body = .text, result: String? = nil) {
        self.path = path
        self.body = body
        self.result = result
    }
}
