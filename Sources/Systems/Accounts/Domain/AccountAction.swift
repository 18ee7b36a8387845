/// What an account does at Telegram.
enum AccountAction: String, Sendable, CaseIterable {
    case invite
    case message
    case addContact = "add_contact"
    case joinChannel = "join_channel"
    case leaveChannel = "leave_channel"
    case parse

    /// The place in tables of all actions.
    var number: Int {
        switch self {
        case .invite: 0
        case .message: 1
        case .addContact: 2
        case .joinChannel: 3
        case .leaveChannel: 4
        case .parse: 5
        }
    }
}
