import Infrastructure

/// The keys of the section `systems.processes`, with the defaults of the settings.
enum ProcessesKeys {
    private static let usual = ProcessesSettings()
    private static let most: Int64 = 1_000_000_000

    static let all: [ConfigurationKey] = [
        ConfigurationKey(
            "definitions",
            .json,
            default: "[]",
            "Definitions that are published when the run begins: a list of objects."
        ),
        ConfigurationKey("engines", .section(engines), "The processes that carry steps out."),
        ConfigurationKey(
            "people",
            .list(people),
            default: "[]",
            "Who decides tasks: roles with simulated people."
        ),
        ConfigurationKey("mail", .section(mail), "The mail server."),
        ConfigurationKey("partner", .section(partner), "The service that processes call."),
        ConfigurationKey(
            "retention",
            .duration,
            default: "1h",
            "How long instances that are over can be read, and their events are known again."
        ),
    ]

    private static let engines: [ConfigurationKey] = [
        ConfigurationKey(
            "count",
            .count(min: 1, max: 1_000),
            default: "\(usual.engines)",
            "How many engines share the work: engine[0], engine[1], …"
        ),
        ConfigurationKey(
            "prefetch",
            .count(min: 1, max: 65_535),
            default: "\(usual.prefetch)",
            "How many messages of a queue an engine has at once."
        ),
    ]

    private static let people: [ConfigurationKey] = [
        ConfigurationKey("role", .text, required: true, "The name in definitions."),
        ConfigurationKey(
            "count",
            .count(min: 0, max: 10_000_000),
            default: "as many as there are tasks",
            "How many there are, each with one task at a time; the rest queue."
        ),
        ConfigurationKey(
            "decisionTime",
            .distribution,
            default: "0s",
            "How long somebody works on a task."
        ),
        ConfigurationKey(
            "outcomes",
            .list(outcomes),
            default: "[]",
            "What they decide; what is left of all is never decided. Nothing is needed where a "
                + "process has one outcome."
        ),
    ]

    private static let outcomes: [ConfigurationKey] = [
        ConfigurationKey("outcome", .text, required: true, "An outcome of processes."),
        ConfigurationKey("share", .probability, required: true, "Its share of all decisions."),
    ]

    private static let mail: [ConfigurationKey] = [
        ConfigurationKey("latency", .distribution, default: "0s", "How long it takes a mail."),
        ConfigurationKey(
            "concurrency",
            .count(min: 1, max: most),
            default: "unlimited",
            "How many it takes at once; the rest queue."
        ),
        ConfigurationKey(
            "kept",
            .count(min: 1, max: 10_000_000),
            default: "\(usual.outbox)",
            "How many of the latest mails the outbox keeps."
        ),
        ConfigurationKey(
            "domain",
            .text,
            default: usual.mailDomain,
            "Roles without recipients get their mails at ROLE@ and this."
        ),
        ConfigurationKey(
            "recipients",
            .list(recipients),
            default: "[]",
            "Who gets the mails to a role, until somebody changes it."
        ),
    ]

    private static let recipients: [ConfigurationKey] = [
        ConfigurationKey("role", .text, required: true, "The role."),
        ConfigurationKey("address", .text, required: true, "One of its addresses."),
    ]

    private static let partner: [ConfigurationKey] = [
        ConfigurationKey("latency", .distribution, default: "0s", "How long a call takes."),
        ConfigurationKey(
            "concurrency",
            .count(min: 1, max: most),
            default: "unlimited",
            "How many calls it works on at once; the rest queue."
        ),
        ConfigurationKey(
            "failure",
            .probability,
            default: "0",
            "The share of calls that end with 500; each further attempt is drawn anew."
        ),
    ]
}
