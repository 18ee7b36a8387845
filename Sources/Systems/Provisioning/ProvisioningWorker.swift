import Infrastructure
import JSON

/// The worker: takes tasks from the queue, calls Service A and sends on what it answered.
struct ProvisioningWorker: MessageConsumer {
    let profile: ProvisioningProfile
    let environment: SystemEnvironment
    let records: TaskRecords
    let busy: any BusyGauge

    func handle(_ delivery: Delivery, on channel: any BrokerChannel) async {
        busy.add(1)
        defer { busy.add(-1) }
        guard let task = profile.messaging.encoding.decodeTask(delivery.message.body) else {
            return channel.reject(delivery, requeue: false)
        }
        do {
            if profile.records.isWrittenByWorker { try await records.run(task) }
            guard let result = await carryOut(task) else {
                return channel.reject(delivery, requeue: false)
            }
            if profile.records.isWrittenByWorker {
                try await records.finish(task, result.status, details: nil)
                environment.telemetry.taskFinished(result.status.outcome)
            }
            let message = Message(profile.messaging.encoding.encode(result))
            try await channel.publish(message, toQueue: profile.messaging.resultQueue)
            channel.acknowledge(delivery)
        } catch {
            await profile.execution.giveUp(delivery, on: channel, after: error, environment.clock)
        }
    }

    /// Calls Service A until it answers or the attempts are used up; nil forgets the task.
    private func carryOut(_ task: ProvisioningTask) async -> ProvisioningResult? {
        let execution = profile.execution
        let path = HTTPPath(segments: Self.base + [task.equipmentID])
        let request = HTTPRequest(.post, path, body: .json(task.request))
        var deadline = execution.deadline
        var attempts = execution.attempts
        if execution.honoursTimeout, let seconds = task.timeoutInSeconds {
            deadline = .seconds(seconds)
            attempts = 1
        }
        for attempt in 1...attempts {
            do {
                let response = try await environment.http.send(
                    request,
                    to: ConfigurationService.name,
                    timeout: deadline
                )
                return result(of: task, response)
            } catch {
                guard error != .cancelled else { return nil }
                guard attempt < attempts else {
                    if error == .timedOut, execution.onSilence == .forget { return nil }
                    break
                }
                let pause = Duration.seconds(1 << attempt)
                do { try await environment.clock.sleep(for: pause) } catch { return nil }
            }
        }
        return result(of: task, status: .failed, error: "Service A did not answer in time")
    }

    private func result(of task: ProvisioningTask, _ response: HTTPResponse) -> ProvisioningResult {
        let status: TaskStatus =
            switch response.status {
            case .ok: .completed
            case .notFound: .equipmentUnknown
            default: .failed
            }
        let answer = response.body.json
        let error = answer == nil ? "the answer is not JSON" : nil
        return result(of: task, status: status, answer: answer, error: error)
    }

    private func result(
        of task: ProvisioningTask,
        status: TaskStatus,
        answer: JSONValue? = nil,
        error: String? = nil
    ) -> ProvisioningResult {
        ProvisioningResult(
            task: task,
            status: status,
            answer: answer,
            error: error,
            secondsSinceStart: Double(environment.clock.now.nanoseconds) / 1e9
        )
    }

    private static let base = HTTPPath(ProvisioningPath.base).segments
}
