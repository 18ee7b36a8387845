import Infrastructure
import JSON

/// The queues of the invite service, and the messages in them.
enum InviteQueues {
    /// Campaigns to begin or to go on with.
    static let high: QueueName = "invite-high"
    /// One invite each.
    static let normal: QueueName = "invite-normal"
    /// Tidying up.
    static let low: QueueName = "invite-low"
    /// Invites that are not due yet: who has one keeps it unacknowledged until its instant, so that
    /// a crash loses none.
    static let delayed: QueueName = "invite-delayed"

    static func declare(on channel: any BrokerChannel) async throws(BrokerError) {
        for queue in [high, normal, low, delayed] {
            try await channel.declareQueue(queue, QueueOptions(isDurable: true))
        }
    }
}

/// The message that a step of a campaign is due, or will be.
struct InviteStepMessage: Sendable, Equatable {
    let campaign: Int64
    /// The step's number in its campaign.
    let turn: Int64
    let due: Timestamp

    init(_ campaign: borrowing Campaign) {
        self.campaign = campaign.id
        turn = campaign.turn
        due = campaign.due
    }

    /// Reads a message; nil where it is none of these.
    init?(_ message: Message) {
        guard let body = message.body.json, let campaign = body["task_id"]?.integer,
            let turn = body["turn"]?.integer, let due = body["due"]?.integer
        else { return nil }
        self.campaign = campaign
        self.turn = turn
        self.due = Timestamp(nanoseconds: due)
    }

    var message: Message {
        Message(
            .json([
                "task_id": .integer(campaign), "turn": .integer(turn),
                "due": .integer(due.nanoseconds),
            ])
        )
    }
}
