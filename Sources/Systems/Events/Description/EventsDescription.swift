package import Infrastructure

extension EventsSystem {
    /// The system's section in a scenario, and what it adds to a run.
    package static let description = SystemDescription(
        name: "events",
        summary: "Services of events and commands over queues, with handlers for routes as a web "
            + "framework has them. A message with a known route is a task: done when all its "
            + "handlers ran, lost when one failed and nothing keeps it.",
        configuration: EventsKeys.all,
        metrics: [
            SystemMetric(
                "events_messages",
                .counter,
                tags: [.init("scope"), .init("outcome", EventOutcome.allCases.map(\.name))],
                "What became of messages; each delivery has one outcome, unless a crash ended it."
            ),
            SystemMetric(
                "events_callbacks",
                .counter,
                tags: [.init("scope"), .init("path")],
                "Calls of handlers; a path is written without braces: `train_model.model_id`."
            ),
            SystemMetric(
                "events_callbacks_failed",
                .counter,
                tags: [.init("scope"), .init("path")],
                "Calls that ended with an error, that of a body that cannot be read included."
            ),
            SystemMetric(
                "events_callback_time",
                .trend,
                tags: [.init("scope"), .init("path")],
                "How long a call of a handler takes."
            ),
            SystemMetric(
                "events_results",
                .counter,
                tags: [.init("scope")],
                "Results that were published."
            ),
        ],
        takesRequests: false,
        invariants: [
            SystemRule(
                "events-settlement",
                "Every delivery ends once: acknowledged, refused, dead-lettered or put off, unless "
                    + "a crash sent it back."
            ),
            SystemRule(
                "events-results",
                "Whatever a handler returned was published before its message was settled."
            ),
            SystemRule(
                "events-order",
                "The handlers of a message run in the order of their registration."
            ),
            SystemRule("events-scopes", "A scope gets messages of its own queue alone."),
        ]
    )
}

/// The keys of the section, with what holds without them.
enum EventsKeys {
    static let all = [
        ConfigurationKey(
            "scopes",
            .list(scope),
            default: "the source's example: queue hello, results in results, three handlers",
            "The services, each with a queue that is its scope."
        )
    ]

    private static let scope = [
        ConfigurationKey("name", .text, required: true, "Its name in metrics and faults."),
        ConfigurationKey("queue", .text, default: "its name", "The queue that it takes from."),
        ConfigurationKey(
            "results",
            .text,
            default: "none",
            "The queue to which results of handlers go."
        ),
        ConfigurationKey(
            "instances",
            .count(min: 1, max: 100_000),
            default: "1",
            "How many processes compete for its messages."
        ),
        ConfigurationKey(
            "prefetch",
            .count(min: 1, max: 65_535),
            default: "100",
            "How many messages an instance holds at once."
        ),
        ConfigurationKey(
            "concurrency",
            .count(min: 1, max: 65_535),
            default: "as many as it holds",
            "How many of them it works on at once."
        ),
        ConfigurationKey(
            "matching",
            .choice(EventMatching.allCases.map(\.rawValue)),
            default: "header",
            "Whether later words of paths name headers, or are compared with the route."
        ),
        ConfigurationKey(
            "unknownRoute",
            .choice(UnknownRoute.allCases.map(\.rawValue)),
            default: "acknowledge",
            "What becomes of messages without a handler."
        ),
        ConfigurationKey(
            "deadLetter",
            .text,
            default: "none",
            "The queue that keeps refused messages; without one they are lost."
        ),
        ConfigurationKey("retry", .section(retry), "What comes before a message is refused."),
        ConfigurationKey(
            "timeout",
            .duration,
            default: "none",
            "How long a handler may take, which then has failed."
        ),
        ConfigurationKey(
            "handlers",
            .list(handler),
            required: true,
            "What is registered, in this order."
        ),
    ]

    private static let retry = [
        ConfigurationKey(
            "attempts",
            .count(min: 0, max: 1_000_000),
            default: "0",
            "How often a message that failed comes back."
        ),
        ConfigurationKey(
            "delay",
            .duration,
            default: "1s",
            "After how long, in whole milliseconds."
        ),
    ]

    private static let handler = [
        ConfigurationKey(
            "path",
            .text,
            required: true,
            "The route and its parameters: `train_model.{model_id}`."
        ),
        ConfigurationKey("work", .distribution, default: "0s", "How long it works."),
        ConfigurationKey("failure", .probability, default: "0", "How often it fails after that."),
        ConfigurationKey(
            "body",
            .choice(EventHandlerSettings.Body.allCases.map(\.rawValue)),
            default: "text",
            "What it reads the body as; one that is no JSON fails a handler that wants JSON."
        ),
        ConfigurationKey("result", .text, default: "none", "The text that it returns."),
    ]
}
