extension MetricDefinition {
    /// The metrics of every run, in the order in which they are listed.
    package static let standard: [MetricDefinition] = tasks + queuesAndResources + requests

    private static let tasks: [MetricDefinition] = [
        counter("tasks_submitted", "Tasks that were sent to the system, whatever came of them."),
        counter("tasks_accepted", "Tasks that the system took on.", .higherIsBetter),
        counter("tasks_rejected", "Tasks that the system refused.", .lowerIsBetter),
        counter("tasks_completed", "Tasks that ended well.", .higherIsBetter),
        counter(
            "tasks_failed",
            "Tasks that ended with an error as their final state.",
            .lowerIsBetter
        ),
        counter(
            "tasks_dead_lettered",
            "Tasks that were given up on and set aside.",
            .lowerIsBetter
        ),
        counter(
            "tasks_lost",
            "Tasks that nothing will ever finish, over the whole run.",
            .lowerIsBetter,
            coversWholeRun: true
        ),
        counter(
            "tasks_duplicated",
            "Tasks whose work was begun more than once, over the whole run.",
            .lowerIsBetter,
            coversWholeRun: true
        ),
        MetricDefinition(
            name: "tasks_in_flight",
            kind: .gauge,
            unit: .count,
            summary: "Tasks that are accepted and not final.",
            polarity: .lowerIsBetter
        ),
        trend("task_duration", "Time from a task's intended arrival until its result is readable."),
        MetricDefinition(
            name: "drain_time",
            kind: .gauge,
            unit: .seconds,
            summary: "Time from the end of load until nothing is in flight.",
            polarity: .lowerIsBetter,
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
            tags: ["queue"],
            polarity: .lowerIsBetter
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
        counter(
            "http_req_failed",
            "Requests without an answer, or with one that says error.",
            .lowerIsBetter
        ),
        counter("iterations", "Runs of a flow that came to their end.", .higherIsBetter),
        counter(
            "dropped_iterations",
            "Arrivals for which no virtual user was free.",
            .lowerIsBetter
        ),
        trend("iteration_duration", "Time from the intended start of a flow to its end."),
        trend("arrival_lag", "Actual minus intended start of a flow."),
        counter("checks", "Expectations that were looked at."),
        counter("checks_failed", "Expectations that did not hold.", .lowerIsBetter),
        counter("polls", "Requests that asked for a result."),
    ]

    private static func counter(
        _ name: String,
        _ summary: String,
        _ polarity: MetricPolarity = .neutral,
        coversWholeRun: Bool = false
    ) -> MetricDefinition {
        MetricDefinition(
            name: name,
            kind: .counter,
            unit: .count,
            summary: summary,
            polarity: polarity,
            coversWholeRun: coversWholeRun
        )
    }

    private static func trend(
        _ name: String,
        _ summary: String,
        _ tags: [String] = []
    ) -> MetricDefinition {
        MetricDefinition(
            name: name,
            kind: .trend,
            unit: .seconds,
            summary: summary,
            tags: tags,
            polarity: .lowerIsBetter
        )
    }
}
