import Infrastructure

/// The part of Service B that subscribes to the results and writes the final state down.
struct ResultConsumer: MessageConsumer {
    let profile: ProvisioningProfile
    let environment: SystemEnvironment
    let records: TaskRecords

    func handle(_ delivery: Delivery, on channel: any BrokerChannel) async {
        let result = profile.messaging.encoding.decodeResult(delivery.message.body)
        guard let (task, status, details) = result else {
            return channel.reject(delivery, requeue: false)
        }
        do {
            try await records.finish(task, status, details: details)
            environment.telemetry.taskFinished(status.outcome)
            channel.acknowledge(delivery)
        } catch {
            channel.reject(delivery, requeue: false)
        }
    }
}
