/// What a service wants an account for.
enum AccountPurpose: String, Sendable, CaseIterable {
    case inviteCampaign = "invite_campaign"
    case messageCampaign = "message_campaign"
    case parsing
    case channelManagement = "channel_management"
    case general
}
