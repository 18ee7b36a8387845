import Infrastructure

/// What the engine measures of its work.
enum ProcessesMetrics {
    private static let modules = SystemMetric.Tag("module", ModuleCatalogue.names)
    private static let ends = InstanceStatus.allCases.filter(\.isOver).map(\.rawValue)

    static let all = [
        SystemMetric(
            "processes_instances",
            .counter,
            tags: [.init("definition"), .init("status", ["started"] + ends)],
            "Instances that began, and how they ended."
        ),
        SystemMetric(
            "processes_events",
            .counter,
            tags: [.init("status", ["taken", "rejected"])],
            "Events from the queue, and those that nobody can take."
        ),
        SystemMetric(
            "processes_steps",
            .counter,
            tags: [modules],
            "Steps that ended with an outcome."
        ),
        SystemMetric(
            "processes_step_time",
            .trend,
            tags: [modules],
            "From the beginning of a step to its outcome."
        ),
        SystemMetric(
            "processes_incidents",
            .counter,
            "Steps that stopped until somebody mends what is wrong."
        ),
        SystemMetric(
            "processes_escalations",
            .counter,
            "Tasks that went to another role, since nobody had decided."
        ),
        SystemMetric(
            "processes_mails",
            .counter,
            tags: [.init("role")],
            "Mails that were sent; those to a role by the role."
        ),
        SystemMetric(
            "processes_decisions",
            .counter,
            tags: [.init("role"), .init("outcome")],
            "Tasks that were decided."
        ),
        SystemMetric(
            "processes_answer_time",
            .trend,
            tags: [.init("role")],
            "From the question to somebody of a role to the decision."
        ),
        SystemMetric("processes_live", .gauge, "Instances that are not over."),
        SystemMetric(
            "processes_open_tasks",
            .gauge,
            tags: [.init("role")],
            "Questions to a role that nobody has answered."
        ),
        SystemMetric(
            "processes_open_incidents",
            .gauge,
            "Instances with a step that has stopped."
        ),
    ]
}
