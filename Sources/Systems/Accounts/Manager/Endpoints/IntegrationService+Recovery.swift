import Infrastructure
import JSON

/// Errors of accounts, and how they get over them.
extension IntegrationService {
    func handleError(_ id: String, _ body: Payload) async -> HTTPResponse {
        var problems: [RequestProblem] = []
        let id = account(id, &problems)
        guard let report = ErrorReport.read(body, &problems) else {
            return Replies.problems(problems)
        }
        do {
            let answer = try await manager.handleError(id, report)
            counters.countError(report.kind)
            return .flat(answer.members, under: "result")
        } catch {
            return Replies.detail(.badRequest, "Failed to handle account error")
        }
    }

    func scheduleRecovery(_ id: String, _ query: HTTPQuery) async -> HTTPResponse {
        var problems: [RequestProblem] = []
        let id = account(id, &problems)
        let fields = query.checked(Self.recoveryFields, &problems)
        guard problems.isEmpty, case .integer(let nanoseconds)? = fields["recovery_time"] else {
            return Replies.problems(problems)
        }
        let time = Timestamp(nanoseconds: nanoseconds)
        let type = fields.string("recovery_type") ?? "manual"
        do {
            guard try await manager.scheduleRecovery(id, at: time, type: type) else {
                return Self.notScheduled
            }
            return .success([
                .init("message", .string("Recovery scheduled for account \(id)")),
                .init("recovery_time", .instant(time)),
                .init("recovery_type", .string(type)),
            ])
        } catch {
            return Self.notScheduled
        }
    }

    func health(_ id: String) async -> HTTPResponse {
        var problems: [RequestProblem] = []
        let id = account(id, &problems)
        guard problems.isEmpty else { return Replies.problems(problems) }
        return .flat(manager.health(id).members, under: "health")
    }

    /// All accounts' health, as the README asks for "if implemented" (row 19).
    func accountsHealth() async -> HTTPResponse {
        let all = manager.accountsHealth()
        let healthy = all.count { $0.isHealthy }
        return .success([
            .init("total_accounts", .count(all.count)),
            .init("healthy_accounts", .count(healthy)),
            .init("unhealthy_accounts", .count(all.count - healthy)),
            .init(
                "accounts",
                .array(all.map { .object(JSONObject(distinct: $0.members)) })
            ),
        ])
    }

    func floodWait(_ id: String) async -> HTTPResponse {
        var problems: [RequestProblem] = []
        let id = account(id, &problems)
        guard problems.isEmpty else { return Replies.problems(problems) }
        guard let wait = manager.floodWait(id) else {
            return .success([
                .init("flood_wait_active", false),
                .init("message", "No active flood wait for this account"),
            ])
        }
        return .success([.init("flood_wait_active", true), .init("flood_wait", wait.json)])
    }

    func recoveryStatistics() async -> HTTPResponse {
        do {
            let members = try await manager.recoveryStatistics().members
            let reply: [JSONObject.Member] =
                members + [
                    .init("stats", .object(JSONObject(distinct: members))),
                    .init("generated_at", .instant(environment.clock.now)),
                ]
            return .success(reply)
        } catch {
            return Self.failure("Error getting recovery stats", error)
        }
    }

    private static let notScheduled = Replies.detail(
        .badRequest,
        "Failed to schedule account recovery"
    )

    private static let recoveryFields = [
        BodyField(name: "recovery_time", rule: .instant),
        .optional("recovery_type", .text(1...50)),
    ]
}
