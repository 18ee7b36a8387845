import Infrastructure
import JSON

/// The parsing service as its clients see it.
///
/// `/api/v1/tasks` is the form of the README, which knows no users but those that bodies name; the
/// rest is what the sources have, for users with a token.
final class ParsingService: HTTPService {
    enum Route: Int {
        case createBriefly, readBriefly
        case create, list, read, delete, pause, resume
        case results, export
        case accounts, queue, speeds, estimate, clear, status, health, root
    }

    let environment: SystemEnvironment
    let database: ParsingDatabase
    let scheduler: ParsingScheduler
    let manager: AccountManagerClient
    private let router: SurfaceRouter

    init(
        environment: SystemEnvironment,
        database: ParsingDatabase,
        scheduler: ParsingScheduler
    ) {
        self.environment = environment
        self.database = database
        self.scheduler = scheduler
        manager = AccountManagerClient(environment, as: ParsingScheduler.service)
        var router = SurfaceRouter()
        for (method, pattern, route) in Self.routes { router.add(method, pattern, route.rawValue) }
        self.router = router
    }

    private static let routes: [(HTTPMethod, String, Route)] = [
        (.post, "/api/v1/tasks", .createBriefly),
        (.get, "/api/v1/tasks/{id}", .readBriefly),
        (.post, "/tasks", .create),
        (.get, "/tasks", .list),
        (.get, "/tasks/{id}", .read),
        (.delete, "/tasks/{id}", .delete),
        (.post, "/tasks/{id}/pause", .pause),
        (.post, "/tasks/{id}/resume", .resume),
        (.get, "/results/{id}", .results),
        (.get, "/results/{id}/export", .export),
        (.get, "/accounts/status", .accounts),
        (.get, "/accounts/queue", .queue),
        (.get, "/parsing/speeds", .speeds),
        (.post, "/parsing/estimate", .estimate),
        (.delete, "/admin/clear-all-tasks", .clear),
        (.get, "/status", .status),
        (.get, "/health", .health),
        (.get, "/", .root),
    ]

    func respond(to request: HTTPRequest) async -> HTTPResponse {
        let destination: SurfaceRouter.Destination<Route> = router.find(request)
        return switch destination {
        case .reply(let response): response
        case .route(let route, let parameters): await respond(route, parameters, request)
        }
    }

    private func respond(
        _ route: Route,
        _ parameters: HTTPParameters,
        _ request: HTTPRequest
    ) async -> HTTPResponse {
        switch route {
        case .createBriefly: return createBriefly(request)
        case .readBriefly: return readBriefly(parameters[0])
        case .accounts: return await accounts()
        case .queue: return queue()
        case .speeds: return speeds()
        case .estimate: return estimate(request)
        case .clear: return await clear()
        case .status: return status()
        case .health: return health()
        case .root: return root()
        case .create, .list, .read, .delete, .pause, .resume, .results, .export:
            break
        }
        guard let user = BearerUser.id(request) else {
            if route == .create { environment.telemetry.taskRejected() }
            return Replies.detail(
                .unauthorized,
                "Authorization failed: 401: Missing or invalid authorization header"
            )
        }
        return respond(route, parameters, request, user)
    }

    private func respond(
        _ route: Route,
        _ parameters: HTTPParameters,
        _ request: HTTPRequest,
        _ user: Int64
    ) -> HTTPResponse {
        switch route {
        case .create: return create(request, user)
        case .list: return list(request, user)
        default: break
        }
        let id = parameters[0]
        let found = database.task(id)
        guard let (row, task) = found, task.order.userID == user else {
            return route == .results
                ? noResults(id, "Task \(id) not found in database", request)
                : Replies.detail(.notFound, "Task not found")
        }
        switch route {
        case .read: return HTTPResponse(.ok, json: task.full)
        case .delete: return delete(row, task)
        case .pause: return pause(row, task)
        case .resume: return resume(row, task)
        case .results: return results(task, request)
        default: return export(task, request)
        }
    }
}

// MARK: - What becomes of a task

extension ParsingService {
    private func readBriefly(_ id: String) -> HTTPResponse {
        guard let (_, task) = database.task(id) else {
            return Replies.detail(.notFound, "Task not found")
        }
        return HTTPResponse(.ok, json: task.brief)
    }

    private func delete(_ row: Int, _ task: ParsingTask) -> HTTPResponse {
        database.delete(row)
        return HTTPResponse(
            .ok,
            json: ["message": "Task deleted successfully", "task_id": .string(task.id)]
        )
    }

    private func pause(_ row: Int, _ task: ParsingTask) -> HTTPResponse {
        guard task.status == .running || task.status == .pending else {
            return Replies.detail(.badRequest, "Cannot pause task in current status")
        }
        database.update(row) { $0.status = .paused }
        return changed(task, "Task paused successfully", .paused)
    }

    private func resume(_ row: Int, _ task: ParsingTask) -> HTTPResponse {
        guard task.status == .paused else {
            return Replies.detail(.badRequest, "Cannot resume task that is not paused")
        }
        database.update(row) { $0.status = .pending }
        scheduler.lookSoon()
        return changed(task, "Task resumed successfully", .pending)
    }

    private func changed(
        _ task: ParsingTask,
        _ message: String,
        _ status: ParsingTask.Status
    ) -> HTTPResponse {
        HTTPResponse(
            .ok,
            json: [
                "message": .string(message), "task_id": .string(task.id),
                "status": .string(status.rawValue),
            ]
        )
    }
}
