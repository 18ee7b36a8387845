import Infrastructure
import JSON
import Synchronization

@testable import Systems

/// An account manager of a few rules, which writes down what it is asked.
///
/// It lends accounts in their order, also to a service that has one already, and denies whatever
/// its cooldowns forbid; invites go on to Telegram.
final class ManagerDouble: HTTPService {
    struct State {
        var locks: [String: String] = [:]
        /// By account: until when checks are denied.
        var cooldowns: [String: Int64] = [:]
        var disabled: Set<String> = []
        var lines: [String] = []
        /// What a check says instead of its usual answer, once each.
        var refusals: [JSONValue] = []
        var isSilent = false
    }

    let accounts: [String]
    /// How long an account rests after a recorded success, in seconds.
    let cooldown: Int64
    let state = Mutex(State())
    private let environment: SystemEnvironment

    init(accounts: [String], cooldown: Int64, environment: SystemEnvironment) {
        self.accounts = accounts
        self.cooldown = cooldown
        self.environment = environment
    }

    private var second: Int64 { environment.clock.now.nanoseconds / 1_000_000_000 }

    func respond(to request: HTTPRequest) async -> HTTPResponse {
        if state.withLock({ $0.isSilent }) { return HTTPResponse(503) }
        let path = request.path.segments.dropFirst(2)
        let body = request.body.json ?? .null
        let service = body["service_name"]?.string ?? ""
        let account = path.last ?? ""
        switch (path.first, path.dropFirst().first) {
        case ("account-manager", "allocate"): return allocate(body, service)
        case ("account-manager", "accounts"): return summary()
        case ("account-manager", "release"): return release(account, body, service)
        case ("account-manager", "handle-error"): return handleError(account, body)
        case ("account-manager", "rate-limit"):
            return path.dropFirst(2).first == "check"
                ? check(account) : record(account, body)
        case ("telegram", _):
            return await invite(request, path.dropFirst(3).first ?? "")
        default:
            return HTTPResponse(.notFound, json: ["detail": "Not Found"])
        }
    }

    private func note(_ line: String) {
        let at = second
        state.withLock { $0.lines.append("\(at) \(line)") }
    }

    private func allocate(_ body: JSONValue, _ service: String) -> HTTPResponse {
        let preferred = body["preferred_account_id"]?.string
        let found = state.withLock { state -> String? in
            let account = accounts.first { account in
                guard preferred == nil || preferred == account else { return false }
                guard !state.disabled.contains(account) else { return false }
                return state.locks[account] == nil || state.locks[account] == service
            }
            if let account { state.locks[account] = service }
            return account
        }
        let purpose = body["purpose"]?.string ?? ""
        guard let found else {
            note("allocate \(purpose) \(preferred ?? "any"): none")
            return HTTPResponse(.notFound, json: ["detail": "none"])
        }
        note("allocate \(purpose) \(preferred ?? "any"): \(found)")
        return HTTPResponse(.ok, json: ["success": true, "account_id": .string(found)])
    }

    private func summary() -> HTTPResponse {
        let (rows, disabled) = state.withLock { state in
            let rows = accounts.map { account -> JSONValue in
                [
                    "account_id": .string(account),
                    "is_available": .bool(!state.disabled.contains(account)),
                ]
            }
            return (rows, state.disabled.count)
        }
        return HTTPResponse(
            .ok,
            json: [
                "success": true, "total_accounts": .integer(Int64(accounts.count)),
                "accounts": .array(rows),
                "aggregates": ["status_distribution": ["disabled": .integer(Int64(disabled))]],
            ]
        )
    }

    private func release(_ account: String, _ body: JSONValue, _ service: String) -> HTTPResponse {
        let sent = body["usage_stats"]?["invites_sent"]?.integer ?? -1
        state.withLock { state in
            if state.locks[account] == service { state.locks[account] = nil }
        }
        note("release \(account) sent \(sent)")
        return HTTPResponse(.ok, json: ["success": true])
    }

    private func handleError(_ account: String, _ body: JSONValue) -> HTTPResponse {
        let kind = body["error_type"]?.string ?? ""
        let isFinal = ["auth_key_error", "phone_number_banned", "user_deactivated"].contains(kind)
        if isFinal { _ = state.withLock { $0.disabled.insert(account) } }
        note("error \(account) \(kind) '\(body["error_message"]?.string ?? "")'")
        return HTTPResponse(.ok, json: ["success": true])
    }

    private func check(_ account: String) -> HTTPResponse {
        let now = second
        let answer = state.withLock { state -> JSONValue in
            if let refusal = state.refusals.first {
                state.refusals.removeFirst()
                return refusal
            }
            let rest = (state.cooldowns[account] ?? 0) - now
            guard rest > 0 else { return ["allowed": true] }
            return [
                "allowed": false, "reason": "Cooldown period active",
                "details": ["cooldown_remaining": .integer(rest)],
            ]
        }
        note("check \(account): \(answer["allowed"]?.bool == true ? "yes" : "no")")
        return HTTPResponse(.ok, json: answer)
    }

    private func record(_ account: String, _ body: JSONValue) -> HTTPResponse {
        let isSuccess = body["success"]?.bool ?? false
        let end = second + cooldown
        if isSuccess { state.withLock { $0.cooldowns[account] = end } }
        note("record \(account) \(isSuccess)")
        return HTTPResponse(.ok, json: ["success": true])
    }

    /// Invites as the integration service does.
    private func invite(_ request: HTTPRequest, _ account: String) async -> HTTPResponse {
        let body = request.body.json ?? .null
        let service = request.headers.first { $0.name == TelegramCall.serviceHeader }?.value
        let call = TelegramCall(
            account: account,
            channel: body["group_id"]?.string ?? "",
            method: .invite(user: body["target_username"]?.string),
            service: service
        )
        let outcome = try? await TelegramClient(environment).perform(call)
        note("invite \(body["target_username"]?.string ?? "") by \(account)")
        switch outcome {
        case .success: return HTTPResponse(.ok, json: ["success": true])
        case .floodWait(let seconds): return error(429, "flood_wait", .integer(seconds))
        case .peerFlood: return error(429, "peer_flood", 86_400)
        case .privacyRestricted: return error(403, "privacy_restricted")
        case .chatWriteForbidden: return error(403, "chat_write_forbidden")
        case .notMutualContact: return error(403, "user_not_mutual_contact")
        case .userNotFound: return error(500, "user_not_found")
        case .alreadyParticipant: return error(500, "already_participant")
        case .authKeyError: return error(500, "invite_failed", original: "AUTH_KEY_UNREGISTERED")
        case .phoneBanned: return error(500, "invite_failed", original: "USER_DEACTIVATED_BAN")
        case .userDeactivated: return error(500, "invite_failed", original: "USER_DEACTIVATED")
        case .networkError: return error(500, "invite_failed", original: "INTERNAL")
        case nil: return error(500, "invite_failed", original: "timeout")
        }
    }

    private func error(
        _ status: HTTPStatus,
        _ error: String,
        _ wait: JSONValue = .null,
        original: JSONValue = .null
    ) -> HTTPResponse {
        let detail: JSONValue = [
            "error": .string(error), "retry_after": wait, "original_error": original,
        ]
        return HTTPResponse(status, json: ["detail": detail])
    }
}
