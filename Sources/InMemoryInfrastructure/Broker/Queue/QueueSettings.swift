import Infrastructure
import JSON

/// What the arguments of a queue say, after they were checked.
///
/// An object, so that a look at it copies nothing.
final class QueueSettings: Sendable {
    /// What a queue does when there is no room (`x-overflow`).
    enum Overflow: String {
        case dropHead = "drop-head"
        case rejectPublish = "reject-publish"
        case rejectPublishDeadLetter = "reject-publish-dlx"
    }

    let isQuorum: Bool
    /// In nanoseconds.
    let messageTimeToLive: Int64?
    /// In nanoseconds.
    let expires: Int64?
    let maximumLength: Int?
    let maximumBytes: Int?
    let overflow: Overflow
    let deadLetterExchange: ExchangeName?
    let deadLetterRoutingKey: String?
    /// 0 in a queue without priorities.
    let maximumPriority: Int
    let isSingleActiveConsumer: Bool
    let deliveryLimit: Int?
    let hasLengthLimit: Bool
    /// True when a message goes the moment it comes, unless a consumer takes it.
    let expiresAtOnce: Bool

    /// Reads arguments that `QueueArguments.check` has found right.
    init(_ arguments: JSONObject) {
        isQuorum = QueueArguments.isQuorum(arguments)
        messageTimeToLive = arguments["x-message-ttl"]?.integer.map { $0 * 1_000_000 }
        expires = arguments["x-expires"]?.integer.map { $0 * 1_000_000 }
        maximumLength = arguments["x-max-length"]?.integer.map(Int.init)
        maximumBytes = arguments["x-max-length-bytes"]?.integer.map(Int.init)
        let overflow = arguments["x-overflow"]?.string.flatMap(Overflow.init) ?? .dropHead
        // Quorum queues do not know this one, and say so in their log.
        self.overflow = isQuorum && overflow == .rejectPublishDeadLetter ? .dropHead : overflow
        deadLetterExchange = arguments["x-dead-letter-exchange"]?.string
        deadLetterRoutingKey = arguments["x-dead-letter-routing-key"]?.string
        maximumPriority = Int(arguments["x-max-priority"]?.integer ?? 0)
        isSingleActiveConsumer = arguments["x-single-active-consumer"]?.bool ?? false
        deliveryLimit = arguments["x-delivery-limit"].flatMap(Self.deliveryLimit)
        hasLengthLimit = maximumLength != nil || maximumBytes != nil
        expiresAtOnce = messageTimeToLive == 0 && !isQuorum
    }

    /// Nobody checks this one; what is no number is more than any number to Erlang.
    private static func deliveryLimit(_ value: JSONValue) -> Int? {
        switch value {
        case .null: nil
        case .integer(let limit): Int(limit)
        case .number(let limit): Int(exactly: limit.rounded(.down)) ?? .max
        default: .max
        }
    }

    /// How long a message lives in this queue in nanoseconds: the shorter of both limits (B3.1).
    ///
    /// A quorum queue gives every message the millisecond in which it comes (`rabbit_fifo.erl`).
    func timeToLive(of message: Message) -> Int64? {
        let own = message.properties?.expiration.flatMap { Int64($0) }.map { $0 * 1_000_000 }
        guard own != nil || messageTimeToLive != nil else { return nil }
        let least = min(own ?? .max, messageTimeToLive ?? .max)
        return least == 0 && isQuorum ? 1_000_000 : least
    }

    /// None counts as 0, more than the most as the most (B5.1).
    func priority(of message: Message) -> UInt8 {
        guard maximumPriority > 0, let priority = message.properties?.priority else { return 0 }
        return UInt8(max(0, min(priority, maximumPriority)))
    }
}
