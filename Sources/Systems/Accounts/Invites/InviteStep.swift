import Infrastructure
import JSON

/// One step of a campaign: invites the next target with the first account that may do it.
struct InviteStep: Sendable {
    let environment: SystemEnvironment
    let settings: InviteSettings
    let database: CampaignDatabase
    let manager: AccountManagerClient
    let busy: BusyAccounts

    /// The longest wait for an account; a refusal that names none counts for as much.
    private static let longestWait: Int64 = 900
    /// How often a step is put off because somebody does not answer.
    private static let retries = 5
    private static let patience = Duration.seconds(30)

    /// What a step needs to know of its campaign.
    private struct Plan: Sendable {
        let id: Int64
        let order: Campaign.Order
        let number: Int?
        let target: InviteTarget?
        let unsettled: String?

        init(_ campaign: borrowing Campaign) {
            id = campaign.id
            order = campaign.order
            number = campaign.next
            target = campaign.next.map { campaign.targets[$0] }
            unsettled = campaign.unsettled
        }
    }

    /// Does the step; how long to wait before the next one, or nil when the campaign has ended.
    func perform(_ campaign: Int64) async throws(CancellationError) -> Duration? {
        guard let plan = database.read(campaign, { Plan($0) }) else { return nil }
        if let account = plan.unsettled {
            guard try await settle(account, plan) else { return waitForManager(plan) }
        }
        guard let number = plan.number, let target = plan.target else {
            end(plan, .completed)
            return nil
        }
        guard target.identifier != nil else {
            close(number, of: plan, .failed, "no_identifier")
            return settings.batchPause
        }
        guard let listing = try await candidates(plan) else { return putOff(plan) }
        if listing.isHopeless {
            end(plan, .failed, "No account of the user can be used any more")
            return nil
        }
        let pause = try await invite(number, target, plan, listing.available)
        let isThrough = database.read(plan.id) { $0.next == nil && $0.unsettled == nil }
        guard isThrough == true else { return pause }
        end(plan, .completed)
        return nil
    }

    /// Tries one account after the other.
    private func invite(
        _ number: Int,
        _ target: InviteTarget,
        _ plan: Plan,
        _ candidates: [String]
    ) async throws(CancellationError) -> Duration {
        var search = InviteCandidates(
            candidates,
            isRestricted: plan.order.allowedAccounts != nil,
            wish: wish(plan),
            manager: manager,
            busy: busy
        )
        var wait = Self.longestWait
        while let account = try await search.next() {
            defer { busy.giveBack(account) }
            switch try await manager.check(account, .invite, channel: plan.order.channel) {
            case .allowed:
                if let pause = try await attempt(number, target, plan, account) { return pause }
            case .denied(_, let remaining):
                wait = min(wait, max(0, remaining ?? Self.longestWait))
                database.update(plan.id) { $0.update(number) { $0.result = "rate_limited" } }
                try await manager.release(account, invitesSent: 0, channels: [])
            case .unknown:
                try await manager.release(account, invitesSent: 0, channels: [])
                return putOff(plan)
            }
        }
        return .seconds(wait + 1)
    }

    private func wish(_ plan: Plan) -> AccountManagerClient.Wish {
        AccountManagerClient.Wish(
            userID: plan.order.userID,
            purpose: .inviteCampaign,
            channel: plan.order.channel,
            time: settings.lockTimeout
        )
    }

    private func candidates(
        _ plan: Plan
    ) async throws(CancellationError) -> AccountManagerClient.Listing? {
        if let allowed = plan.order.allowedAccounts {
            return AccountManagerClient.Listing(available: allowed)
        }
        return try await manager.accounts(
            ofUser: plan.order.userID,
            for: .inviteCampaign,
            channel: plan.order.channel
        )
    }
}

// MARK: - One attempt

extension InviteStep {
    /// Invites with an account, keeps it for a while and gives it back; nil where another account
    /// has to try.
    private func attempt(
        _ number: Int,
        _ target: InviteTarget,
        _ plan: Plan,
        _ account: String
    ) async throws(CancellationError) -> Duration? {
        database.update(plan.id) { campaign in
            campaign.unsettled = account
            campaign.update(number) { $0.attempts += 1 }
        }
        let answer = try await ask(target, plan, account)
        let pause = try await settle(answer, number, plan, account)
        try await environment.clock.sleep(for: settings.hold)
        let sent: Int64 = answer == .success ? 1 : 0
        let channels = sent > 0 ? plan.order.channel.map { [$0] } ?? [] : []
        try await manager.release(account, invitesSent: sent, channels: channels)
        return pause
    }

    /// Writes down what came of an attempt; how long to wait before the next step, if it was one.
    private func settle(
        _ answer: InviteAnswer,
        _ number: Int,
        _ plan: Plan,
        _ account: String
    ) async throws(CancellationError) -> Duration? {
        switch answer {
        case .success:
            close(number, of: plan, .invited, nil, by: account)
            guard try await settle(account, plan) else { return waitForManager(plan) }
            return plan.order.delay ?? settings.delay
        case .alreadyParticipant:
            return try await refuse(number, plan, account, .accepted, "already_participant")
        case .targetError(let name):
            let isUnknown = name == "user_not_found" || name == "invalid_username"
            return try await refuse(number, plan, account, isUnknown ? .invalid : .failed, name)
        case .accountError(let kind, let message):
            database.update(plan.id) { campaign in
                campaign.unsettled = nil
                campaign.update(number) { $0.result = kind.rawValue }
            }
            try await manager.handleError(account, kind, message, task: "\(plan.id)")
            return nil
        case .unavailable:
            database.update(plan.id) { $0.unsettled = nil }
            return putOff(plan)
        case .unknown:
            // It may have been done: it counts for the account, so that no limit is exceeded.
            _ = try await settle(account, plan)
            return putOff(plan)
        }
    }

    /// Writes down that a target is not invited.
    private func refuse(
        _ number: Int,
        _ plan: Plan,
        _ account: String,
        _ status: InviteTarget.Status,
        _ result: String
    ) async throws(CancellationError) -> Duration? {
        database.update(plan.id) { $0.unsettled = nil }
        close(number, of: plan, status, result, by: account)
        _ = try await manager.record(
            account,
            .invite,
            channel: plan.order.channel,
            isSuccess: false
        )
        return settings.batchPause
    }

    /// Has an invite written down at the manager; false where it does not answer.
    private func settle(
        _ account: String,
        _ plan: Plan
    ) async throws(CancellationError) -> Bool {
        let channel = plan.order.channel
        guard try await manager.record(account, .invite, channel: channel, isSuccess: true) else {
            return false
        }
        database.update(plan.id) { $0.unsettled = nil }
        return true
    }

    /// Has the integration service invite.
    private func ask(
        _ target: InviteTarget,
        _ plan: Plan,
        _ account: String
    ) async throws(CancellationError) -> InviteAnswer {
        var body: JSONObject = ["invite_type": "group_invite"]
        if let channel = plan.order.channel { body.append("group_id", .string(channel)) }
        if let username = target.username { body.append("target_username", .string(username)) }
        if let phone = target.phone { body.append("target_phone", .string(phone)) }
        if let id = target.platformID { body.append("target_user_id", .string(id)) }
        let request = HTTPRequest(
            .post,
            HTTPPath("/api/v1/telegram/invites/accounts/\(account)/invite"),
            headers: [
                HTTPHeader("Authorization", "Bearer \(plan.order.userID)"),
                HTTPHeader(TelegramCall.serviceHeader, InviteService.name),
            ],
            body: .json(.object(body))
        )
        do throws(HTTPError) {
            let response = try await environment.http.send(
                request,
                to: AccountManagerClient.manager,
                timeout: Self.patience
            )
            return InviteAnswer(response)
        } catch {
            switch error {
            case .cancelled: throw CancellationError()
            case .timedOut, .connectionLost: return .unknown
            case .connectionRefused, .noSuchService: return .unavailable
            }
        }
    }
}

// MARK: - What is written down

extension InviteStep {
    private func close(
        _ number: Int,
        of plan: Plan,
        _ status: InviteTarget.Status,
        _ result: String?,
        by account: String? = nil
    ) {
        let now = environment.clock.now
        database.update(plan.id) { campaign in
            campaign.retries = 0
            campaign.update(number) { target in
                target.status = status
                target.result = result
                target.account = account
                if status == .invited { target.invitedAt = now }
            }
        }
    }

    private func end(_ plan: Plan, _ status: Campaign.Status, _ error: String? = nil) {
        database.finish(plan.id, status, error: error)
        environment.telemetry.taskFinished(status == .completed ? .completed : .failed)
    }

    /// Puts the step off, for twice as long each time; after the last time its target has failed.
    private func putOff(_ plan: Plan) -> Duration {
        let (retries, pause) = countRetry(plan)
        guard retries > Self.retries else { return pause }
        if let number = plan.number { close(number, of: plan, .failed, "network_error") }
        return settings.batchPause
    }

    /// Puts the step off until the manager takes down what was done, however long that takes.
    private func waitForManager(_ plan: Plan) -> Duration {
        countRetry(plan).pause
    }

    private func countRetry(_ plan: Plan) -> (retries: Int, pause: Duration) {
        let retries = database.update(plan.id) { campaign in
            campaign.retries += 1
            return campaign.retries
        }
        let number = retries ?? 1
        return (number, .seconds(30 << min(number, Self.retries)))
    }
}
