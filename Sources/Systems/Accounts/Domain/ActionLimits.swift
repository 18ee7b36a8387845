/// How often an account may do one kind of action.
package struct ActionLimits: Sendable, Equatable {
    /// A UTC day.
    package var daily: Int
    /// An hour of the UTC clock, which is no sliding hour.
    package var hourly: Int
    /// The pause after a success.
    package var cooldown: Duration
    /// How many in a row, within `burstCooldown` of the first.
    package var burst: Int
    package var burstCooldown: Duration
    /// A UTC day and channel; nil is without limit.
    package var perChannelDaily: Int?
    /// Into one channel for ever; nil is without limit.
    package var perChannelTotal: Int?
}

/// The limits of all actions; what has none is never allowed nor recorded.
package struct AccountLimits: Sendable, Equatable {
    package var invite = ActionLimits(
        daily: 30,
        hourly: 2,
        cooldown: .seconds(900),
        burst: 3,
        burstCooldown: .seconds(900),
        perChannelDaily: 15,
        perChannelTotal: 200
    )
    package var message = ActionLimits(
        daily: 30,
        hourly: 10,
        cooldown: .seconds(60),
        burst: 5,
        burstCooldown: .seconds(180)
    )
    package var addContact = ActionLimits(
        daily: 15,
        hourly: 3,
        cooldown: .seconds(300),
        burst: 2,
        burstCooldown: .seconds(600)
    )
    package var parse = ActionLimits(
        daily: 5000,
        hourly: 120,
        cooldown: .seconds(2),
        burst: 20,
        burstCooldown: .seconds(60)
    )

    /// The limits of an action; nil for joining and leaving, which nobody counts.
    subscript(action: AccountAction) -> ActionLimits? {
        switch action {
        case .invite: invite
        case .message: message
        case .addContact: addContact
        case .parse: parse
        case .joinChannel, .leaveChannel: nil
        }
    }
}
