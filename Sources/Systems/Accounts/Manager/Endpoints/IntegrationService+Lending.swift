import Infrastructure
import JSON

/// Lending accounts, and taking them back.
extension IntegrationService {
    func allocate(_ body: Payload) async -> HTTPResponse {
        var problems: [RequestProblem] = []
        guard let request = allocations.read(body, &problems) else {
            return Replies.problems(problems)
        }
        let start = environment.clock.now
        do {
            let allocation = try await manager.allocate(request)
            count(request, isAllocated: allocation != nil, since: start)
            guard let allocation else { return Self.noAccount }
            return allocationReply.response(to: allocation)
        } catch {
            count(request, isAllocated: false, since: start)
            return Self.failure("Error allocating account", error)
        }
    }

    func release(_ id: String, _ body: Payload) async -> HTTPResponse {
        var problems: [RequestProblem] = []
        let id = account(id, &problems)
        guard let request = releases.read(body, &problems) else {
            return Replies.problems(problems)
        }
        do {
            guard
                let answer = try await manager.release(id, by: request.service, request.usage)
            else { return Replies.detail(.badRequest, "Failed to release account") }
            return .object([
                .init("success", true),
                .init("account_id", .string(id)),
                .init("message", .string("Account " + id + " released successfully")),
                .init("released", .bool(answer.released)),
                .init("released_at", .instant(answer.at)),
            ])
        } catch {
            return Replies.detail(.badRequest, "Failed to release account")
        }
    }

    private func count(_ request: AllocationRequest, isAllocated: Bool, since start: Timestamp) {
        counters.countAllocation(
            purpose: request.purpose,
            service: request.service,
            isAllocated: isAllocated,
            nanoseconds: environment.clock.now.nanoseconds - start.nanoseconds
        )
    }

    private static let noAccount = Replies.detail(
        .notFound,
        "No available accounts found for the specified criteria"
    )

    /// What is told of an error of the store.
    static func failure(_ what: String, _ error: KeyValueStoreError) -> HTTPResponse {
        Replies.detail(.internalServerError, "\(what): \(error.text)")
    }
}
