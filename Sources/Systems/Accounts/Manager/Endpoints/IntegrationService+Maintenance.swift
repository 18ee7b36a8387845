import Infrastructure
import JSON

/// What operators do.
extension IntegrationService {
    func status() async -> HTTPResponse {
        let status = await manager.status()
        guard status.isStoreConnected else {
            return HTTPResponse(
                .ok,
                json: [
                    "success": false,
                    "status": "error",
                    "error": "The store does not answer",
                    "redis_connected": false,
                    "timestamp": .instant(status.at),
                ]
            )
        }
        return .success(status.members)
    }

    func maintain(_ route: IntegrationRoute, _ request: HTTPRequest) async -> HTTPResponse {
        do {
            return switch route {
            case .releaseAll: try await releaseAll(request.body)
            case .locks: try await locks()
            case .clearLocks: try await clearLocks()
            case .resetDailyLimits: resetDailyLimits()
            case .processRecoveries: try await processRecoveries(request.query)
            default: try await cleanUpRateLimits()
            }
        } catch {
            return Self.failure(Self.trouble(route), error)
        }
    }

    private static func trouble(_ route: IntegrationRoute) -> String {
        switch route {
        case .releaseAll: "Error releasing all accounts"
        case .locks: "Error getting Redis locks"
        case .clearLocks: "Error clearing locks"
        case .resetDailyLimits: "Error resetting daily limits"
        case .processRecoveries: "Error processing recoveries"
        default: "Error cleaning up rate limits"
        }
    }

    private func releaseAll(_ body: Payload) async throws(KeyValueStoreError) -> HTTPResponse {
        var problems: [RequestProblem] = []
        guard let request = ReleaseAllRequest.read(body, &problems) else {
            return Replies.problems(problems)
        }
        let answer = try await manager.releaseAll(of: request.service)
        let message = "Released \(answer.released) accounts for \(request.service)"
        return .success([
            .init("message", .string(message)),
            .init("released_count", .count(answer.released)),
            .init("errors", .count(answer.errors)),
            .init("released_at", .instant(answer.at)),
        ])
    }

    private func locks() async throws(KeyValueStoreError) -> HTTPResponse {
        let locks = try await manager.lockDetails()
        return .success([
            .init("total_locks", .count(locks.count)),
            .init("service_breakdown", LockDetail.byService(locks)),
            .init("lock_details", .array(locks.map(\.json))),
            .init("timestamp", .instant(environment.clock.now)),
        ])
    }

    private func clearLocks() async throws(KeyValueStoreError) -> HTTPResponse {
        let locks = try await manager.clearLocks()
        return .success([
            .init("message", .string("Cleared \(locks.count) account locks")),
            .init("cleared_count", .count(locks.count)),
            .init("cleared_locks", .array(locks.map { .string($0) })),
            .init("cleared_at", .instant(environment.clock.now)),
            .init("warning", "All account locks have been cleared; use this for debugging only"),
        ])
    }

    private func resetDailyLimits() -> HTTPResponse {
        let count = manager.resetDailyLimits()
        return .success([
            .init("message", "Daily limits reset successfully"),
            .init("affected_accounts", .count(count)),
            .init("reset_at", .instant(environment.clock.now)),
        ])
    }

    private func processRecoveries(
        _ query: HTTPQuery
    ) async throws(KeyValueStoreError) -> HTTPResponse {
        var problems: [RequestProblem] = []
        let fields = query.checked([.optional("limit", .integer(1...10_000))], &problems)
        guard problems.isEmpty else { return Replies.problems(problems) }
        let limit = Int(fields["limit"]?.integer ?? 50)
        let count = try await manager.processRecoveries(limit: limit)
        return .success([
            .init("message", "Pending recoveries processed"),
            .init("processed_count", .count(count)),
            .init("processed_at", .instant(environment.clock.now)),
        ])
    }

    private func cleanUpRateLimits() async throws(KeyValueStoreError) -> HTTPResponse {
        let count = try await manager.cleanUpRateLimits()
        return .success([
            .init("message", "Rate limiting data cleaned up"),
            .init("deleted_keys", .count(count)),
            .init("cleaned_at", .instant(environment.clock.now)),
        ])
    }
}
