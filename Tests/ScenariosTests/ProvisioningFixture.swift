import Infrastructure
import JSON
import Scenarios

/// The provisioning system as files see it, with flows and a metric made up for the tests.
enum ProvisioningFixture {
    /// The section as the system itself declares it; the metric is made up.
    static let description = SystemDescription(
        name: "provisioning",
        summary: "Equipment provisioning, with a metric of its own.",
        configuration: SystemCatalogue.entries.first { $0.description.name == "provisioning" }?
            .description.configuration ?? [],
        metrics: [SystemMetric("configuration_calls", .counter, "Calls of the slow service.")]
    )

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
            },
            processes: SystemCatalogue.entries[0].processes
        )
    ]
}
