package import Infrastructure

/// Equipment provisioning: Service B, its workers and Service A, in the design of one profile.
package struct ProvisioningSystem: Sendable {
    /// The names under which the load and the workers reach the services.
    package static let serviceName: ServiceName = "provisioning"
    package static let configurationServiceName = ConfigurationService.name

    private let settings: ProvisioningSettings
    private let profile: ProvisioningProfile
    private let environment: SystemEnvironment

    package init(settings: ProvisioningSettings, environment: SystemEnvironment) {
        self.settings = settings
        self.environment = environment
        profile = settings.profile.with(settings.execution)
    }

    /// Starts Service A, then Service B and its workers, each as a process of its own.
    ///
    /// `listen` and `listenSynchronously` get a service that is ready for requests, whenever its
    /// process has started.
    package func start(
        listen: @escaping @Sendable (any HTTPService) -> Void,
        listenSynchronously: @escaping @Sendable (any SynchronousService) -> Void
    ) async {
        await environment.supervisor.run(Self.configurationServiceName) {
            listenSynchronously(configurationService)
        }
        await environment.supervisor.run(Self.serviceName) {
            guard let service = try? await startService() else { return }
            listen(service)
        }
        let busy = environment.telemetry.utilization(of: "workers", capacity: settings.slots)
        for number in 0..<settings.workers {
            await environment.supervisor.run("workers[\(number)]") {
                try? await startWorker(number, busy)
            }
        }
    }

    private var configurationService: any SynchronousService {
        ConfigurationService(
            profile: profile,
            environment: environment,
            usesRequestedTime: !settings.overridesLatency
        )
    }

    /// The state of tasks, as one process sees it.
    private func makeRecords() -> TaskRecords {
        TaskRecords(
            profile: profile,
            store: environment.store,
            finalLife: settings.resultLife ?? profile.records.finalLife
        )
    }

    /// Declares the queues, subscribes to the results and makes Service B.
    private func startService() async throws(BrokerError) -> any HTTPService {
        let messaging = profile.messaging
        let durable = QueueOptions(isDurable: true)
        let records = makeRecords()
        let channel = try await environment.broker.openChannel("service")
        if messaging.serviceDeclaresTasks {
            try await channel.declareQueue(messaging.taskQueue, durable)
        }
        if messaging.isResultQueueDeclared {
            try await channel.declareQueue(messaging.resultQueue, durable)
        }
        if !profile.records.isWrittenByWorker {
            let consumer = ResultConsumer(
                profile: profile,
                environment: environment,
                records: records
            )
            let results = try await environment.broker.openChannel("results")
            let options = ConsumerOptions(prefetch: nil)
            try await results.consume(messaging.resultQueue, options, by: consumer)
        }
        return ProvisioningService(
            profile: profile,
            environment: environment,
            channel: channel,
            records: records
        )
    }

    private func startWorker(_ number: Int, _ busy: any BusyGauge) async throws(BrokerError) {
        let worker = ProvisioningWorker(
            profile: profile,
            environment: environment,
            records: makeRecords(),
            busy: busy
        )
        let options = ConsumerOptions(
            prefetch: profile.execution.prefetch,
            isSequential: profile.execution.isSequential
        )
        let queue = profile.messaging.taskQueue
        let channel = try await environment.broker.openChannel("workers[\(number)]")
        try await channel.declareQueue(queue, QueueOptions(isDurable: true))
        try await channel.consume(queue, options, by: worker)
    }
}
