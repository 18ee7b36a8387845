import Infrastructure
import JSON

/// Service B: takes tasks on, sends them to the workers, and tells what has become of them.
final class ProvisioningService: HTTPService {
    private enum Route {
        static let create = 0
        static let status = 1
    }

    private let profile: ProvisioningProfile
    private let environment: SystemEnvironment
    private let channel: any BrokerChannel
    private let records: TaskRecords
    private let router: SurfaceRouter
    private let accepted = AcceptedBody()

    init(
        profile: ProvisioningProfile,
        environment: SystemEnvironment,
        channel: any BrokerChannel,
        records: TaskRecords
    ) {
        self.profile = profile
        self.environment = environment
        self.channel = channel
        self.records = records
        let base = ProvisioningPath.base
        var router = SurfaceRouter(isFastAPI: profile.surface.isFastAPI)
        router.add(.get, "\(base)/{id}/task/{task}", Route.status)
        router.add(.post, "\(base)/{id}", Route.create)
        if !profile.surface.isFastAPI {
            router.add(.post, "\(base)/{id}/", Route.create)
            router.add(.post, "\(base)/{id}/activate", Route.create)
        }
        self.router = router
    }

    func respond(to request: HTTPRequest) async -> HTTPResponse {
        switch router.match(request) {
        case .route(Route.create, let parameters):
            await create(equipment: parameters[0], request.body)
        case .route(_, let parameters):
            await status(equipment: parameters[0], task: parameters[1])
        case .reply(let response):
            response
        }
    }

    /// The reply to an error that no rule of the design is about.
    @inline(never)
    private func failure(_ error: any Error) -> HTTPResponse {
        switch profile.surface.failures {
        case .coded:
            return Replies.coded(.internalServerError, Replies.failure)
        case .named:
            let text = (error as? BrokerError)?.text ?? "\(error)"
            return Replies.detail(.internalServerError, "Queue error: \(text)")
        case .uncaught:
            return Replies.uncaught
        }
    }
}

// MARK: - Taking a task on

extension ProvisioningService {
    private func create(equipment: String, _ body: Payload) async -> HTTPResponse {
        let request: JSONValue
        switch check(equipment, body) {
        case .refused(let response):
            environment.telemetry.taskRejected()
            return response
        case .accepted(let value): request = value
        }
        let task = makeTask(equipment, request)
        let message = makeMessage(task)
        do {
            try await records.begin(task, message.body)
            try await channel.publish(
                message,
                to: "",
                routingKey: profile.messaging.taskQueue,
                isMandatory: false
            )
        } catch {
            environment.telemetry.taskRejected()
            return failure(error)
        }
        return accept(task)
    }

    // What only passes through is left to functions that do not wait, so that a waiting handler
    // does not keep memory for it.

    @inline(never)
    private func makeTask(_ equipment: String, _ request: JSONValue) -> ProvisioningTask {
        ProvisioningTask(
            id: environment.identifiers.uuid(),
            equipmentID: equipment,
            request: request,
            timestamp: environment.clock.now.epochSeconds
        )
    }

    @inline(never)
    private func makeMessage(_ task: ProvisioningTask) -> Message {
        Message(profile.messaging.encoding.encode(task))
    }

    @inline(never)
    private func accept(_ task: ProvisioningTask) -> HTTPResponse {
        environment.telemetry.taskAccepted(task.id)
        let reply = JSONObject(distinct: [
            .init("code", .integer(profile.surface.acceptedCode)),
            .init("taskId", .string(task.id)),
        ])
        return HTTPResponse(.ok, json: .object(reply))
    }

    private enum Check {
        case accepted(JSONValue)
        case refused(HTTPResponse)
    }

    /// Validates a request in the order of the sources: the body, then the id; the id first in the
    /// canonical design.
    @inline(never)
    private func check(_ equipment: String, _ body: Payload) -> Check {
        // Parts of the profile are used in place: copies of them cost more than the whole check.
        let isGoodSerial = profile.surface.serial.allows(equipment)
        let isFastAPI = profile.surface.isFastAPI
        if !isGoodSerial, !isFastAPI, let response = profile.surface.badSerial {
            return .refused(response)
        }
        var problems: [RequestProblem] = []
        if !isGoodSerial, profile.surface.badSerial == nil {
            problems.append(.pattern(equipment, parameter: "id"))
        }
        let request = checked(body, &problems)
        if let first = problems.first {
            guard !isFastAPI else { return .refused(Replies.problems(problems)) }
            return .refused(Replies.coded(422, first.text))
        }
        if !isGoodSerial, let response = profile.surface.badSerial { return .refused(response) }
        return .accepted(request)
    }

    private func checked(_ body: Payload, _ problems: inout [RequestProblem]) -> JSONValue {
        guard case .json(.object(let object)) = body else {
            return profile.surface.body.checkBody(body, &problems)
        }
        if accepted.isLast(object) { return .object(object) }
        let request = profile.surface.body.checkBody(body, &problems)
        if problems.isEmpty, case .object(let same) = request, same.isIdentical(to: object) {
            accepted.remember(object)
        }
        return request
    }
}

// MARK: - Telling what has become of a task

extension ProvisioningService {
    private func status(equipment: String, task: String) async -> HTTPResponse {
        var problems: [RequestProblem] = []
        if !profile.surface.replies.serial.allows(equipment) {
            if let response = profile.surface.replies.badSerial { return response }
            problems.append(.pattern(equipment, parameter: "id"))
        }
        var task = task
        if profile.surface.replies.requiresUUID {
            do throws(UUIDForm.Flaw) { task = try UUIDForm.canonical(task) } catch {
                problems.append(.uuid(task, error, ["path", "task_id"]))
            }
        }
        guard problems.isEmpty else { return Replies.problems(problems) }
        do {
            switch try await records.find(equipment: equipment, task: task) {
            case .status(let status):
                return profile.surface.replies.reply(to: status)
            case .foreign:
                return profile.surface.replies.foreignTask ?? profile.surface.replies.unknownTask
            case .unknown:
                break
            }
            guard let patience = profile.surface.replies.searchesResults else {
                return profile.surface.replies.unknownTask
            }
            return try await searchResults(task, patience)
        } catch {
            return failure(error)
        }
    }

    /// Looks for a result that nobody reads, as ToyConfigurator does when a record is missing.
    ///
    /// An empty queue is an error that nobody catches there.
    private func searchResults(_ task: String, _ patience: Duration) async throws -> HTTPResponse {
        let queue = profile.messaging.resultQueue
        try await channel.declareQueue(queue, QueueOptions(isDurable: true))
        let end = environment.clock.now.nanoseconds + patience.components.seconds * 1_000_000_000
        while environment.clock.now.nanoseconds < end {
            guard let delivery = try await channel.get(queue) else {
                return Replies.uncaught
            }
            guard let result = delivery.message.body.json,
                result["task_id"]?.string == task
            else {
                channel.reject(delivery, requeue: true)
                try await environment.clock.sleep(for: .milliseconds(1))
                continue
            }
            channel.acknowledge(delivery)
            var details = result.object ?? [:]
            details["redis_warning"] = "Redis was down; result retrieved from RabbitMQ."
            return HTTPResponse(
                .ok,
                json: [
                    "code": 200,
                    "message": result["status"] ?? "Unknown",
                    "details": .object(details),
                ]
            )
        }
        return profile.surface.replies.unknownTask
    }
}

extension ProvisioningProfile.StatusReplies {
    func reply(to status: TaskStatus) -> HTTPResponse {
        switch status {
        case .pending: pending
        case .running: running
        case .completed: completed
        case .failed: failed
        case .equipmentUnknown: equipmentUnknown
        }
    }
}
