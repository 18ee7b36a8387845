import Infrastructure
import JSON

/// The invite service as its clients see it.
///
/// `/api/v1/campaigns` is the form of the README, which the sources never had: it makes a campaign
/// with its targets and begins with it at once. `/api/v1/tasks/` is what the sources have, for
/// users with a token.
final class InviteService: HTTPService {
    static let name: ServiceName = "invite-service"

    enum Route: Int {
        case createBriefly, readBriefly
        case create, list, read, delete
        case addTarget, addTargets, targets
        case execute, pause, resume, cancel
        case status, accounts
        case health, root
    }

    /// A campaign that somebody asks for, and the request.
    struct Call {
        let id: Int64
        let user: Int64
        let request: HTTPRequest
    }

    let environment: SystemEnvironment
    let database: CampaignDatabase
    let channel: any BrokerChannel
    let manager: AccountManagerClient
    private let router: SurfaceRouter

    init(
        environment: SystemEnvironment,
        database: CampaignDatabase,
        channel: any BrokerChannel
    ) {
        self.environment = environment
        self.database = database
        self.channel = channel
        manager = AccountManagerClient(environment, as: Self.name)
        var router = SurfaceRouter(errors: .numbered)
        for (method, pattern, route) in Self.routes { router.add(method, pattern, route.rawValue) }
        self.router = router
    }

    private static let routes: [(HTTPMethod, String, Route)] = [
        (.post, "/api/v1/campaigns", .createBriefly),
        (.get, "/api/v1/campaigns/{id}", .readBriefly),
        (.post, "/api/v1/tasks/", .create),
        (.get, "/api/v1/tasks/", .list),
        (.get, "/api/v1/tasks/{id}", .read),
        (.delete, "/api/v1/tasks/{id}", .delete),
        (.post, "/api/v1/tasks/{id}/targets", .addTarget),
        (.get, "/api/v1/tasks/{id}/targets", .targets),
        (.post, "/api/v1/tasks/{id}/targets/bulk", .addTargets),
        (.post, "/api/v1/tasks/{id}/execute", .execute),
        (.post, "/api/v1/tasks/{id}/pause", .pause),
        (.post, "/api/v1/tasks/{id}/resume", .resume),
        (.post, "/api/v1/tasks/{id}/cancel", .cancel),
        (.get, "/api/v1/tasks/{id}/status", .status),
        (.get, "/api/v1/tasks/{id}/accounts", .accounts),
        (.get, "/health", .health),
        (.get, "/", .root),
    ]

    /// Where the store remembers for a while that a campaign was deleted, in database 5.
    static func keyOfDeleted(_ id: Int64) -> String { "invite:deleted_task:\(id)" }

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
        case .createBriefly: return await createBriefly(request)
        case .readBriefly: return readBriefly(parameters[0])
        case .health, .root: return health()
        default: break
        }
        guard let user = BearerUser.id(request) else {
            if route == .execute { environment.telemetry.taskRejected() }
            return ErrorForm.numbered.reply(.unauthorized, "Missing Authorization header")
        }
        switch route {
        case .create: return create(request, user)
        case .list: return list(request, user)
        default: break
        }
        var problems: [RequestProblem] = []
        let location: [JSONValue] = ["path", "task_id"]
        let text = JSONValue.string(parameters[0])
        let id = BodyRule.integer(nil).check(text, at: location, &problems).integer
        guard problems.isEmpty, let id else { return Replies.problems(problems) }
        guard database.read(id, { $0.order.userID }) == user else { return unknown(id) }
        return await respond(route, Call(id: id, user: user, request: request))
    }

    private func respond(_ route: Route, _ call: Call) async -> HTTPResponse {
        switch route {
        case .read: return read(call)
        case .delete: return await delete(call)
        case .addTarget: return addTarget(call)
        case .addTargets: return addTargets(call)
        case .targets: return targets(call)
        case .execute: return await execute(call.id)
        case .pause: return pause(call.id)
        case .resume: return await resume(call.id)
        case .cancel: return cancel(call.id)
        case .status: return status(call.id)
        default: return await accounts(call)
        }
    }

    func unknown(_ id: Int64) -> HTTPResponse {
        ErrorForm.numbered.reply(.notFound, "Задача с ID \(id) не найдена")
    }

    private func health() -> HTTPResponse {
        HTTPResponse(
            .ok,
            json: ["status": "healthy", "service": "invite-service", "version": "1.0.0"]
        )
    }
}
