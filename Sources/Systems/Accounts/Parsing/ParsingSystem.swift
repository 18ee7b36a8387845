import Infrastructure

/// The parsing service with its database.
struct ParsingSystem: Sendable {
    private let settings: AccountsSettings
    private let environment: SystemEnvironment
    private let database: ParsingDatabase

    init(settings: AccountsSettings, environment: SystemEnvironment) {
        self.settings = settings
        self.environment = environment
        database = ParsingDatabase(environment)
    }

    /// Starts the service as a process; `listen` gets it whenever the process has started.
    func start(listen: @escaping @Sendable (any HTTPService) -> Void) async {
        await environment.supervisor.run(ParsingScheduler.service) {
            database.recover()
            let scheduler = ParsingScheduler(
                environment: environment,
                settings: settings,
                database: database
            )
            scheduler.run()
            listen(
                ParsingService(
                    environment: environment,
                    database: database,
                    scheduler: scheduler
                )
            )
        }
    }
}
