import Infrastructure

/// The steps of a flow and their keys.
enum FlowTable {
    /// The greatest number of rounds of a repetition.
    static let mostRounds: Int64 = 1_000_000

    /// Every step; an object with exactly one of these keys is one.
    static let steps: [SchemaKey] = [
        SchemaKey(
            "request",
            .section(request),
            "Sends a request and keeps the reply for the steps that follow."
        ),
        SchemaKey(
            "expect",
            .section(pattern),
            "Checks the reply; what does not hold counts in checks_failed."
        ),
        SchemaKey(
            "capture",
            .map(.text, isClosed: false),
            "Keeps values of the reply's body: names, and paths such as \"$.results[0].id\". "
                + "Where one is missing, the iteration ends as a failed check."
        ),
        SchemaKey("pause", duration, "Waits, for a duration that may be random."),
        SchemaKey(
            "repeat",
            .section(repetition),
            "Does steps over again, until the reply is as it should be: a check that holds."
        ),
        SchemaKey(
            "when",
            .section(condition),
            "Does steps only if the reply looks so, which is no check."
        ),
        SchemaKey("publish", .section(publish), "Publishes a message."),
        SchemaKey(
            "receive",
            .section(receive),
            "Takes the next message of a queue as the reply; none in time is a failed check."
        ),
    ]

    private static let duration = SchemaKind.template(.distribution)

    static let request: [SchemaKey] = [
        SchemaKey(
            "method",
            .choice(HTTPMethod.allCases.map(\.rawValue)),
            default: HTTPMethod.get.rawValue,
            "The method."
        ),
        SchemaKey(
            "path",
            .text,
            required: true,
            "The path, such as \"/orders/${id}?full=true\", or a URL with the port of a service: "
                + "\"http://localhost:8001/orders\"."
        ),
        SchemaKey(
            "service",
            .text,
            default: "that of the URL, or the front of the only system",
            "The service that it goes to."
        ),
        SchemaKey("headers", .map(.text, isClosed: false), default: "none", "Header fields."),
        SchemaKey("body", .json, default: "none", "The body, any JSON value."),
        SchemaKey(
            "name",
            .text,
            default: "method and path, as in \"GET /orders/:id\"",
            "What it is measured as: the tag name of http_req_duration."
        ),
        SchemaKey(
            "submitsTask",
            .flag,
            default: "true for POST where the service takes tasks on",
            "Whether it asks a system to take on a task, which counts in tasks_submitted."
        ),
    ]

    /// The keys of what a reply should look like, of which at least one is there.
    static let pattern: [SchemaKey] =
        look + [
            SchemaKey("not", .section(look), "What the reply must not look like: status and body.")
        ]

    private static let look: [SchemaKey] = [
        SchemaKey("status", .count(min: 100, max: 599), "The status of the reply."),
        SchemaKey(
            "body",
            .map(.json, isClosed: false),
            "Paths in the body, such as \"$.code\", and the values there."
        ),
    ]

    static let condition: [SchemaKey] =
        pattern + [SchemaKey("steps", .steps, required: true, "The steps that are done then.")]

    static let repetition: [SchemaKey] = [
        SchemaKey("every", duration, default: "0s", "The pause before each round."),
        SchemaKey("until", .section(pattern), "What ends it; without it, all rounds are done."),
        SchemaKey(
            "atMost",
            .template(.count(min: 1, max: mostRounds)),
            required: true,
            "How many rounds there are at most."
        ),
        SchemaKey("steps", .steps, required: true, "The steps of a round."),
    ]

    static let publish: [SchemaKey] = [
        SchemaKey("queue", .text, "The queue that it goes to."),
        SchemaKey("exchange", .text, "The exchange that it goes to, instead of a queue."),
        SchemaKey("routingKey", .text, default: "\"\"", "What the exchange routes it by."),
        SchemaKey("headers", .map(.json, isClosed: false), default: "none", "Header fields."),
        SchemaKey("body", .json, default: "none", "The body, any JSON value."),
    ]

    static let receive: [SchemaKey] = [
        SchemaKey("queue", .text, required: true, "The queue; its messages go to who asked first."),
        SchemaKey(
            "within",
            .template(.duration(allowsZero: false)),
            required: true,
            "How long it waits."
        ),
    ]
}
