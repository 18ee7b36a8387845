import Infrastructure

/// What the manager measures of its own work.
enum AccountsMetrics {
    private static let purposes = AccountPurpose.allCases.map(\.rawValue)
    private static let actions = AccountAction.allCases.map(\.rawValue)

    static let all = [
        SystemMetric(
            "accounts_allocations",
            .counter,
            tags: [
                .init("purpose", purposes), .init("service"),
                .init("status", ["allocated", "refused"]),
            ],
            "Requests for an account, and whether there was one."
        ),
        SystemMetric(
            "accounts_allocation_held",
            .trend,
            tags: [
                .init("service"), .init("end", ["released", "expired", "renewed", "cleared"]),
            ],
            "How long a service had an account, and how that ended."
        ),
        SystemMetric(
            "accounts_checks",
            .counter,
            tags: [.init("action", actions), .init("answer", ["allowed", "denied"])],
            "Checks of an account's limits."
        ),
        SystemMetric(
            "accounts_actions",
            .counter,
            tags: [.init("action", actions)],
            "Successful actions that were recorded."
        ),
        SystemMetric(
            "accounts_errors",
            .counter,
            tags: [.init("type", AccountErrorKind.allCases.map(\.rawValue))],
            "Errors of Telegram that services reported."
        ),
        SystemMetric(
            "accounts_recoveries",
            .counter,
            tags: [.init("type", ["auto", "auto_monitoring", "manual", "other"])],
            "Members of the recovery queue whose accounts were active again when it was their turn."
        ),
        SystemMetric(
            "accounts_by_status",
            .gauge,
            tags: [.init("status", AccountStatus.allCases.map(\.rawValue))],
            "How many accounts have a status."
        ),
        SystemMetric(
            "accounts_held",
            .gauge,
            tags: [.init("service")],
            "How many accounts services have."
        ),
        SystemMetric(
            "accounts_recovery_queue",
            .gauge,
            "How many members the recovery queue has."
        ),
    ]
}
