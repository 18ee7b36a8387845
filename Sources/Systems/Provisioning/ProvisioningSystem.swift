package import Infrastructure

/// Equipment provisioning: Service B, its workers and Service A, in the design of one profile.
package struct ProvisioningSystem: Sendable {
    /// The names under which the load and the workers reach the services.
    package static let serviceName: ServiceName = "provisioning"
    package static let configurationServiceName = ConfigurationService.name

    private let settings: ProvisioningSettings
    private let profile: ProvisioningProfile
    private let environment: SystemEnvironment
    private let records: TaskRecords

    package init(settings: ProvisioningSettings, environment: SystemEnvironment) {
        self.settings = settings
        self.environment = environment
        profile = settings.profile.with(settings.execution)
        records = TaskRecords(
            profile: profile,
            store: environment.store,
            finalLife: settings.resultLife ?? profile.records.finalLife
        )
    }

    /// Service A.
    package var configurationService: any SynchronousService {
        ConfigurationService(
            profile: profile,
            environment: environment,
            usesRequestedTime: !settings.overridesLatency
        )
    }

    /// Declares the queues, starts the consumers and returns Service B, ready for requests.
    package func start() async throws(BrokerError) -> any HTTPService {
        let messaging = profile.messaging
        let durable = QueueOptions(isDurable: true)
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
        try await startWorkers()
        return ProvisioningService(
            profile: profile,
            environment: environment,
            channel: channel,
            records: records
        )
    }

    private func startWorkers() async throws(BrokerError) {
        let worker = ProvisioningWorker(
            profile: profile,
            environment: environment,
            records: records,
            busy: environment.telemetry.utilization(of: "workers", capacity: settings.slots)
        )
        let options = ConsumerOptions(
            prefetch: profile.execution.prefetch,
            isSequential: profile.execution.isSequential
        )
        let queue = profile.messaging.taskQueue
        for number in 0..<settings.workers {
            let channel = try await environment.broker.openChannel("workers[\(number)]")
            try await channel.declareQueue(queue, QueueOptions(isDurable: true))
            try await channel.consume(queue, options, by: worker)
        }
    }
}
