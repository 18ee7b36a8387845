import Infrastructure

/// What integration-service can be asked for.
enum IntegrationRoute: Int, CaseIterable {
    // In the order in which a request is compared with them: what is asked for most comes first.
    case check, record, allocate, release
    case invite, handleError, limitStatus, accountsHealth, summary, availableAccounts
    case health, floodWait, scheduleRecovery, status, recoveryStatistics, logs
    case releaseAll, locks, clearLocks, resetDailyLimits, processRecoveries, cleanUpRateLimits
    case root, simpleHealth, serviceHealth, detailedHealth, readiness, liveness, metrics

    private static let manager = "/api/v1/account-manager"

    private var pattern: (method: HTTPMethod, path: String) {
        switch self {
        case .check: (.post, "\(Self.manager)/rate-limit/check/{account_id}")
        case .record: (.post, "\(Self.manager)/rate-limit/record/{account_id}")
        case .allocate: (.post, "\(Self.manager)/allocate")
        case .release: (.post, "\(Self.manager)/release/{account_id}")
        case .invite: (.post, "/api/v1/telegram/invites/accounts/{account_id}/invite")
        case .handleError: (.post, "\(Self.manager)/handle-error/{account_id}")
        case .limitStatus: (.get, "\(Self.manager)/rate-limit/status/{account_id}")
        case .accountsHealth: (.get, "\(Self.manager)/accounts/health")
        case .summary: (.get, "\(Self.manager)/accounts/summary")
        case .availableAccounts: (.get, "\(Self.manager)/available-accounts/{user_id}")
        case .health: (.get, "\(Self.manager)/health/{account_id}")
        case .floodWait: (.get, "\(Self.manager)/flood-wait/{account_id}")
        case .scheduleRecovery: (.post, "\(Self.manager)/schedule-recovery/{account_id}")
        case .status: (.get, "\(Self.manager)/status")
        case .recoveryStatistics: (.get, "\(Self.manager)/stats/recovery")
        case .logs: (.get, "\(Self.manager)/logs")
        case .releaseAll: (.post, "\(Self.manager)/release-all")
        case .locks: (.get, "\(Self.manager)/debug/redis-locks")
        case .clearLocks: (.post, "\(Self.manager)/debug/clear-all-locks")
        case .resetDailyLimits: (.post, "\(Self.manager)/maintenance/reset-daily-limits")
        case .processRecoveries: (.post, "\(Self.manager)/maintenance/process-recoveries")
        case .cleanUpRateLimits: (.post, "\(Self.manager)/maintenance/cleanup-rate-limits")
        case .root: (.get, "/")
        case .simpleHealth: (.get, "/health")
        case .serviceHealth: (.get, "/api/v1/health/")
        case .detailedHealth: (.get, "/api/v1/health/detailed")
        case .readiness: (.get, "/api/v1/health/readiness")
        case .liveness: (.get, "/api/v1/health/liveness")
        case .metrics: (.get, "/metrics")
        }
    }

    /// Finds the routes; what is none of them is told in the words of the source.
    static var router: SurfaceRouter {
        var router = SurfaceRouter(notFound: "Endpoint не найден")
        for route in allCases {
            router.add(route.pattern.method, route.pattern.path, route.rawValue)
        }
        return router
    }
}
