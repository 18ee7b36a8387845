import Infrastructure
import JSON

/// Accounts as a user has them.
extension IntegrationService {
    func summary(_ query: HTTPQuery) async -> HTTPResponse {
        var problems: [RequestProblem] = []
        let fields = query.checked(Self.summaryFields, &problems)
        guard problems.isEmpty, case .integer(let user)? = fields["user_id"] else {
            return Replies.problems(problems)
        }
        let query = SummaryQuery(
            userID: user,
            purpose: fields.string("purpose").flatMap(AccountPurpose.init(rawValue:)),
            channel: fields.string("target_channel_id"),
            status: fields.string("status").flatMap(AccountStatus.init(rawValue:)),
            onlyAvailable: fields["only_available"]?.bool ?? false,
            includesUnavailable: fields["include_unavailable"]?.bool ?? false,
            order: fields.string("sort_by").flatMap(SummaryQuery.Order.init(rawValue:))
                ?? .lastUsed,
            limit: Int(fields["limit"]?.integer ?? 500)
        )
        return .success(manager.summary(query).members(query))
    }

    /// The accounts that could be lent: the form of August 2025, kept for services that read it.
    func availableAccounts(_ user: String, _ query: HTTPQuery) async -> HTTPResponse {
        var problems: [RequestProblem] = []
        let user = BodyRule.integer(nil).check(.string(user), at: ["path", "user_id"], &problems)
        let fields = query.checked(
            [.optional("purpose", .oneOf(AccountPurpose.self))],
            &problems
        )
        guard problems.isEmpty, case .integer(let user) = user else {
            return Replies.problems(problems)
        }
        let purpose = fields.string("purpose").flatMap(AccountPurpose.init(rawValue:))
        let summary = manager.summary(
            SummaryQuery(
                userID: user,
                purpose: purpose,
                onlyAvailable: true,
                order: .invitesToday,
                limit: .max
            )
        )
        return .success([
            .init("user_id", .integer(user)),
            .init("purpose", .text(purpose?.rawValue)),
            .init("total_accounts", .count(summary.lines.count)),
            .init("accounts", .array(summary.lines.map(\.json))),
        ])
    }

    /// The integration log, newest first: how `IntegrationLogService` is read back.
    func logs(_ query: HTTPQuery) -> HTTPResponse {
        var problems: [RequestProblem] = []
        let fields = query.checked(Self.logFields, &problems)
        guard problems.isEmpty else { return Replies.problems(problems) }
        var query = LogQuery(
            action: fields.string("action"),
            status: fields.string("status").flatMap(LogStatus.init(rawValue:)),
            userID: fields["user_id"]?.integer,
            limit: Int(fields["limit"]?.integer ?? 100),
            offset: Int(fields["offset"]?.integer ?? 0)
        )
        var page = LogPage(total: 0, entries: [])
        if let id = fields.string("account_id") {
            // Nothing was ever written about an account that nobody knows.
            query.row = manager.row(of: id)
            if query.row != nil { page = manager.log.entries(query) }
        } else {
            page = manager.log.entries(query)
        }
        return .success([
            .init("total", .count(page.total)),
            .init("limit", .count(query.limit)),
            .init("offset", .count(query.offset)),
            .init(
                "logs",
                .array(page.entries.map { $0.json(account: account(ofRow: $0.row)) })
            ),
        ])
    }

    private func account(ofRow row: Int?) -> Account? {
        guard let row else { return nil }
        return manager.database.withLock { $0[row] }
    }

    private static let summaryFields: [BodyField] = [
        BodyField(name: "user_id", rule: .integer(nil)),
        .optional("purpose", .oneOf(AccountPurpose.self)),
        .optional("target_channel_id", .string),
        .optional("status", .oneOf(AccountStatus.self)),
        .optional("only_available", .boolean),
        .optional("include_unavailable", .boolean),
        .optional("sort_by", .oneOf(SummaryQuery.Order.self)),
        .optional("limit", .integer(1...2000)),
    ]

    private static let logFields: [BodyField] = [
        .optional("action", .choice(LogEvent.actions)),
        .optional("status", .oneOf(LogStatus.self)),
        .optional("user_id", .integer(nil)),
        .optional("account_id", .uuid),
        .optional("limit", .integer(1...1000)),
        .optional("offset", .integer(0...1_000_000_000)),
    ]
}
