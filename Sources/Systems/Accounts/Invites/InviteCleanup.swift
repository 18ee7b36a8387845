import Infrastructure
import JSON

/// Removes campaigns that ended long ago.
final class InviteCleanup: MessageConsumer {
    private static let interval = Duration.seconds(300)
    private static let age = Duration.seconds(30 * 86_400)

    private let environment: SystemEnvironment
    private let database: CampaignDatabase

    init(environment: SystemEnvironment, database: CampaignDatabase) {
        self.environment = environment
        self.database = database
    }

    /// Asks for a clean-up now and then, for ever.
    func run(on channel: any BrokerChannel) {
        let clock = environment.clock
        clock.spawn("invite clean-up") {
            while (try? await clock.sleep(for: Self.interval)) != nil {
                let message = Message(.json(["task": "cleanup_old_tasks"]))
                try? await channel.publish(message, toQueue: InviteQueues.low)
            }
        }
    }

    func handle(_ delivery: Delivery, on channel: any BrokerChannel) async {
        let now = environment.clock.now
        let old = database.readAll { campaign -> Int64? in
            guard let end = campaign.endedAt, campaign.status.isFinal,
                end.adding(Self.age) < now
            else { return nil }
            return campaign.id
        }
        for id in old { _ = database.delete(id) }
        channel.acknowledge(delivery)
    }
}
