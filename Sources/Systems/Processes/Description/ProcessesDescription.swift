package import Infrastructure

extension ProcessesSystem {
    /// The name and the address of the engine's API.
    package static let apiName: ServiceName = "process-api"
    private static let apiPort = 8004

    /// The system's section in a scenario, and what it adds to a run.
    package static let description = SystemDescription(
        name: "processes",
        summary: "Business processes: engines that carry out definitions of processes and links, "
            + "with an API, people who decide, a mail server and a partner's service.",
        configuration: ProcessesKeys.all,
        metrics: ProcessesMetrics.all,
        services: [
            SystemService(apiName, port: apiPort, taskPaths: ["/events", "/instances"])
        ],
        invariants: ProcessAudit.rules,
        chapters: ProcessesManual.chapters
    )

    /// The services of the world around the engine.
    package static let surroundings: [ServiceName] = [
        PeopleService.name, MailServer.name, PartnerService.name,
    ]

    package static let queues: [QueueName] =
        [
            EngineQueues.events, EngineQueues.commands, EngineQueues.timers, EngineQueues.rejected,
        ] + ModuleCatalogue.names.map(EngineQueues.module)
}
