package import JSON

/// How an exchange chooses among its bindings (RabbitMQ, "Exchange Types").
///
/// A name and no enumeration, since a broker may know types that this one does not; it refuses a
/// type that it does not know (503).
package struct ExchangeKind: RawRepresentable, Hashable, Sendable {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// The binding key equals the routing key.
    package static let direct = ExchangeKind(rawValue: "direct")
    /// Every binding.
    package static let fanout = ExchangeKind(rawValue: "fanout")
    /// Words between dots; `*` stands for one, `#` for any number of them.
    package static let topic = ExchangeKind(rawValue: "topic")
    /// The arguments of the binding against the header fields of the message.
    package static let headers = ExchangeKind(rawValue: "headers")
}

/// What an exchange is declared with.
package struct ExchangeOptions: Sendable, Equatable {
    package var kind: ExchangeKind

    /// True when the exchange survives a restart of the broker.
    package var isDurable: Bool

    /// True when the exchange goes with its last binding.
    package var isAutoDelete: Bool

    /// True when only bindings lead to it and nobody may publish to it.
    package var isInternal: Bool

    /// Further arguments by their AMQP names, `alternate-exchange` among them.
    package var arguments: JSONObject

    package init(
        _ kind: ExchangeKind,
        isDurable: Bool = false,
        isAutoDelete: Bool = false,
        isInternal: Bool = false,
        arguments: JSONObject = JSONObject()
    ) {
        self.kind = kind
        self.isDurable = isDurable
        self.isAutoDelete = isAutoDelete
        self.isInternal = isInternal
        self.arguments = arguments
    }
}
