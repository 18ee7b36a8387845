import Infrastructure
import JSON
import Scenarios

/// A system with the section of `systems.provisioning` in the contract.
enum ProvisioningFixture {
    private typealias Key = ConfigurationKey

    private static let mostCount: Int64 = 1_000_000_000

    static let description = SystemDescription(
        name: "provisioning",
        summary: "An asynchronous front of a slow configuration service.",
        configuration: [
            Key(
                "profile",
                .choice([
                    "task", "toyconfigurator", "equipment-activation", "equipment-provisioning",
                ]),
                required: true,
                "Whose design it is."
            ),
            Key("workers", .section(workers), "The workers."),
            Key("configurationService", .section(configurationService), "The slow service."),
            Key(
                "honourTimeout",
                .flag,
                default: "false",
                "Whether it heeds the client's time-out."
            ),
            Key("deadline", .duration, default: "65s", "How long a worker waits for it."),
            Key(
                "attempts",
                .count(min: 1, max: mostCount),
                default: "3",
                "How often it is called."
            ),
            Key("resultTTL", .duration, default: "300s", "How long a result can be read."),
        ],
        metrics: [SystemMetric("configuration_calls", .counter, "Calls of the slow service.")]
    )

    private static let workers: [Key] = [
        Key("count", .count(min: 1, max: mostCount), default: "1", "How many there are."),
        Key(
            "prefetch",
            .count(min: 1, max: mostCount),
            default: "the profile's own",
            "How many tasks each runs at once."
        ),
    ]

    private static let configurationService: [Key] = [
        Key("latency", .distribution, default: "the profile's own", "How long a call takes."),
        Key("failure", .probability, default: "0", "How likely a call fails in the end."),
        Key("notFound", .probability, default: "0", "How likely it knows no such equipment."),
        Key(
            "concurrency",
            .count(min: 1, max: mostCount),
            default: "unlimited",
            "How many calls it serves at once."
        ),
    ]

    private static let submit = FlowDescription(
        "submit",
        "Submits a task.",
        variables: [
            FlowVariable("equipmentId", .text, default: "${serial}", "The equipment."),
            FlowVariable("body", .text, default: ["timeoutInSeconds": 14], "The whole body."),
            FlowVariable(
                "timeoutInSeconds",
                .count(min: 1, max: 3_600),
                default: 14,
                "The time-out in the body."
            ),
        ],
        steps: []
    )

    private static let activate = FlowDescription(
        "provisioning.activate",
        "Submits a task and asks for its result.",
        variables: submit.variables + [
            FlowVariable("pollInterval", .duration, default: "20s", "The time between requests."),
            FlowVariable("pollAtMost", .count(min: 1, max: 1_000), default: 30, "How often."),
        ],
        steps: []
    )

    static let catalogue = [
        SystemCatalogueEntry(
            description: description,
            flows: { _ in [submit, activate] },
            defaults: { values in
                values.text("profile") == "task" ? [("workers.count", 1), ("deadline", "65s")] : []
            }
        )
    ]
}
