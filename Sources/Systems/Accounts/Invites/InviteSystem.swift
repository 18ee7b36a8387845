import Infrastructure

/// The invite service, its workers and its database.
struct InviteSystem: Sendable {
    /// The process that carries campaigns out.
    static let workers = "invite-workers"

    private let settings: InviteSettings
    private let environment: SystemEnvironment
    private let database: CampaignDatabase

    init(settings: AccountsSettings, environment: SystemEnvironment) {
        self.settings = settings.invites
        self.environment = environment
        database = CampaignDatabase(environment)
    }

    /// Starts the service and its workers, each as a process; `listen` gets the service whenever
    /// its process has started.
    func start(listen: @escaping @Sendable (any HTTPService) -> Void) async {
        await environment.supervisor.run(InviteService.name) {
            guard let service = try? await makeService() else { return }
            listen(service)
        }
        let gauge = environment.telemetry.utilization(
            of: Self.workers,
            capacity: settings.concurrency
        )
        await environment.supervisor.run(Self.workers) {
            try? await startWorkers(gauge)
        }
    }

    private func makeService() async throws(BrokerError) -> InviteService {
        let channel = try await environment.broker.openChannel(InviteService.name)
        try await InviteQueues.declare(on: channel)
        return InviteService(environment: environment, database: database, channel: channel)
    }

    private func startWorkers(_ gauge: any BusyGauge) async throws(BrokerError) {
        let channel = try await environment.broker.openChannel(Self.workers)
        try await InviteQueues.declare(on: channel)
        let step = InviteStep(
            environment: environment,
            settings: settings,
            database: database,
            manager: AccountManagerClient(environment, as: InviteService.name),
            busy: BusyAccounts()
        )
        let worker = InviteWorker(
            environment: environment,
            database: database,
            step: step,
            gauge: gauge
        )
        // All that is work shares the places of the workers, whichever queue it comes from.
        try await channel.setPrefetch(settings.concurrency, for: .channel)
        try await channel.consume(InviteQueues.high, ConsumerOptions(), by: worker)
        try await channel.consume(InviteQueues.normal, ConsumerOptions(), by: worker)
        let cleanup = InviteCleanup(environment: environment, database: database)
        try await channel.consume(InviteQueues.low, ConsumerOptions(), by: cleanup)
        let clock = try await environment.broker.openChannel("invite-delay")
        let delay = InviteDelay(environment)
        try await clock.consume(InviteQueues.delayed, ConsumerOptions(), by: delay)
        cleanup.run(on: channel)
    }
}
