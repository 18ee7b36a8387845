import Infrastructure
import JSON
import Scenarios

/// A system with the section of `systems.provisioning` in the contract.
enum ProvisioningFixture {
    /// The section, word for word as the system declares it; the metric is made up.
    static let description = SystemDescription(
        name: "provisioning",
        summary: "Equipment provisioning: accepts tasks over HTTP, carries them out through a "
            + "queue and a slow service, and tells what has become of them.",
        configuration: [
            ConfigurationKey(
                "profile",
                .choice([
                    "task", "toyconfigurator", "equipment-activation", "equipment-provisioning",
                ]),
                required: true,
                "The design: `task` is canonical, the others behave as their own sources do."
            ),
            ConfigurationKey(
                "workers",
                .section(workerKeys),
                "The processes that take tasks from the queue."
            ),
            ConfigurationKey(
                "configurationService",
                .section(configurationServiceKeys),
                "The slow synchronous service that does the actual work."
            ),
            ConfigurationKey(
                "honourTimeout",
                .flag,
                default: "false",
                "Whether a task's `timeoutInSeconds` is its deadline, without a second attempt."
            ),
            ConfigurationKey(
                "deadline",
                .duration,
                default: "65s, or the profile's own",
                "How long a worker waits for the configuration service."
            ),
            ConfigurationKey(
                "attempts",
                .count(min: 1, max: 60),
                default: "3, or the profile's own",
                "How often a worker calls the configuration service when there is no answer."
            ),
            ConfigurationKey(
                "resultTTL",
                .duration,
                default: "300s, or the profile's own",
                "How long the record of a final task can be read."
            ),
        ],
        metrics: [SystemMetric("configuration_calls", .counter, "Calls of the slow service.")]
    )

    private static let workerKeys = [
        ConfigurationKey(
            "count",
            .count(min: 1, max: 1_000_000),
            default: "1",
            "How many workers there are."
        ),
        ConfigurationKey(
            "prefetch",
            .count(min: 1, max: 65_535),
            default: "the profile's own; `task`: 1",
            "How many tasks a worker holds at once, and carries out unless it is sequential."
        ),
    ]

    private static let configurationServiceKeys = [
        ConfigurationKey(
            "latency",
            .distribution,
            default: "the profile's own; `task`: 60s",
            "How long the service works on a task."
        ),
        ConfigurationKey(
            "failure",
            .probability,
            default: "0, or the profile's own",
            "The share of tasks that end with a 500 after the full latency."
        ),
        ConfigurationKey(
            "notFound",
            .probability,
            default: "0",
            "The share of tasks that end with a 404 after the full latency."
        ),
        ConfigurationKey(
            "concurrency",
            .count(min: 1, max: 1_000_000_000),
            default: "unlimited; `toyconfigurator`: 40",
            "How many tasks the service works on at once; the rest queue."
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
                .count(min: 0, max: 3600),
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
