package import Infrastructure

extension AccountsSystem {
    /// The system's section in a scenario, and what it adds to a run.
    package static let description = SystemDescription(
        name: "accounts",
        summary: "Telegram accounts: a manager that lends them to services, counts what they do "
            + "and recovers them after errors, with a parsing and an invite service and Telegram.",
        configuration: AccountsKeys.all,
        metrics: AccountsMetrics.all,
        services: [
            SystemService(services.integration, port: 8001),
            SystemService(
                services.invites,
                port: 8002,
                taskPaths: [
                    "/api/v1/campaigns", "/api/v1/campaigns/", "/api/v1/tasks/{id}/execute",
                ]
            ),
            SystemService(
                services.parsing,
                port: 8003,
                taskPaths: ["/api/v1/tasks", "/api/v1/tasks/", "/tasks", "/tasks/"]
            ),
        ],
        invariants: [
            SystemRule("accounts-exclusive", "No account is lent to two services at once."),
            SystemRule(
                "accounts-windows",
                "No window of an account has more actions than its limit: exact counts by the "
                    + "UTC day, the clock hour, the channel and day, the cooldown and the burst."
            ),
            SystemRule(
                "accounts-channel-total",
                "No account invites more often into one channel than for ever allowed."
            ),
            SystemRule(
                "accounts-flood-waits",
                "No account is lent or active before its wait is over, and it is active in time."
            ),
            SystemRule("accounts-leases", "Every lease has one end, and none is forgotten."),
        ]
    )

    /// What faults can strike: services, and processes that are none.
    package static let processes = [
        services.integration, services.invites, services.parsing, services.telegram,
        managerWorkers, inviteWorkers,
    ]

    /// The process that carries campaigns out.
    package static let inviteWorkers = InviteSystem.workers

    package static let queues = [
        "invite-high", "invite-normal", "invite-low", "invite-delayed",
    ]

    /// What a call of Telegram can end with by chance, by the names of scenarios.
    package static let telegramOutcomes = TelegramOutcome.chances

    /// How long a flood wait of Telegram is where nothing says so.
    package static let usualFloodWaitTime = Duration.seconds(300)

    /// The names of its services, which are those of their processes.
    package static let services = (
        integration: "integration-service", invites: "invite-service",
        parsing: "parsing-service", telegram: "telegram"
    )
}
