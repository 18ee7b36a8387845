import Infrastructure
import JSON

/// Asks the account manager on behalf of one service, as the services of the sources do by HTTP.
///
/// An answer that does not come, or that is an error, counts as none; a caller that was cancelled
/// learns of that and of nothing else.
struct AccountManagerClient: Sendable {
    /// Where the manager is.
    static let manager: ServiceName = "integration-service"
    /// How long it waits for an answer.
    static let patience = Duration.seconds(30)

    /// The pause before something is said again that has to be heard.
    private static let pause = Duration.seconds(10)

    private let http: any HTTPClient
    private let clock: any SystemClock
    private let service: ServiceName

    init(_ environment: SystemEnvironment, as service: ServiceName) {
        http = environment.http
        clock = environment.clock
        self.service = service
    }

    /// What a service wants an account for.
    struct Wish: Sendable {
        let userID: Int64
        var purpose: AccountPurpose
        var preferred: String?
        var channel: String?
        /// For how long.
        let time: Duration
    }

    /// Borrows an account; nil where none is to be had.
    func allocate(_ wish: Wish) async throws(CancellationError) -> String? {
        var body: JSONObject = [
            "user_id": .integer(wish.userID),
            "purpose": .string(wish.purpose.rawValue),
            "service_name": .string(service),
            "timeout_minutes": .integer(max(1, wish.time.components.seconds / 60)),
        ]
        if let preferred = wish.preferred {
            body.append("preferred_account_id", .string(preferred))
        }
        if let channel = wish.channel { body.append("target_channel_id", .string(channel)) }
        let response = try await post(["allocate"], body)
        guard let response, response.status == .ok else { return nil }
        return response.body.json?["account_id"]?.string
    }

    /// Gives an account back; whatever is wrong with it has been reported before.
    func release(
        _ account: String,
        invitesSent: Int64,
        channels: [String]
    ) async throws(CancellationError) {
        let usage: JSONObject = [
            "invites_sent": .integer(invitesSent), "messages_sent": 0, "contacts_added": 0,
            "channels_used": .array(channels.map { .string($0) }), "success": true,
            "error_type": nil, "error_message": nil,
        ]
        let body: JSONObject = ["service_name": .string(service), "usage_stats": .object(usage)]
        _ = try await post(["release", account], body)
    }

    /// Reports what Telegram did to an account, until the manager has heard it.
    ///
    /// An account with a flood wait that nobody knows of would be used on.
    func handleError(
        _ account: String,
        _ kind: AccountErrorKind,
        _ message: String,
        task: String
    ) async throws(CancellationError) {
        let context: JSONObject = ["service": .string(service), "task_id": .string(task)]
        let body: JSONObject = [
            "error_type": .string(kind.rawValue), "error_message": .string(message),
            "context": .object(context),
        ]
        while try await !isHeard(post(["handle-error", account], body)) {
            try await clock.sleep(for: Self.pause)
        }
    }

    /// What the manager says of an action that is about to be done.
    enum Permission: Sendable, Equatable {
        case allowed
        /// No, for so many seconds where it says so.
        case denied(reason: String, wait: Int64?)
        /// The manager does not answer.
        case unknown
    }

    /// Asks whether an account may act now.
    func check(
        _ account: String,
        _ action: AccountAction,
        channel: String?
    ) async throws(CancellationError) -> Permission {
        var body: JSONObject = [
            "action_type": .string(action.rawValue), "allow_locked": true,
        ]
        if let channel { body.append("target_channel_id", .string(channel)) }
        let response = try await post(["rate-limit", "check", account], body)
        guard let response, response.status == .ok, let answer = response.body.json?.object,
            let isAllowed = answer["allowed"]?.bool
        else { return .unknown }
        if isAllowed { return .allowed }
        let details = answer["details"]
        let wait = details?["cooldown_remaining"] ?? details?["burst_cooldown_remaining"]
        return .denied(reason: answer.string("reason") ?? "", wait: wait?.integer)
    }

    /// Writes an action down; false where the manager does not answer and it has to be repeated.
    func record(
        _ account: String,
        _ action: AccountAction,
        channel: String?,
        isSuccess: Bool
    ) async throws(CancellationError) -> Bool {
        var body: JSONObject = ["action_type": .string(action.rawValue)]
        if let channel { body.append("target_channel_id", .string(channel)) }
        body.append("success", .bool(isSuccess))
        return try await isHeard(post(["rate-limit", "record", account], body))
    }

    /// False where the same request may get another answer later: nobody answered, or the store
    /// did not do its part (400, as the manager tells it).
    private func isHeard(_ response: HTTPResponse?) -> Bool {
        response?.status == .ok || response?.status == .unprocessableContent
    }

    /// A line of the manager's list of accounts.
    struct Listing: Sendable {
        /// The accounts that may be borrowed now, in the manager's order.
        var available: [String] = []
        /// How many accounts the user has.
        var total = 0
        /// True when the user has accounts, and none of them can ever be used again.
        var isHopeless = false
    }

    /// Lists the accounts of a user; nil where the manager does not answer.
    func accounts(
        ofUser user: Int64,
        for purpose: AccountPurpose,
        channel: String?
    ) async throws(CancellationError) -> Listing? {
        var query = "user_id=\(user)&purpose=\(purpose.rawValue)&limit=1000"
        if let channel { query += "&target_channel_id=\(PercentEncoding.query(channel))" }
        let target = "/api/v1/account-manager/accounts/summary?" + query
        let response = try await send(HTTPRequest(.get, target: target))
        guard let answer = response?.body.json, response?.status == .ok else { return nil }
        return Listing(answer)
    }

    /// Takes all accounts back that this service has; nil where the manager does not answer.
    func releaseAll() async throws(CancellationError) -> JSONValue? {
        let body: JSONObject = ["service_name": .string(service), "force": true]
        return try await post(["release-all"], body)?.body.json
    }

    /// What the manager counts; nil where it does not answer.
    func statistics() async throws(CancellationError) -> JSONValue? {
        let path = HTTPPath(segments: Self.base + ["stats", "recovery"])
        let response = try await send(HTTPRequest(.get, path))
        guard let response, response.status == .ok else { return nil }
        return response.body.json
    }
}

// MARK: - Requests

extension AccountManagerClient {
    private static let base = HTTPPath("/api/v1/account-manager").segments

    private func post(
        _ segments: [String],
        _ body: JSONObject
    ) async throws(CancellationError) -> HTTPResponse? {
        let path = HTTPPath(segments: Self.base + segments)
        return try await send(HTTPRequest(.post, path, body: .json(.object(body))))
    }

    private func send(
        _ request: HTTPRequest
    ) async throws(CancellationError) -> HTTPResponse? {
        do throws(HTTPError) {
            return try await http.send(request, to: Self.manager, timeout: Self.patience)
        } catch {
            if error == .cancelled { throw CancellationError() }
            return nil
        }
    }
}

extension AccountManagerClient.Listing {
    fileprivate init(_ answer: JSONValue) {
        let accounts = answer["accounts"]?.array ?? []
        for account in accounts where account["is_available"]?.bool == true {
            if let id = account["account_id"]?.string { available.append(id) }
        }
        let total = answer["total_accounts"]?.integer ?? 0
        let disabled = answer["aggregates"]?["status_distribution"]?["disabled"]?.integer ?? 0
        isHopeless = disabled == total
        self.total = Int(total)
    }
}
