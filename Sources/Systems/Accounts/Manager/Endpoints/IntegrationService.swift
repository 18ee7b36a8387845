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
        guard !BodySize.isTooLarge(request.body) else { return Replies.tooLarge }
        switch router.match(request) {
        case .reply(let response): return response
        case .route(let number, let parameters):
            switch IntegrationRoute(rawValue: number) {
            case .check: return await check(parameters[0], request.body)
            case .record: return await record(parameters[0], request.body)
            case .allocate: return await allocate(request.body)
            case .release: return await release(parameters[0], request.body)
            case .some(let route): return await respond(to: request, route, parameters)
            case .none: return Replies.uncaught
            }
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
