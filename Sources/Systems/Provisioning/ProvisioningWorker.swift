import Infrastructure
import JSON

/// The worker: takes tasks from the queue, calls Service A and sends on what it answered.
final class ProvisioningWorker: MessageConsumer {
    private let profile: ProvisioningProfile
    private let environment: SystemEnvironment
    private let records: TaskRecords
    private let busy: any BusyGauge
    private let startedAt: Timestamp

    init(
        profile: ProvisioningProfile,
        environment: SystemEnvironment,
        records: TaskRecords,
        busy: any BusyGauge
    ) {
        self.profile = profile
        self.environment = environment
        self.records = records
        self.busy = busy
        startedAt = environment.clock.now
    }

    /// What `handle` and `carryOut` hold while they wait is what a waiting task costs in memory, so
    /// they leave all that passes through other values to functions that do not wait.
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
                tell(result)
            }
            try await channel.publish(
                message(result),
                to: "",
                routingKey: profile.messaging.resultQueue,
                isMandatory: false
            )
            channel.acknowledge(delivery)
        } catch {
            await profile.execution.giveUp(delivery, on: channel, after: error, environment.clock)
        }
    }

    /// Calls Service A until it answers or the attempts are used up; nil forgets the task.
    private func carryOut(_ task: ProvisioningTask) async -> ProvisioningResult? {
        let attempts = attempts(of: task)
        var attempt = 1
        while true {
            do {
                return result(of: task, try await call(task))
            } catch {
                guard error != .cancelled else { return nil }
                guard attempt < attempts else {
                    if error == .timedOut, profile.execution.onSilence == .forget { return nil }
                    break
                }
                do { try await pause(after: attempt) } catch { return nil }
                attempt += 1
            }
        }
        return result(of: task, status: .failed, error: "Service A did not answer in time")
    }

    /// Calls Service A once.
    private func call(_ task: ProvisioningTask) async throws(HTTPError) -> HTTPResponse {
        try await environment.http.send(
            request(for: task),
            to: ConfigurationService.name,
            timeout: deadline(of: task)
        )
    }

    /// Waits before the next attempt, twice as long each time.
    @inline(never)
    private func pause(after attempt: Int) async throws(CancellationError) {
        try await environment.clock.sleep(for: .seconds(1 << attempt))
    }

    @inline(never)
    private func request(for task: ProvisioningTask) -> HTTPRequest {
        var segments: [String] = []
        segments.reserveCapacity(Self.base.count + 1)
        segments.append(contentsOf: Self.base)
        segments.append(task.equipmentID)
        return HTTPRequest(.post, HTTPPath(segments: segments), body: .json(task.request))
    }

    /// How often Service A is called: a task with a deadline of its own gets one attempt.
    @inline(never)
    private func attempts(of task: ProvisioningTask) -> Int {
        let hasDeadline = profile.execution.honoursTimeout && task.timeoutInSeconds != nil
        return hasDeadline ? 1 : profile.execution.attempts
    }

    @inline(never)
    private func deadline(of task: ProvisioningTask) -> Duration {
        guard profile.execution.honoursTimeout, let seconds = task.timeoutInSeconds else {
            return profile.execution.deadline
        }
        return .seconds(seconds)
    }

    @inline(never)
    private func message(_ result: ProvisioningResult) -> Message {
        Message(profile.messaging.encoding.encode(result))
    }

    @inline(never)
    private func tell(_ result: ProvisioningResult) {
        environment.telemetry.taskFinished(result.status.outcome)
    }

    @inline(never)
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

    @inline(never)
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
            secondsSinceStart: Double(
                environment.clock.now.nanoseconds - startedAt.nanoseconds
            ) / 1e9
        )
    }

    private static let base = HTTPPath(ProvisioningPath.base).segments
}
