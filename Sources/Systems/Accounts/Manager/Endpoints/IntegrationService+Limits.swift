import Infrastructure
import JSON

/// Limits: may an account do something, what has it done.
extension IntegrationService {
    func check(_ id: String, _ body: Payload) async -> HTTPResponse {
        var problems: [RequestProblem] = []
        let id = account(id, &problems)
        guard let request = checks.read(body, &problems) else {
            return Replies.problems(problems)
        }
        let answer = await manager.check(id, request.action, channel: request.channel)
        return checkReply.response(to: answer, request.action)
    }

    func record(_ id: String, _ body: Payload) async -> HTTPResponse {
        var problems: [RequestProblem] = []
        let id = account(id, &problems)
        guard let request = records.read(body, &problems) else {
            return Replies.problems(problems)
        }
        do {
            let answer = try await manager.record(
                id,
                request.action,
                channel: request.channel,
                success: request.success
            )
            switch answer {
            case .recorded(let instant): return Self.recorded(true, at: instant)
            case .unknownAccount(let instant): return Self.recorded(false, at: instant)
            case .unknownAction: return Self.notRecorded
            }
        } catch {
            return Self.notRecorded
        }
    }

    func limitStatus(_ id: String) async -> HTTPResponse {
        var problems: [RequestProblem] = []
        let id = account(id, &problems)
        guard problems.isEmpty else { return Replies.problems(problems) }
        do {
            guard let status = try await manager.limitStatus(id) else {
                return .flat([.init("error", "Account not found")], under: "status")
            }
            return .flat(status.members, under: "status")
        } catch {
            return Self.failure("Error getting rate limit status", error)
        }
    }

    /// For an account that nobody knows the reply is the same, as in the sources, and says so.
    private static func recorded(_ recorded: Bool, at instant: Timestamp) -> HTTPResponse {
        .object([
            .init("success", true),
            .init("message", "Action recorded successfully"),
            .init("recorded", .bool(recorded)),
            .init("recorded_at", .instant(instant)),
        ])
    }

    private static let notRecorded = Replies.detail(.badRequest, "Failed to record action")
}
