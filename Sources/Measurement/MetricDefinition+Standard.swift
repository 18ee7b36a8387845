extension MetricDefinition {
    /// The metrics of every run, in the order in which they are listed.
    package static let standard: [MetricDefinition] = tasks + queuesAndResources + requests

    private static let tasks: [MetricDefinition] = [
        counter("tasks_submitted", "Tasks that were sent to the system, whatever came of them."),
        counter("tasks_accepted", "Tasks that the system took on."),
        counter("tasks_rejected", "Tasks that the system refused."),
        counter("tasks_completed", "Tasks that ended well."),
        counter("tasks_failed", "Tasks that ended with an error as their final state."),
        counter("tasks_dead_lettered", "Tasks that were given up on and set aside."),
        counter(
            "tasks_lost",
            "Tasks that nothing will ever finish, over the whole run.",
            coversWholeRun: true
        ),
        counter(
            "tasks_duplicated",
            "Tasks whose work was begun more than once, over the whole run.",
            coversWholeRun: true
        ),
        MetricDefinition(
            name: "tasks_in_flight",
            kind: .gauge,
            unit: .count,
            summary: "Tasks that are accepted and not final."
        ),
        trend("task_duration", "Time from a task's intended arrival until its result is readable."),
        MetricDefinition(
            name: "drain_time",
            kind: .gauge,
            unit: .seconds,
            summary: "Time from the end of load until nothing is in flight.",
            coversWholeRun: true
        ),
    ]

    private static let queuesAndResources: [MetricDefinition] = [
        trend(
            "queue_wait",
            "Time from ready in a queue to handed to a consumer, delivery included.",
            ["queue"]
        ),
        MetricDefinition(
            name: "queue_depth",
            kind: .gauge,
            unit: .count,
            summary: "Messages that are ready in a queue.",
            tags: ["queue"]
        ),
        MetricDefinition(
            name: "queue_unacked",
            kind: .gauge,
            unit: .count,
            summary: "Messages that are delivered and not acknowledged.",
            tags: ["queue"]
        ),
        trend("service_time", "Time in service, without waiting for it.", ["service"]),
        MetricDefinition(
            name: "utilization",
            kind: .gauge,
            unit: .ratio,
            summary: "Share of a resource that is busy.",
            tags: ["resource"]
        ),
    ]

    private static let requests: [MetricDefinition] = [
        trend(
            "http_req_duration",
            "Time from the intended start of a request to its answer.",
            ["name", "service", "status"]
        ),
        counter("http_reqs", "Requests that were sent."),
        counter("http_req_failed", "Requests without an answer, or with one that says error."),
        counter("iterations", "Runs of a flow that came to their end."),
        counter("dropped_iterations", "Arrivals for which no virtual user was free."),
        trend("iteration_duration", "Time from the intended start of a flow to its end."),
        trend("arrival_lag", "Actual minus intended start of a flow."),
        counter("checks", "Expectations that were looked at."),
        counter("checks_failed", "Expectations that did not hold."),
        counter("polls", "Requests that asked for a result."),
    ]

    private static func counter(
        _ name: String,
        _ summary: String,
        coversWholeRun: Bool = false
    ) -> MetricDefinition {
        MetricDefinition(
            name: name,
            kind: .counter,
            unit: .count,
            summary: summary,
            coversWholeRun: coversWholeRun
        )
    }

    private static func trend(
        _ name: String,
        _ summary: String,
        _ tags: [String] = []
    ) -> MetricDefinition {
        MetricDefinition(name: name, kind: .trend, unit: .seconds, summary: summary, tags: tags)
    }
}
