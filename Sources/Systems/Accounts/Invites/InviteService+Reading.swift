import Infrastructure
import JSON

/// What the service tells of campaigns.
extension InviteService {
    private static let pages: [BodyField] = [
        BodyField(name: "page", rule: .integer(1...1_000_000), isRequired: false, defaultValue: 1),
        BodyField(name: "page_size", rule: .integer(1...100), isRequired: false, defaultValue: 20),
    ]

    func read(_ call: Call) -> HTTPResponse {
        guard let json = database.read(call.id, { $0.json }) else { return unknown(call.id) }
        return HTTPResponse(.ok, json: json)
    }

    func status(_ id: Int64) -> HTTPResponse {
        let now = environment.clock.now
        guard let status = database.read(id, { $0.status(at: now) }) else { return unknown(id) }
        return HTTPResponse(.ok, json: .object(status))
    }

    /// The user's campaigns, the newest first.
    func list(_ request: HTTPRequest, _ user: Int64) -> HTTPResponse {
        let all = database.readAll { campaign -> JSONValue? in
            guard campaign.order.userID == user else { return nil }
            return campaign.json
        }
        return page(Array(all.reversed()), request)
    }

    func targets(_ call: Call) -> HTTPResponse {
        let all = database.read(call.id) { campaign in
            campaign.targets.enumerated().map { number, target in
                target.json(id: Int64(number + 1), task: call.id)
            }
        }
        guard let all else { return unknown(call.id) }
        return page(all, call.request)
    }

    private func page(_ all: [JSONValue], _ request: HTTPRequest) -> HTTPResponse {
        var problems: [RequestProblem] = []
        let query = request.query.checked(Self.pages, &problems)
        guard problems.isEmpty else { return Replies.problems(problems) }
        let page = Int(query["page"]?.integer ?? 1)
        let size = Int(query["page_size"]?.integer ?? 20)
        let pages = (all.count + size - 1) / size
        let items = all.dropFirst((page - 1) * size).prefix(size)
        return HTTPResponse(
            .ok,
            json: [
                "items": .array(Array(items)), "total": .integer(Int64(all.count)),
                "page": .integer(Int64(page)), "page_size": .integer(Int64(size)),
                "total_pages": .integer(Int64(pages)),
                "has_next": .bool(page < pages), "has_prev": .bool(page > 1),
            ]
        )
    }

    /// The accounts with which a campaign could go on.
    func accounts(_ call: Call) async -> HTTPResponse {
        guard let order = database.read(call.id, { $0.order }) else { return unknown(call.id) }
        let listing = try? await manager.accounts(
            ofUser: order.userID,
            for: .inviteCampaign,
            channel: order.channel
        )
        guard let listing = listing ?? nil else {
            let text = "Ошибка получения аккаунтов: The account manager does not answer"
            return ErrorForm.numbered.reply(.internalServerError, text)
        }
        let allowed = order.allowedAccounts
        let usable = listing.available.filter { allowed?.contains($0) ?? true }
        return HTTPResponse(
            .ok,
            json: [
                "task_id": .integer(call.id), "platform": .string(order.platform),
                "total_accounts": .integer(Int64(listing.total)),
                "active_accounts": .integer(Int64(usable.count)),
                "accounts": .array(usable.map { ["account_id": .string($0)] }),
            ]
        )
    }
}
