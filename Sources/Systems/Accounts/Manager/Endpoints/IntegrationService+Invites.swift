import Infrastructure
import JSON

/// Invitations through one account, which is not asked of the manager here: whoever calls has it.
extension IntegrationService {
    func invite(_ id: String, _ request: HTTPRequest) async -> HTTPResponse {
        var problems: [RequestProblem] = []
        let id = account(id, &problems)
        guard let invite = InviteRequest.read(request.body, &problems) else {
            return Replies.problems(problems)
        }
        guard manager.row(of: id) != nil else {
            return Replies.detail(.notFound, "Telegram аккаунт не найден или нет доступа")
        }
        let group: String
        switch Self.group(of: invite) {
        case .success(let name): group = name
        case .failure(let problem): return Replies.detail(.badRequest, problem.text)
        }
        let call = TelegramCall(
            account: id,
            channel: group,
            method: .invite(user: invite.target),
            service: request.headers.first { $0.name == TelegramCall.serviceHeader }?.value
        )
        let start = environment.clock.now
        do {
            let outcome = try await telegram.perform(call)
            guard outcome == .success else { return InviteReply.refusal(outcome, invite) }
            return InviteReply.success(invite, from: start, to: environment.clock.now)
        } catch {
            return InviteReply.silence(error, invite)
        }
    }

    /// Why an invitation cannot be sent, in the words of the source.
    private struct InviteProblem: Error {
        let text: String
    }

    /// The channel of an invitation in the form that Telegram takes.
    private static func group(of invite: InviteRequest) -> Result<String, InviteProblem> {
        guard invite.kind == .groupInvite else {
            let text = "Неподдерживаемый тип приглашения: \(invite.kind.rawValue)"
            return .failure(InviteProblem(text: text))
        }
        guard let group = invite.group, !group.isEmpty else {
            return .failure(InviteProblem(text: "group_id обязателен для group_invite"))
        }
        guard invite.target != nil else {
            let text = "Необходимо указать target_username, target_phone или target_user_id"
            return .failure(InviteProblem(text: text))
        }
        let name = ChannelName.normalised(group)
        guard !name.isEmpty else {
            let text = "Некорректный идентификатор группы/канала"
            return .failure(InviteProblem(text: text))
        }
        return .success(name)
    }
}
