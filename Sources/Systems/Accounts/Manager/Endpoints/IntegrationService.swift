import Infrastructure
import JSON

/// The service that holds the manager (integration-service, port 8001).
final class IntegrationService: HTTPService {
    static let name: ServiceName = "integration-service"

    let manager: AccountManager
    let environment: SystemEnvironment
    let telegram: TelegramClient
    let allocationReply: AllocationReply
    let checkReply: CheckReply
    let counters = ServiceCounters()
    let healthLimit = RequestLimit(count: 60, every: .seconds(60))
    let checks = LastBody<CheckRequest>()
    let records = LastBody<RecordRequest>()
    let allocations = LastBody<AllocationRequest>()
    let releases = LastBody<ReleaseRequest>()
    private let router = IntegrationRoute.router

    init(manager: AccountManager, limits: AccountLimits, environment: SystemEnvironment) {
        self.manager = manager
        self.environment = environment
        telegram = TelegramClient(environment)
        allocationReply = AllocationReply(limits)
        checkReply = CheckReply(limits)
    }

    // A part of the method that the protocol calls, which spares a frame of its own.
    @inline(__always)
    func respond(to request: HTTPRequest) async -> HTTPResponse {
        let destination: SurfaceRouter.Destination<IntegrationRoute> = router.find(request)
        return switch destination {
        case .reply(let response): response
        case .route(.check, let parameters): await check(parameters[0], request.body)
        case .route(.record, let parameters): await record(parameters[0], request.body)
        case .route(.allocate, _): await allocate(request.body)
        case .route(.release, let parameters): await release(parameters[0], request.body)
        case .route(let route, let parameters): await respond(to: request, route, parameters)
        }
    }

    /// Answers what is not asked for all the time.
    private func respond(
        to request: HTTPRequest,
        _ route: IntegrationRoute,
        _ parameters: HTTPParameters
    ) async -> HTTPResponse {
        switch route {
        case .invite: await invite(parameters[0], request)
        case .handleError: await handleError(parameters[0], request.body)
        case .scheduleRecovery: await scheduleRecovery(parameters[0], request.query)
        case .releaseAll, .locks, .clearLocks, .resetDailyLimits, .processRecoveries,
            .cleanUpRateLimits:
            await maintain(route, request)
        case .root, .simpleHealth, .serviceHealth, .detailedHealth, .readiness, .liveness,
            .metrics:
            await tellOfService(route, request)
        default: await tell(route, parameters, request.query)
        }
    }

    /// Answers questions about accounts.
    private func tell(
        _ route: IntegrationRoute,
        _ parameters: HTTPParameters,
        _ query: HTTPQuery
    ) async -> HTTPResponse {
        switch route {
        case .limitStatus: await limitStatus(parameters[0])
        case .accountsHealth: await accountsHealth()
        case .summary: await summary(query)
        case .availableAccounts: await availableAccounts(parameters[0], query)
        case .health: await health(parameters[0])
        case .floodWait: await floodWait(parameters[0])
        case .status: await status()
        case .recoveryStatistics: await recoveryStatistics()
        case .logs: logs(query)
        default: Replies.uncaught
        }
    }

    /// The UUID of a path; a problem is appended where it is none.
    func account(_ text: String, _ problems: inout [RequestProblem]) -> String {
        do throws(UUIDForm.Flaw) { return try UUIDForm.canonical(text) } catch {
            problems.append(.uuid(text, error, ["path", "account_id"]))
            return text
        }
    }
}
