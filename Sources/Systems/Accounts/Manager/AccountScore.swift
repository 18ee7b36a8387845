/// How good an account is for a purpose; the highest is taken.
struct AccountScore: Sendable {
    private let inviteLimit: Double
    private let messageLimit: Double

    init(_ limits: AccountLimits) {
        inviteLimit = Double(limits.invite.daily)
        messageLimit = Double(limits.message.daily)
    }

    /// The part that today's use decides: 100 for none, 0 at the limit.
    func unused(invites: Int, messages: Int, for purpose: AccountPurpose) -> Double {
        switch purpose {
        case .inviteCampaign: part(Double(invites), of: inviteLimit)
        case .messageCampaign: part(Double(messages), of: messageLimit)
        default: part(Double(invites) + Double(messages), of: inviteLimit + messageLimit)
        }
    }

    private func part(_ used: Double, of limit: Double) -> Double {
        limit > 0 ? (1 - used / limit) * 100 : 0
    }

    /// All of it, for an account that rested so many hours; 24 count at most.
    func total(unused: Double, hasErrors: Bool, hours: Double) -> Double {
        unused + (hasErrors ? 0 : 10) + min(hours, 24)
    }
}
