import Infrastructure

/// The part of Service B that subscribes to the results and writes the final state down.
final class ResultConsumer: MessageConsumer {
    private let profile: ProvisioningProfile
    private let environment: SystemEnvironment
    private let records: TaskRecords

    init(profile: ProvisioningProfile, environment: SystemEnvironment, records: TaskRecords) {
        self.profile = profile
        self.environment = environment
        self.records = records
    }

    func handle(_ delivery: Delivery, on channel: any BrokerChannel) async {
        let result = profile.messaging.encoding.decodeResult(delivery.message.body)
        guard let (task, status, details) = result else {
            return channel.reject(delivery, requeue: false)
        }
        do {
            if try await records.finish(task, status, details: details) {
                environment.telemetry.taskFinished(status.outcome)
            }
            channel.acknowledge(delivery)
        } catch {
            await profile.execution.giveUp(delivery, on: channel, after: error, environment.clock)
        }
    }
}

extension ProvisioningProfile.Execution {
    /// Refuses a delivery whose handling met an error of the broker or the store.
    ///
    /// It comes back after a second, so that an error that lasts does not keep everything busy. Who
    /// was cancelled takes nothing on any more.
    @inline(never)
    func giveUp(
        _ delivery: Delivery,
        on channel: any BrokerChannel,
        after error: any Error,
        _ clock: any SystemClock
    ) async {
        let isCancelled =
            error as? BrokerError == .cancelled || error as? KeyValueStoreError == .cancelled
        guard requeuesAfterErrors, !isCancelled,
            (try? await clock.sleep(for: .seconds(1))) != nil
        else { return channel.reject(delivery, requeue: false) }
        channel.reject(delivery, requeue: true)
    }
}
